package checkin

import (
	"fmt"
	"testing"
	"time"

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
