package db

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/riverqueue/river"
	"gorm.io/gorm"
)

// ChangeTogether is Change for what many do at once, as devices do: on SQLite the changes that wait for the writer share one
// transaction, so that the disk is waited for once and not once for each. Each has its own outcome: one that fails is taken back alone.
// None has come about before all have, so that an error of the disk is the error of all. PostgreSQL groups commits by itself.
func (d *Database) ChangeTogether(ctx context.Context, fn func(*Tx) error) error {
	if d.Postgres() {
		return d.Change(ctx, fn)
	}
	// The end of one request may not interrupt a statement: SQLite would take back the transaction of all.
	lasting := context.WithoutCancel(ctx)
	c := &change{ctx: lasting, done: make(chan struct{}), fn: func(tx *gorm.DB, enqueue func(river.JobArgs) error) error {
		return fn(d.begun(lasting, tx, enqueue))
	}}
	if d.together.join(c) {
		go d.commitTogether(lasting)
	}
	select {
	case <-c.done:
	case <-ctx.Done():
		if d.together.leave(c) {
			return ctx.Err()
		}
		<-c.done
	}
	if c.panicked != nil {
		panic(c.panicked)
	}
	return c.err
}

// mostTogether is how many changes share a transaction at most, so that nobody waits long for the writer.
const mostTogether = 64

// together are the changes that wait for the writer.
type together struct {
	mu      sync.Mutex
	waiting []*change
	working bool // somebody works them off
}

// change is one of them.
type change struct {
	ctx      context.Context
	fn       func(*gorm.DB, func(river.JobArgs) error) error
	done     chan struct{} // closed when what follows is known
	err      error
	panicked any
}

// join waits with the others, and reports whether nobody works them off yet.
func (g *together) join(c *change) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.waiting = append(g.waiting, c)
	idle := !g.working
	g.working = true
	return idle
}

// leave waits no more, and reports whether the change has not been begun, and will not be.
func (g *together) leave(c *change) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := len(g.waiting)
	g.waiting = slices.DeleteFunc(g.waiting, func(w *change) bool { return w == c })
	return len(g.waiting) < n
}

// take gives those whose turn it is.
func (g *together) take() []*change {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := min(len(g.waiting), mostTogether)
	some := slices.Clone(g.waiting[:n])
	g.waiting = slices.Delete(g.waiting, 0, n)
	return some
}

// rest reports whether nobody waits any more: then the work is done.
func (g *together) rest() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.working = len(g.waiting) > 0
	return !g.working
}

// commitTogether works off the changes that wait, and those that come meanwhile. Who waits is asked when the writer is free: while a
// transaction is on its way to the disk, the next one fills.
func (d *Database) commitTogether(ctx context.Context) {
	for !d.together.rest() {
		var some []*change
		begun := false
		err := d.queue.transact(ctx, d.Write, func(tx *gorm.DB, enqueue func(river.JobArgs) error) error {
			begun, some = true, d.together.take()
			return runTogether(tx, enqueue, some)
		})
		if !begun {
			some = d.together.take() // they all learn why
		}
		for _, c := range some {
			if c.err == nil && c.panicked == nil {
				c.err = err
			}
			close(c.done)
		}
	}
}

// runTogether runs changes one after the other in one transaction. Its error is that of the transaction, which is lost.
func runTogether(tx *gorm.DB, enqueue func(river.JobArgs) error, some []*change) error {
	if len(some) == 1 {
		some[0].run(tx, enqueue)
		return some[0].err
	}
	for _, c := range some {
		if err := mark(tx, "SAVEPOINT alone"); err != nil {
			return err
		}
		if c.run(tx, enqueue); c.err != nil {
			if err := mark(tx, "ROLLBACK TO alone"); err != nil {
				return fmt.Errorf("take back one of several changes: %w", errors.Join(err, c.err))
			}
		}
		if err := mark(tx, "RELEASE alone"); err != nil {
			return err
		}
	}
	return nil
}

func mark(tx *gorm.DB, statement string) error {
	_, err := tx.Statement.ConnPool.ExecContext(tx.Statement.Context, statement)
	return recognizeDown(err)
}

// run runs a change. A panic is kept for whom it belongs to: the others go on.
func (c *change) run(tx *gorm.DB, enqueue func(river.JobArgs) error) {
	defer func() {
		if p := recover(); p != nil {
			c.panicked = fmt.Sprintf("%v\n%s", p, debug.Stack())
			c.err = fmt.Errorf("a change broke off: %v", p)
		}
	}()
	c.err = c.fn(tx.Session(&gorm.Session{Context: c.ctx}), enqueue)
}
