package checkin

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"appdepot/models"
)

func TestNextCheckIn(t *testing.T) {
	enrolled := func(before time.Duration) *time.Time { at := ago(before); return &at }
	for _, c := range []struct {
		name     string
		enrolled *time.Time
		orders   int
		want     time.Duration
	}{
		{"usually", enrolled(48 * time.Hour), 0, CheckInEvery},
		{"with orders", enrolled(48 * time.Hour), 1, CheckInWithOrders},
		{"just enrolled", enrolled(time.Minute), 1, FreshEvery},
		{"enrolled an hour ago", enrolled(time.Hour), 0, RecentEvery},
		{"enrolled at an unknown time", nil, 0, CheckInEvery},
	} {
		seen := map[time.Duration]bool{}
		for i := range 100 {
			d := models.Device{ID: models.ID(fmt.Sprint(i)), EnrolledAt: c.enrolled}
			got := NextCheckIn(d, c.orders, noon)
			if got > c.want || got < c.want-c.want/10 {
				t.Errorf("%s: device %d waits %s, want %s or up to a tenth less", c.name, i, got, c.want)
			}
			seen[got] = true
		}
		if len(seen) < 10 {
			t.Errorf("%s: a hundred devices return at %d moments", c.name, len(seen))
		}
	}
}

func TestNextCheckInIsNeverLaterThanWhatIsDue(t *testing.T) {
	for _, c := range []struct {
		name    string
		due     time.Duration // from now
		orders  int
		age     time.Duration // since the enrollment
		most    time.Duration
		exactly bool
	}{
		{"due in an hour", time.Hour, 0, 48 * time.Hour, time.Hour, true},
		{"due in a minute while orders are open", time.Minute, 1, 48 * time.Hour, time.Minute, true},
		{"due in half a second", time.Second / 2, 0, 48 * time.Hour, time.Second / 2, true},
		{"due now", 0, 0, 48 * time.Hour, 0, true},
		{"overdue", -time.Hour, 0, 48 * time.Hour, 0, true},
		{"due in a minute on a new device", time.Minute, 0, time.Minute, time.Minute, true},
		{"due after the usual time", 24 * time.Hour, 0, 48 * time.Hour, CheckInEvery, false},
		{"due after the time with orders", 24 * time.Hour, 1, 48 * time.Hour, CheckInWithOrders, false},
	} {
		due, enrolled := noon.Add(c.due), ago(c.age)
		got := NextCheckIn(models.Device{ID: "a", EnrolledAt: &enrolled, NextDueAt: &due}, c.orders, noon)
		if got > c.most || got < 0 || c.exactly && got != c.most || !c.exactly && got < c.most-c.most/10 {
			t.Errorf("%s: the device waits %s, want %s", c.name, got, c.most)
		}
	}
}

// TestRequiredAppIsNeverMissingForADay lets devices check in for eight weeks when they are told to, while people remove a required
// app at any time: it is ordered again within a day each time.
func TestRequiredAppIsNeverMissingForADay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld()
		w.wants = w.wants[:1]
		w.wants[0].Decision = required
		w.known.Device.ID = models.ID(rapid.StringN(1, 8, -1).Draw(t, "device"))
		enrolled := ago(48 * time.Hour)
		w.known.Device.EnrolledAt = &enrolled
		var removed time.Time // zero while the app is there
		for end := w.now.Add(8 * 7 * 24 * time.Hour); w.now.Before(end); {
			r := Plan(w.wants, w.known, w.now)
			w.store(t, r)
			w.known.Device.NextDueAt = nil
			if !r.NextDueAt.IsZero() {
				w.known.Device.NextDueAt = &r.NextDueAt
			}
			if order, ordered := w.known.Open["a"]; ordered {
				if missing := w.now.Sub(removed); !removed.IsZero() && missing > RecheckRequired {
					t.Fatalf("the app was missing for %s", missing)
				}
				order, _ = Receive(order, OrderResult{Outcome: Succeeded}, w.now)
				w.set("a", "1.0")
				delete(w.known.Open, "a")
				w.known.Last["a"], removed = order, time.Time{}
				r = Plan(w.wants, w.known, w.now)
				w.store(t, r)
				w.known.Device.NextDueAt = nil
			}
			wait := NextCheckIn(w.known.Device, len(w.known.Open), w.now)
			if rapid.IntRange(0, 3).Draw(t, "removes") == 0 && removed.IsZero() {
				removed = w.now.Add(time.Duration(rapid.Int64Range(0, int64(wait)).Draw(t, "when")))
				w.set("a", "")
			}
			w.now = w.now.Add(wait)
		}
	})
}
