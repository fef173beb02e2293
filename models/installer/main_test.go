package installer

import (
	"os"
	"path/filepath"
	"testing"
)

// TestMain lets this program be its own inspecting child, and under other names one that goes wrong.
func TestMain(m *testing.M) {
	if fail, ok := failures[filepath.Base(os.Args[0])]; ok {
		if err := limitResources(256<<20, 10); err != nil {
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
