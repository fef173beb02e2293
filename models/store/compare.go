package store

import (
	"context"
	"fmt"
	"maps"
	"sync"
	"time"

	"appdepot/models"
)

const (
	wholeFor     = 24 * time.Hour // so long a file that was found whole counts as whole, while nobody writes to it
	damagedFor   = time.Minute    // so long one that was found damaged is not read again, should the database not know it
	mostCompared = 10_000         // files of which that is remembered
)

// Comparison is a stored file that is being compared with its SHA-256, or has been.
type Comparison struct {
	done chan struct{}
	finding
}

// finding is what a comparison found in the file that had a stamp.
type finding struct {
	stamp fileStamp
	at    time.Time // when it ended; zero while it goes on
	err   error     // the damage, or why the file could not be compared; nil is whole
}

// holds reports whether a finding still says how a file is. Where bytes rot and nobody writes, that shows only when the file is read again.
func (f finding) holds(stamp fileStamp, now time.Time) bool {
	switch {
	case f.stamp != stamp:
		return false
	case f.at.IsZero():
		return true
	case f.err == nil:
		return now.Before(f.at.Add(wholeFor))
	}
	return damageOf(f.err) != "" && now.Before(f.at.Add(damagedFor))
}

// Done is closed when the comparison has ended.
func (c *Comparison) Done() <-chan struct{} { return c.done }

// Err is nil while the comparison goes on and when the file is whole. Otherwise it says that the file is damaged, or could not be compared.
func (c *Comparison) Err() error {
	select {
	case <-c.done:
		return c.err
	default:
		return nil
	}
}

// Wait waits for the end of the comparison, and returns Err.
func (c *Comparison) Wait(ctx context.Context) error {
	select {
	case <-c.done:
		return c.err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// comparisons are what this process knows of stored files from having read all of them.
type comparisons struct {
	mu      sync.Mutex
	known   map[models.ID]*Comparison // by package
	ctx     context.Context           // ends with the store
	end     context.CancelFunc
	running sync.WaitGroup
}

func newComparisons(ctx context.Context) *comparisons {
	ctx, end := context.WithCancel(context.WithoutCancel(ctx))
	return &comparisons{known: map[models.ID]*Comparison{}, ctx: ctx, end: end}
}

// close ends what is running.
func (k *comparisons) close() {
	k.mu.Lock()
	k.end()
	k.mu.Unlock()
	k.running.Wait()
}

// keep remembers a comparison in place of the one before it.
func (k *comparisons) keep(id models.ID, c *Comparison) {
	if len(k.known) >= mostCompared {
		maps.DeleteFunc(k.known, func(_ models.ID, c *Comparison) bool { return !c.at.IsZero() })
	}
	k.known[id] = c
}

// note remembers how the file of a package is, after somebody else read it.
func (k *comparisons) note(id models.ID, stamp fileStamp, at time.Time, d models.Damage) {
	c := &Comparison{done: make(chan struct{}), finding: finding{stamp: stamp, at: at}}
	if d != "" {
		c.err = damaged(d)
	}
	close(c.done)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.keep(id, c)
}

// Compare has the stored file compared with its SHA-256, unless that was done within a day and nobody wrote to the file since. It goes on
// in the background, once for all who ask meanwhile and whether or not they stay, and damage is noted when it ends.
func (c *Content) Compare() *Comparison {
	k, id := c.store.comparisons, c.PackageID
	k.mu.Lock()
	defer k.mu.Unlock()
	if known := k.known[id]; known != nil && known.holds(c.stamp, c.store.db.Now()) {
		return known
	}
	begun := &Comparison{done: make(chan struct{}), finding: finding{stamp: c.stamp}}
	k.keep(id, begun)
	p := models.Package{ID: id, SHA256: c.SHA256, Size: c.Size, Damage: c.damage}
	if k.ctx.Err() != nil {
		k.finish(begun, finding{c.stamp, c.store.db.Now(), k.ctx.Err()})
		return begun
	}
	k.running.Go(func() {
		found := c.store.comparePackage(k.ctx, p, begun.stamp)
		k.mu.Lock()
		defer k.mu.Unlock()
		k.finish(begun, found)
	})
	return begun
}

// finish ends a comparison.
func (k *comparisons) finish(c *Comparison, found finding) {
	c.finding = found
	close(c.done)
}

// comparePackage reads the file that has a stamp, and notes how it is.
func (s *Store) comparePackage(ctx context.Context, p models.Package, stamp fileStamp) finding {
	d, read, err := s.damageIn(ctx, p)
	switch {
	case err != nil:
		err = fmt.Errorf("compare package %s with its SHA-256: %w", p.ID, err)
	case read != stamp:
		err = fmt.Errorf("compare package %s with its SHA-256: somebody wrote to the file meanwhile", p.ID)
	default:
		if problem := s.noteDamage(ctx, p, d); problem != nil {
			s.log.ErrorContext(ctx, "noting how a package file is failed", "package", p.ID, "damage", d, "error", problem)
		}
		if d != "" {
			err = damaged(d)
		}
	}
	return finding{stamp, s.db.Now(), err}
}
