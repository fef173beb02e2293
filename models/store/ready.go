package store

import (
	"context"
	"fmt"
	"sync"
	"time"

	"appdepot/models/store/db"
)

const (
	readySetting = "ready.at"
	readyWithin  = 4 * time.Second // less than those who ask wait for the answer
	readyFor     = time.Second     // so that asking often does not mean writing often
)

// Down reports whether something failed because the database does not answer or cannot be written; it may succeed later.
func Down(err error) bool { return db.Down(err) }

// Ready reports whether the database can be written.
func (s *Store) Ready(ctx context.Context) error {
	p := s.ready.ask(func() error {
		writing, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*readyWithin)
		defer cancel()
		return s.change(writing, func(t *tx) error { return t.SaveSetting(readySetting, t.Now.Format(time.RFC3339)) })
	})
	waiting, cancel := context.WithTimeout(ctx, readyWithin) // not under the name that the writing reads
	defer cancel()
	select {
	case <-p.done:
		return p.err
	case <-waiting.Done():
		return fmt.Errorf("the database is still busy writing: %w", waiting.Err())
	}
}

// readiness shares the last try to write among all who ask.
type readiness struct {
	mu   sync.Mutex
	last *trial
}

type trial struct {
	done  chan struct{} // closed when what follows is known
	err   error
	ended time.Time
}

// ask gives the try at work, or one that has just ended; or it begins another.
func (r *readiness) ask(write func() error) *trial {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.last != nil {
		select {
		case <-r.last.done:
			if r.last.err == nil && time.Since(r.last.ended) < readyFor {
				return r.last
			}
		default:
			return r.last
		}
	}
	p := &trial{done: make(chan struct{})}
	r.last = p
	go func() {
		p.err = write()
		p.ended = time.Now()
		close(p.done)
	}()
	return p
}
