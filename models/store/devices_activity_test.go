package store_test

import (
	"slices"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// The activity of a device is its orders and what was done to it, in pages that leave nothing out and show nothing twice, in both
// directions, whatever happened at the same moment.
func TestDeviceActivity(t *testing.T) {
	f := storetest.New(t)
	ctx := storetest.System(t)
	d, err := f.AddDevice(ctx, models.Device{Name: "TC58", Platform: models.Android, Ownership: models.Corporate, Enrolled: true})
	okay(t, err)
	other, err := f.AddDevice(ctx, models.Device{Name: "TC57", Platform: models.Android, Ownership: models.Corporate, Enrolled: true})
	okay(t, err)
	app := models.App{ID: models.NewID(), Name: "Depot Scan", Type: "androidLobApp", Platform: models.Android}
	okay(t, f.InsertApps(ctx, app))
	for i := range 5 {
		f.Clock.Pass(time.Duration(i%2) * time.Minute) // two at a time
		done := f.Clock.Now()
		for _, on := range []models.ID{d.ID, other.ID} {
			okay(t, f.InsertRows(ctx, &models.Order{ID: models.NewID(), DeviceID: on, AppID: app.ID, Action: models.InstallAction, Attempt: i + 1, CreatedAt: done, DoneAt: &done}))
		}
		current, err := f.Device(ctx, d.ID)
		okay(t, err)
		okay(t, f.EditDevice(ctx, d.ID, current.Version, field.Form{"name": {"TC58 " + string(rune('a'+i))}, "ownership": {string(models.Corporate)}}))
	}
	whole, err := f.DeviceActivity(ctx, d.ID, models.Page{})
	okay(t, err)
	for i, a := range whole.Items {
		if i > 0 && a.At().After(whole.Items[i-1].At()) {
			t.Errorf("what happened at %s stands below what happened at %s", a.At(), whole.Items[i-1].At())
		}
		if a.Order != nil && (a.Order.DeviceID != d.ID || a.Order.AppName != app.Name) {
			t.Errorf("an order of another device or without its app: %+v", a.Order)
		}
	}
	all := activityIDs(whole)
	if len(all) != 11 || whole.Next != "" || whole.Previous != "" {
		t.Fatalf("%d activities on one page, next %q, previous %q; want 5 orders, 5 changes and the adding", len(all), whole.Next, whole.Previous)
	}
	for _, size := range []int{1, 2, 3, 10, 11} {
		var down, up []models.ID
		page := func(p models.Page) models.Listing[store.DeviceActivity] {
			p.Size = size
			l, err := f.DeviceActivity(ctx, d.ID, p)
			okay(t, err)
			return l
		}
		l := page(models.Page{})
		down = activityIDs(l)
		for l.Next != "" {
			l = page(models.Page{After: l.Next})
			down = append(down, activityIDs(l)...)
		}
		up = activityIDs(l)
		for l.Previous != "" {
			l = page(models.Page{Before: l.Previous})
			up = append(activityIDs(l), up...)
		}
		if !slices.Equal(down, all) || !slices.Equal(up, all) {
			t.Errorf("in pages of %d: downward %v, upward %v, want %v", size, down, up, all)
		}
	}
}

func activityIDs(l models.Listing[store.DeviceActivity]) (ids []models.ID) {
	for _, a := range l.Items {
		if a.Order != nil {
			ids = append(ids, a.Order.ID)
		} else {
			ids = append(ids, a.Event.ID)
		}
	}
	return ids
}
