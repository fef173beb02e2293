package demo

import (
	"hash/fnv"
	"strings"
	"sync/atomic"
	"time"
)

// clock is the time in a store that is being filled: a moment of the past, which moves on with what is told.
type clock struct{ at atomic.Int64 }

func (c *clock) set(t time.Time) { c.at.Store(t.UnixNano()) }

func (c *clock) now() time.Time { return time.Unix(0, c.at.Load()).UTC() }

// chance is a number below most that is always the same for the same words: what the demo leaves to chance comes out alike every time.
func chance(most int, words ...string) int {
	sum := fnv.New64a()
	sum.Write([]byte(strings.Join(words, "\n")))
	n := sum.Sum64()
	return int((n ^ n>>32) % uint64(most))
}

const day = 24 * time.Hour

// ago is a moment so many days before another one.
func ago(days float64, now time.Time) time.Time {
	return now.Add(-time.Duration(days * float64(day)))
}

// morning is the beginning of the day of a moment, at midnight.
func morning(t time.Time) time.Time { return t.UTC().Truncate(day) }
