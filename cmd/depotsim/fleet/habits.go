package fleet

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"time"
)

// Habits are how a pretend device behaves. The rates are between 0 (never) and 1 (always). The same seed and
// name of the device give the same behavior.
type Habits struct {
	FailRate   float64       // how often an order fails
	RemoveRate float64       // how often, at a check-in, its person has removed an app, for each app
	BreakRate  float64       // how often the connection breaks during a download
	Delay      time.Duration // the longest an installation takes
	Seed       uint64
	Keep       string // the folder that verified packages are kept in; empty throws them away
}

// dice are one device's chances.
type dice struct{ *rand.Rand }

// newDice gives every device its own chances. Hashing keeps devices with similar names from behaving alike.
func newDice(seed uint64, device string) dice {
	return dice{rand.New(rand.NewChaCha8(sha256.Sum256(fmt.Appendf(nil, "%d %s", seed, device))))}
}

// happens is true with the given rate.
func (d dice) happens(rate float64) bool { return d.Float64() < rate }

// upTo is a time below most.
func (d dice) upTo(most time.Duration) time.Duration {
	if most <= 0 {
		return 0
	}
	return time.Duration(d.Int64N(int64(most)))
}

// around is d plus or minus a random quarter, as agents are told to wait between retries.
func (d dice) around(wait time.Duration) time.Duration {
	return wait*3/4 + d.upTo(wait/2)
}
