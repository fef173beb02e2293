//go:build linux

package handlers_test

import (
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"appdepot/models/store/storetest"
)

// benchBytes is the size of the files that are measured with: 1 GB, or APPDEPOT_BENCH_BYTES for a quick look.
func benchBytes(b *testing.B) int64 {
	b.Helper()
	value := os.Getenv("APPDEPOT_BENCH_BYTES")
	if value == "" {
		return 1 << 30
	}
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// noise makes bytes that nothing can compress, the same ones for one seed.
func noise(seed byte) *rand.ChaCha8 { return rand.NewChaCha8([32]byte{seed}) }

// process is a running server, in a process of its own so that its memory can be told from the test's.
type process struct {
	url string
	pid int
}

// startServer builds the program and runs it on the data of a store.
func startServer(b *testing.B, f storetest.Fixture, packages string) process {
	b.Helper()
	program := filepath.Join(b.TempDir(), "appdepot")
	if out, err := exec.CommandContext(b.Context(), "go", "build", "-tags", "sqlite_fts5", "-o", program, "../cmd/appdepot").CombinedOutput(); err != nil {
		b.Fatalf("build the server: %s %s", err, out)
	}
	address := freeAddress(b)
	server := exec.CommandContext(b.Context(), program, "serve", "--listen", address, "--data", filepath.Dir(f.Options.Database), "--packages-url", packages,
		"--secret-key-url", f.Options.SecretKey)
	server.Stdout, server.Stderr = b.Output(), b.Output()
	run(b, server)
	p := process{"http://" + address, server.Process.Pid}
	await(b, p.url+"/readyz")
	return p
}

// run starts a program that ends with the benchmark.
func run(b *testing.B, program *exec.Cmd) {
	b.Helper()
	if err := program.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		_ = program.Process.Signal(os.Interrupt) // it may have ended
		_ = program.Wait()                       // with whatever status
	})
}

// await waits until an address answers, 10 seconds at most.
func await(b *testing.B, url string) {
	b.Helper()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); <-again.C {
		if answer, err := http.Get(url); err == nil {
			answer.Body.Close()
			return
		}
	}
	b.Fatalf("%s does not answer", url)
}

func freeAddress(b *testing.B) string {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// packageFolder is the folder in which a fixture keeps its packages.
func packageFolder(b *testing.B, f storetest.Fixture) string {
	b.Helper()
	const key = "where"
	if _, err := f.Options.Packages.Write(b.Context(), key, strings.NewReader("here")); err != nil {
		b.Fatal(err)
	}
	file, err := f.Options.Packages.File(key)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	return filepath.Dir(file.Name())
}

// memory reads a figure of a process's memory in bytes: VmRSS now, VmHWM at its peak.
func (p process) memory(b *testing.B, figure string) int64 {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.pid))
	if err != nil {
		b.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if value, ok := strings.CutPrefix(line, figure+":"); ok {
			n, err := strconv.ParseInt(strings.Fields(value)[0], 10, 64)
			if err != nil {
				b.Fatal(err)
			}
			return n << 10
		}
	}
	b.Fatalf("the system does not tell %s", figure)
	return 0
}

// turns is how often what is measured and what it is compared with take turns in one run.
const turns = 5

// times are what one of the two took. The median is not led astray by what else the machine does.
type times []time.Duration

func (t times) median() time.Duration {
	slices.Sort(t)
	return t[len(t)/2]
}

// report gives the throughput of both, and the ratio of ours to theirs under that name.
func report(b *testing.B, size int64, ours, theirs times, ratio string) {
	b.Helper()
	mb := float64(size) / 1e6
	b.ReportMetric(mb/ours.median().Seconds(), "MB/s")
	b.ReportMetric(mb/theirs.median().Seconds(), "MB/s-compared")
	b.ReportMetric(float64(theirs.median())/float64(ours.median()), ratio)
	b.ReportMetric(0, "ns/op")
}
