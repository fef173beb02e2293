package fleet

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// Options say how a fleet goes about.
type Options struct {
	Every    time.Duration // between two check-ins; 0 is what the server says. A device may have its own
	Spread   time.Duration // over which the first check-ins of devices are spread that do not come more often than that
	Once     bool          // stop when every device has nothing left to do
	Parallel int           // devices that check in at the same time; 0 is 50
	Log      func(device, text string)
}

// Totals count what a fleet did.
type Totals struct {
	CheckIns  int
	Idle      int // check-ins without orders
	Succeeded int
	Failed    int
	Mismatch  int // of the failures, packages without their SHA-256
	Removed   int // apps removed by people
	Troubles  int // check-ins that could not be finished
	Lost      int // devices whose enrollment the server ended
	Bytes     int64
}

func (t *Totals) add(s Summary, err error) {
	t.CheckIns++
	if err != nil {
		t.Troubles++
	} else if s.Orders == 0 {
		t.Idle++
	}
	t.Succeeded += s.Succeeded
	t.Failed += s.Failed
	t.Mismatch += s.Mismatch
	t.Removed += s.Removed
	t.Bytes += s.Bytes
}

// rounds is how often a device checks in again at once while orders keep coming.
const rounds = 20

// patience is how often a device that runs once tries again after trouble.
const patience = 5

// Run lets the devices check in until the context ends or, with Once, until all are idle. The error tells of devices that
// could not get that far.
func Run(ctx context.Context, devices []*Device, o Options) (Totals, error) {
	if o.Parallel <= 0 {
		o.Parallel = 50
	}
	f := &running{options: o, slots: make(chan struct{}, o.Parallel)}
	var all sync.WaitGroup
	errs := make([]error, len(devices))
	for i, d := range devices {
		if o.Log != nil {
			d.Log = func(text string) { o.Log(d.Facts.Name, text) }
		}
		all.Go(func() { errs[i] = f.live(ctx, d) })
	}
	all.Wait()
	return f.totals, errors.Join(errs...)
}

// running is a fleet on its way.
type running struct {
	options Options
	slots   chan struct{}
	mu      sync.Mutex
	totals  Totals
}

// live is the life of one device.
func (f *running) live(ctx context.Context, d *Device) error {
	every := cmp.Or(d.every, f.options.Every)
	spread := f.options.Spread
	if every > 0 {
		spread = min(spread, every)
	}
	if pause(ctx, d.dice.upTo(spread)) != nil {
		return nil
	}
	for troubles := 0; ; {
		next, err := f.settle(ctx, d)
		switch {
		case ctx.Err() != nil:
			return nil
		case IsRefused(err, http.StatusUnauthorized):
			f.count(func(t *Totals) { t.Lost++ })
			d.Log("is not enrolled any more")
			return fmt.Errorf("%s is not enrolled any more", d.Facts.Name)
		case err != nil:
			troubles++
			if f.options.Once && troubles == patience {
				return fmt.Errorf("%s: %w", d.Facts.Name, err)
			}
			next = d.backOff(err, troubles)
			d.Log(fmt.Sprintf("%s; tries again in %s", err, next.Round(time.Second)))
		case f.options.Once:
			return nil
		default:
			troubles = 0
		}
		if pause(ctx, next) != nil {
			return nil
		}
	}
}

// settle checks in until there is nothing to do but what just failed, and says when to come back.
func (f *running) settle(ctx context.Context, d *Device) (time.Duration, error) {
	select {
	case f.slots <- struct{}{}:
		defer func() { <-f.slots }()
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	for range rounds {
		s, err := d.CheckIn(ctx)
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		f.count(func(t *Totals) { t.add(s, err) })
		if err != nil {
			return 0, err
		}
		if s.Orders == s.Failed { // what failed is for the next check-in, or later
			return cmp.Or(d.every, f.options.Every, s.Next), nil
		}
	}
	return 0, fmt.Errorf("orders keep coming after %d check-ins in a row", rounds)
}

func (f *running) count(change func(*Totals)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change(&f.totals)
}

// backOff is how long to wait after trouble: what the server says, or a minute, doubled up to an hour, give or take a
// quarter.
func (d *Device) backOff(err error, troubles int) time.Duration {
	if refused, ok := errors.AsType[*Refused](err); ok && refused.After > 0 {
		return refused.After
	}
	wait := time.Minute << min(troubles-1, 6)
	return d.dice.around(min(wait, time.Hour))
}
