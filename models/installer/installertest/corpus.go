package installertest

import (
	"cmp"
	"os"
	"path/filepath"
	"testing"
)

// Corpus finds the folder of real packages, or skips the test.
func Corpus(t testing.TB) string {
	t.Helper()
	dir, found := CorpusFolder(t)
	if !found {
		t.Skip("no folder of real packages: set APPDEPOT_CORPUS to one with a corpus.tsv")
	}
	return dir
}

// CorpusFolder finds the folder of real packages, if there is one.
func CorpusFolder(t testing.TB) (dir string, found bool) {
	t.Helper()
	dir = cmp.Or(os.Getenv("APPDEPOT_CORPUS"), filepath.Join(moduleRoot(t), "..", "shared", "corpus"))
	_, err := os.Stat(filepath.Join(dir, "corpus.tsv"))
	return dir, err == nil
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

// Read reads a file or ends the test.
func Read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Testdata reads a file of this package's folder of that name.
func Testdata(t testing.TB, name string) []byte {
	t.Helper()
	return Read(t, filepath.Join(moduleRoot(t), "models", "installer", "testdata", name))
}
