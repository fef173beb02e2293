package db

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	_ "modernc.org/sqlite" // the driver of builds without cgo: tests have both

	"appdepot/models/store/pgtest"
)

// onDatabases runs a test on every database.
func onDatabases(t *testing.T, test func(t *testing.T, d *Database)) {
	with := func(t *testing.T, o Options) {
		o.Clock = time.Now
		d, err := Open(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { d.Close() })
		test(t, d)
	}
	for _, driver := range Drivers() {
		t.Run(driver, func(t *testing.T) { with(t, Options{Address: filepath.Join(t.TempDir(), "a.db"), Driver: driver}) })
	}
	// It commits as one in use does.
	t.Run("postgres", func(t *testing.T) { with(t, Options{Address: pgtest.URL(t) + "&synchronous_commit=on"}) })
}

// crowd makes changes that come while the writer is at something else, and wants their errors.
type crowd struct {
	t    *testing.T
	d    *Database
	free chan struct{}
	all  sync.WaitGroup
	errs []error
}

// gather keeps the writer from its work until release.
func gather(t *testing.T, d *Database, n int) *crowd {
	c := &crowd{t: t, d: d, free: make(chan struct{}), errs: make([]error, n)}
	busy := make(chan struct{})
	c.all.Go(func() {
		err := d.Change(t.Context(), func(*Tx) error {
			close(busy)
			<-c.free
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
	<-busy
	return c
}

// change makes one more change, and returns once it waits.
func (c *crowd) change(i int, ctx context.Context, fn func(*Tx) error) {
	before := c.d.waiting()
	c.all.Go(func() {
		defer func() {
			if p := recover(); p != nil {
				c.errs[i] = fmt.Errorf("panic: %v", p)
			}
		}()
		c.errs[i] = c.d.ChangeTogether(ctx, fn)
	})
	for !c.d.Postgres() && c.d.waiting() == before {
		runtime.Gosched()
	}
}

func (c *crowd) release() {
	close(c.free)
	c.all.Wait()
}

// waiting is how many changes wait for the writer.
func (d *Database) waiting() int {
	d.together.mu.Lock()
	defer d.together.mu.Unlock()
	return len(d.together.waiting)
}

func (d *Database) must(t *testing.T, name, want string) {
	t.Helper()
	if got, err := d.Setting(t.Context(), name); got != want || err != nil {
		t.Errorf("%s is %q, %v; want %q", name, got, err, want)
	}
}

func TestChangesThatWaitShareACommit(t *testing.T) {
	onDatabases(t, func(t *testing.T, d *Database) {
		const n = mostTogether + 3
		transactions := map[any]int{}
		var mu sync.Mutex
		c := gather(t, d, n)
		for i := range n {
			c.change(i, t.Context(), func(t *Tx) error {
				mu.Lock()
				transactions[t.Statement.ConnPool]++
				mu.Unlock()
				return t.SaveSetting(fmt.Sprint("device", i), "was here")
			})
		}
		c.release()
		for i, err := range c.errs {
			if err != nil {
				t.Error(err)
			}
			d.must(t, fmt.Sprint("device", i), "was here")
		}
		if !d.Postgres() && len(transactions) != 2 {
			t.Errorf("%d changes took %d transactions: %v", n, len(transactions), transactions)
		}
	})
}

// A change that fails takes nothing with it and leaves nothing behind, wherever it stands among the others.
func TestChangesFailAlone(t *testing.T) {
	onDatabases(t, func(t *testing.T, d *Database) {
		c := gather(t, d, 5)
		broken := errors.New("this device has lost its token")
		save := func(name string) func(*Tx) error { return func(t *Tx) error { return t.SaveSetting(name, "saved") } }
		c.change(0, t.Context(), func(t *Tx) error { return errors.Join(t.SaveSetting("lost", "saved"), broken) })
		c.change(1, t.Context(), save("first"))
		c.change(2, t.Context(), func(t *Tx) error {
			if err := t.SaveSetting("lost too", "saved"); err != nil {
				return err
			}
			panic("the roof is on fire")
		})
		c.change(3, t.Context(), func(t *Tx) error { return t.Exec("INSERT INTO settings (name) VALUES (NULL)").Error })
		c.change(4, t.Context(), save("last"))
		c.release()
		if !errors.Is(c.errs[0], broken) || c.errs[1] != nil || c.errs[3] == nil || c.errs[4] != nil {
			t.Errorf("the changes ended with %v", c.errs)
		}
		if c.errs[2] == nil || !strings.Contains(c.errs[2].Error(), "panic: the roof is on fire") {
			t.Errorf("the one that panicked ended with %v", c.errs[2])
		}
		for name, want := range map[string]string{"first": "saved", "last": "saved", "lost": "", "lost too": ""} {
			d.must(t, name, want)
		}
	})
}

// Who hangs up while waiting has changed nothing, and does not disturb the others.
func TestChangeOfOneWhoLeftIsNotMade(t *testing.T) {
	onDatabases(t, func(t *testing.T, d *Database) {
		if d.Postgres() { // it keeps nobody waiting
			return
		}
		c := gather(t, d, 3)
		ctx, hangUp := context.WithCancel(t.Context())
		c.change(0, t.Context(), func(t *Tx) error { return t.SaveSetting("first", "saved") })
		c.change(1, ctx, func(t *Tx) error { return t.SaveSetting("gone", "saved") })
		during, leave := context.WithCancel(t.Context())
		c.change(2, during, func(t *Tx) error {
			leave() // it has begun: it is made
			return t.SaveSetting("begun", "saved")
		})
		hangUp()
		for d.waiting() == 3 {
			runtime.Gosched()
		}
		c.release()
		if c.errs[0] != nil || !errors.Is(c.errs[1], context.Canceled) || c.errs[2] != nil {
			t.Errorf("the changes ended with %v", c.errs)
		}
		for name, want := range map[string]string{"first": "saved", "begun": "saved", "gone": ""} {
			d.must(t, name, want)
		}
	})
}
