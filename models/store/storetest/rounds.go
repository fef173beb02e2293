package storetest

import (
	"iter"
	"os"
	"time"
)

// soakTime is how long one test goes on in make soak, on a slow machine too.
const soakTime = 10 * time.Minute

// Rounds counts from 1 how often something is done again and again: few times in tests; in make soak many times, or as many as fit into
// ten minutes.
func Rounds(test, soak int) iter.Seq[int] {
	most, soaks := test, os.Getenv("APPDEPOT_SOAK") != ""
	if soaks {
		most = soak
	}
	return func(yield func(int) bool) {
		begun := time.Now()
		for n := 1; n <= most && (!soaks || time.Since(begun) < soakTime) && yield(n); n++ {
		}
	}
}
