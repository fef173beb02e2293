package installer

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"appdepot/models/installer/facts"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
)

// What one file may take. Packages of 4 GB are to be read within 64 MB; they take 13, and those of the corpus at most 22. Packages
// that are made to need much stay within the process's own limit, whatever the caps allow: 64 MiB of texts in an APK, two lists of
// 16 MiB that its signature is about.
const (
	mostTime     = raceFactor * 10 * time.Second // of processors: others may use them as well
	mostMemory   = raceFactor * 64_000_000
	mostOfGreedy = raceFactor * ownMemory
	freshRun     = "APPDEPOT_TEST_FRESH"
)

// TestPeak inspects every file of the corpus, of whatever format, packages of 4 GB, and packages made to need much memory. Each is
// read or refused with a sentence, in little time and memory. It runs in a fresh process that makes no packages: Linux counts
// the memory of the process that started a child as the child's.
func TestPeak(t *testing.T) {
	made := os.Getenv(freshRun)
	if made == "" {
		runFresh(t, makePackages(t))
		return
	}
	t.Run("4 GB", func(t *testing.T) { peak{mostMemory: mostMemory, whole: true}.folder(t, filepath.Join(made, "huge")) })
	t.Run("greedy", func(t *testing.T) { peak{mostMemory: mostOfGreedy}.folder(t, filepath.Join(made, "greedy")) })
	t.Run("corpus", func(t *testing.T) { peak{mostMemory: mostMemory}.folder(t, installertest.Corpus(t)) })
}

// makePackages writes what the fresh process reads, and gives the folder.
func makePackages(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"huge", "greedy"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for name, build := range greedyPackages() {
		if err := os.WriteFile(filepath.Join(dir, "greedy", name), build(t), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, write := range huge {
		f, err := os.Create(filepath.Join(dir, "huge", name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, f)
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func runFresh(t *testing.T, made string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestPeak$", "-test.v")
	cmd.Env = append(os.Environ(), freshRun+"="+made)
	out, err := cmd.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Fatal(err)
	}
}

// readWhole are the formats whose check reads the content even of unsigned packages: of 4 GB that takes longer than a test should.
var readWhole = map[string]bool{".dmg": true, ".msix": true, ".msixbundle": true}

// peak remembers the worst files.
type peak struct {
	mostMemory  int64
	whole       bool // nothing may be refused
	slow, large string
	slowest     time.Duration
	largest     int64
}

func (p peak) folder(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		p.run(t, path, taskInspect, &facts.Report{})
		if !p.whole || !readWhole[filepath.Ext(path)] {
			p.run(t, path, taskVerify, &facts.Signature{})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("slowest: %s, %s; largest: %s, %d MiB", filepath.Base(p.slow), p.slowest, filepath.Base(p.large), p.largest>>20)
}

func (p *peak) run(t *testing.T, path, task string, result any) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	state, err := Isolated{Timeout: 2 * time.Minute}.run(t.Context(), task, f, info.Size(), result)
	took, used := state.UserTime()+state.SystemTime(), state.SysUsage().(*syscall.Rusage).Maxrss<<10
	installertest.InWords(t, path, err)
	if err != nil && strings.Contains(err.Error(), "readTimedOut") {
		t.Errorf("%s: %v", path, err)
	}
	if p.whole && err != nil {
		t.Errorf("%s: %v", filepath.Base(path), err)
	}
	if took > mostTime || used > p.mostMemory {
		t.Errorf("%s: %s and %d MiB", path, took, used>>20)
	}
	if took > p.slowest {
		p.slow, p.slowest = path, took
	}
	if used > p.largest {
		p.large, p.largest = path, used
	}
}

// bundled is an iOS package with a property list and nothing else.
func bundled(list string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if err := errors.Join(installertest.WriteEntry(z, "Payload/A.app/Info.plist", []byte(list)), z.Close()); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// padded is an app package for Windows without one of its files and with more.
func padded(t testing.TB, leaveOut string, more func(z *zip.Writer) error) []byte {
	o := installertest.MSIX(t)
	o.Signer = nil
	whole := sample.MSIX(o)
	from, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	return installertest.Zip(t, func(z *zip.Writer) error {
		failed := more(z)
		for _, f := range from.File {
			if f.Name != leaveOut {
				failed = errors.Join(failed, z.Copy(f))
			}
		}
		return failed
	})
}
