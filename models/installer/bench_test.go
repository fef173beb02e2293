//go:build linux

package installer

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/sample"
)

// bigPackages write real, signed packages of about a size, by format.
var bigPackages = map[facts.Format]func(w io.Writer, size int64){
	facts.FormatAPK: func(w io.Writer, size int64) {
		sample.WriteAPK(w, sample.APKOptions{Label: "Big", PackageID: "com.example.big", VersionName: "1", VersionCode: 1, MinSDK: 26,
			Filling: size, Signer: sample.NewSigner("Example")})
	},
	facts.FormatDMG: func(w io.Writer, size int64) {
		app := sample.App{Name: "Big", BundleID: "com.example.big", Version: "1", Icon: make([]byte, 50_000)}
		sample.WriteDMG(w, sample.DMGOptions{Apps: []sample.App{app}, Filling: size, Signer: sample.NewSigner("Example")})
	},
	facts.FormatMSI: func(w io.Writer, size int64) {
		sample.WriteMSI(w, sample.MSIOptions{Name: "Big", Version: "1", ProductCode: "{A}", Filling: size, Signer: sample.NewSigner("Example")})
	},
	facts.FormatIPA: func(w io.Writer, size int64) {
		sample.WriteIPA(w, sample.IPAOptions{Name: "Big", BundleID: "com.example.big", Filling: size, Signer: sample.NewSigner("Example"),
			Expires: time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC)})
	},
	facts.FormatPKG: func(w io.Writer, size int64) {
		sample.WritePKG(w, sample.PKGOptions{Title: "Big", MinimumOS: "12.0", Filling: size, Signer: sample.NewInstallerSigner("Example", "ABCDE12345"),
			Packages: []sample.PKGPackage{{ID: "com.example.big", Version: "1", Location: "/Applications",
				Apps: []sample.PKGApp{{Name: "Big", BundleID: "com.example.big", Version: "1", Build: "1"}}}}})
	},
	facts.FormatIntuneWin: func(w io.Writer, size int64) {
		o := sample.MSIOptions{Name: "Big", Version: "1", ProductCode: "{A}", Signer: sample.NewSigner("Example")}
		sample.WriteIntuneWin(w, sample.IntuneWinOptions{Files: []sample.File{{Name: "big.msi", Content: sample.MSI(o)}}, Filling: size, MSI: &o})
	},
	facts.FormatMSIXBundle: func(w io.Writer, size int64) {
		app := sample.MSIXOptions{Name: "Big", DisplayName: "Big", Publisher: "CN=Example", Filling: size}
		sample.WriteMSIXBundle(w, sample.MSIXBundleOptions{Packages: []sample.MSIXOptions{app}, Signer: sample.NewSigner("Example")})
	},
	facts.FormatEXE: func(w io.Writer, size int64) {
		sample.WriteEXE(w, sample.EXEOptions{Name: "Big", Version: "1", Setup: "nsis", Filling: size, Signer: sample.NewSigner("Example")})
	},
	facts.FormatZIP: func(w io.Writer, size int64) {
		sample.WriteZip(w, size, sample.File{Name: "setup.exe", Content: sample.Example(".exe")})
	},
	facts.FormatMSIX: func(w io.Writer, size int64) {
		sample.WriteMSIX(w, sample.MSIXOptions{Name: "Big", DisplayName: "Big", Publisher: "CN=Example", Filling: size, Signer: sample.NewSigner("Example")})
	},
}

// BenchmarkFacts compares reading the facts of a package of 1 GB with hashing the file. The two take turns; %-of-hash is the
// time of the one in percent of that of the other, MB-child the memory of the process that reads.
func BenchmarkFacts(b *testing.B) {
	benchTask(b, slices.Sorted(maps.Keys(bigPackages)), taskInspect, &facts.Report{}, func(b *testing.B, read, hashed time.Duration) {
		b.ReportMetric(100*read.Seconds()/hashed.Seconds(), "%-of-hash")
	})
}

