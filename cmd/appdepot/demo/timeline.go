package demo

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// moment is something that happens at a time.
type moment struct {
	at   time.Time
	what string // for errors
	do   func(context.Context) error
}

// timeline is what happens, in any order until it is played.
type timeline []moment

func (t *timeline) add(at time.Time, what string, do func(context.Context) error) {
	*t = append(*t, moment{at, what, do})
}

// play lets everything before the end happen, one after the other, each at its time.
func (t timeline) play(ctx context.Context, c *clock, end time.Time) error {
	slices.SortStableFunc(t, func(a, b moment) int { return a.at.Compare(b.at) })
	for _, m := range t {
		if m.at.Add(time.Minute).After(end) {
			break
		}
		c.set(m.at.Add(time.Duration(chance(int(59*time.Second), m.what, m.at.String())))) // nobody comes at the full minute
		if err := m.do(ctx); err != nil {
			return fmt.Errorf("%s: %w", m.what, err)
		}
	}
	return nil
}
