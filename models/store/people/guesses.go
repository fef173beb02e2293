package people

import (
	"context"
	"sync"
	"time"

	"appdepot/models"
	"appdepot/models/watch"
)

// mostGuessers are the networks whose wrong guesses are remembered.
const mostGuessers = 10_000

// guesses counts wrong guesses at secrets of so many random bits that nobody guesses one: set-up codes, enrollment tokens, tokens of devices.
// What is limited is what wrong ones cost and how much the log says of them. Right ones are never counted and never refused, because others
// may be behind the same address. The count is this process's own, and no guess writes a row.
type guesses struct {
	mu sync.Mutex
	by map[guesser]wrongs
}

type guesser struct {
	purpose models.Purpose
	network string
}

// wrongs are how many guesses were wrong since the first.
type wrongs struct {
	n     int
	first time.Time
}

// another is one more at a time. A count begins anew when the window has passed, or a clock was wrong.
func (w wrongs) another(now time.Time) wrongs {
	if now.Before(w.first) || !now.Before(w.first.Add(attemptWindow)) {
		return wrongs{1, now}
	}
	return wrongs{w.n + 1, w.first}
}

func (g *guesses) wrong(by guesser, now time.Time) wrongs {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.by) >= mostGuessers || g.by == nil {
		g.by = map[guesser]wrongs{} // that somebody may guess on is no harm
	}
	g.by[by] = g.by[by].another(now)
	return g.by[by]
}

// WrongGuess counts a wrong set-up code or token for the address it comes from, and tells of it. Once there were too many it returns a TooMany
// error, which is then the answer. Call it when a secret turned out to be wrong, never before it was looked at.
func (s *Store) WrongGuess(ctx context.Context, p models.Purpose, i watch.Incident) error {
	address, now := models.ActorOf(ctx).Address, s.db.Now()
	w := s.guesses.wrong(guesser{p, network(address)}, now)
	if w.n > attemptsPerAddress {
		s.Watch.Count(watch.RefusedWhileLocked)
		return tooManyFailed(w.first, now)
	}
	s.Watch.Warn(i, "address", address)
	if w.n == attemptsPerAddress {
		s.Watch.Warn(watch.LockedOut, "purpose", p, "counted_by", "address", "address", address)
	}
	return nil
}

// UnknownDevice is WrongGuess for a token that no device has.
func (s *Store) UnknownDevice(ctx context.Context) error {
	return s.WrongGuess(ctx, models.DeviceCheckingIn, watch.UnknownDevice)
}
