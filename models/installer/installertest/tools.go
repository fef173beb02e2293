package installertest

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"appdepot/models/installer/input"
)

// Tool runs another program; the test is skipped when it is missing, except in CI.
func Tool(t *testing.T, program string, args ...string) []byte {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not installed", program)
		}
		t.Skipf("%s is not installed, so what it reads is not compared", program)
	}
	var said bytes.Buffer
	c := exec.Command(program, args...)
	c.Stderr = &said
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", program, args, err, out, &said)
	}
	return out
}

// Written puts bytes into a file for another program.
func Written(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Packages are the sample and those of the corpus, if it is there, by where they lie.
func Packages(t *testing.T, ending string, made []byte) []string {
	t.Helper()
	dir, _ := CorpusFolder(t)
	found, err := filepath.Glob(filepath.Join(dir, ending, "*."+ending))
	if err != nil {
		t.Fatal(err)
	}
	return append(found, Written(t, "sample."+ending, made))
}

// OpenFile opens a file as readers see it, until the test ends.
func OpenFile(t *testing.T, path string) *input.Source {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	return input.New(nil, f, info.Size())
}
