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
