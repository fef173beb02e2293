package installer

import (
	"os"
	"path/filepath"
	"testing"
)

// TestMain lets this program be its own inspecting child.
func TestMain(m *testing.M) {
	ServeChild()
	os.Exit(m.Run())
}

// corpus finds the folder of real packages, or skips the test.
func corpus(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("APPDEPOT_CORPUS")
	if dir == "" {
		dir = filepath.Join(moduleRoot(t), "..", "shared", "corpus")
	}
	if _, err := os.Stat(filepath.Join(dir, "corpus.tsv")); err != nil {
		t.Skip("no folder of real packages: set APPDEPOT_CORPUS to one with a corpus.tsv")
	}
	return dir
}

func moduleRoot(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
	}
}

// read reads a file or ends the test.
func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
