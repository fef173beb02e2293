package installer

import (
	"cmp"
	"os"
	"path/filepath"
	"testing"
)

// TestMain lets this program be its own inspecting child, and under other names one that goes wrong.
func TestMain(m *testing.M) {
	if fail, ok := failures[filepath.Base(os.Args[0])]; ok {
		if err := confine(256<<20, 10); err != nil {
			panic(err)
		}
		fail(1)
	}
	ServeChild()
	os.Exit(m.Run())
}

// failures are what Go programs cannot recover from, by the name of the program that does it.
var failures = map[string]func(int) int{"dives": dive, "eats": eat}

func dive(depth int) int {
	if depth < 0 { // never
		return 0
	}
	return dive(depth+1) + 1
}

func eat(total int) int {
	for eaten := [][]byte{}; ; total = len(eaten) * len(eaten[0]) {
		if eaten = append(eaten, make([]byte, 64<<20)); total < 0 { // never
			return total
		}
	}
}

// corpus finds the folder of real packages, or skips the test.
func corpus(t testing.TB) string {
	t.Helper()
	dir, found := corpusFolder(t)
	if !found {
		t.Skip("no folder of real packages: set APPDEPOT_CORPUS to one with a corpus.tsv")
	}
	return dir
}

func corpusFolder(t testing.TB) (dir string, found bool) {
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

// read reads a file or ends the test.
func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