// BenchmarkSignature compares checking the signature with hashing the file: x-hash is the speed of the one divided by that of the
// other. An archive has no signature of its own.
func BenchmarkSignature(b *testing.B) {
	signed := maps.Clone(bigPackages)
	delete(signed, facts.FormatZIP)
	benchTask(b, slices.Sorted(maps.Keys(signed)), taskVerify, &facts.Signature{}, func(b *testing.B, read, hashed time.Duration) {
		b.ReportMetric(hashed.Seconds()/read.Seconds(), "x-hash")
	})
}

// turns is how often what is measured and what it is compared with take turns in one run.
const turns = 5

func benchTask(b *testing.B, formats []facts.Format, task string, result any, report func(b *testing.B, read, hashed time.Duration)) {
	for _, format := range formats {
		b.Run(string(format), func(b *testing.B) {
			f := bigPackage(b, format)
			var reads, hashes []time.Duration
			for b.Loop() {
				for range turns {
					hashes = append(hashes, timed(func() { hashFile(b, f) }))
					reads = append(reads, timed(func() { runTask(b, f, task, result) }))
				}
			}
			report(b, median(reads), median(hashes))
			b.ReportMetric(childMemory(b, f.Name(), task), "MB-child")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// bigPackage writes a package into a file: of 1 GB, or of APPDEPOT_BENCH_BYTES for a quick look.
func bigPackage(b *testing.B, format facts.Format) *os.File {
	b.Helper()
	size := int64(1 << 30)
	if value := os.Getenv("APPDEPOT_BENCH_BYTES"); value != "" {
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			b.Fatal(err)
		}
		size = n
	}
	f, err := os.Create(filepath.Join(b.TempDir(), "big"+format.Extension()))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { f.Close() })
	w := bufio.NewWriterSize(f, 1<<20)
	bigPackages[format](w, size)
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	return f
}

func timed(do func()) time.Duration {
	began := time.Now()
	do()
	return time.Since(began)
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}

// hashFile is what the figures are compared with: one reading of the file, as an upload is hashed.
func hashFile(b *testing.B, f *os.File) {
	b.Helper()
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		b.Fatal(err)
	}
	if _, err := io.CopyBuffer(struct{ io.Writer }{sha256.New()}, struct{ io.Reader }{f}, make([]byte, input.ChunkSize)); err != nil {
		b.Fatal(err)
	}
}

// runTask has a child do a task, and sees that it was done.
func runTask(b testing.TB, f *os.File, task string, result any) *os.ProcessState {
	b.Helper()
	info, err := f.Stat()
	if err != nil {
		b.Fatal(err)
	}
	state, err := Isolated{Timeout: 5 * time.Minute}.run(b.Context(), task, f, info.Size(), result)
	if err != nil {
		b.Fatal(err)
	}
	if s, ok := result.(*facts.Signature); ok && (len(s.Signers) == 0 || !s.Signers[0].Verified) {
		b.Fatalf("signature %+v", s)
	}
	return state
}

const measured = "APPDEPOT_TEST_MEASURED"

// childMemory is the most memory the child has, in MB. It is started by a fresh process: Linux counts the memory of the process that
// started a child as the child's.
func childMemory(b *testing.B, path, task string) float64 {
	b.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestMeasuredChild$", "-test.v")
	cmd.Env = append(os.Environ(), measured+"="+task+" "+path)
	out, err := cmd.CombinedOutput()
	if err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	_, after, _ := strings.Cut(string(out), "peak of the child: ")
	var bytes int64
	if _, err := fmt.Sscan(after, &bytes); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return float64(bytes) / 1e6
}

// TestMeasuredChild does nothing but for childMemory.
func TestMeasuredChild(t *testing.T) {
	task, path, found := strings.Cut(os.Getenv(measured), " ")
	if !found {
		t.Skip("this is for benchmarks, which start it with a package")
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var result any = &facts.Report{}
	if task == taskVerify {
		result = &facts.Signature{}
	}
	state := runTask(t, f, task, result)
	t.Logf("peak of the child: %d", state.SysUsage().(*syscall.Rusage).Maxrss<<10)
}
