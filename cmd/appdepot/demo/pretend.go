package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"appdepot/cmd/depotsim/trouble"
	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/store"
)

// pretend is a device of the demo: it remembers what is on it, and what will never be.
type pretend struct {
	device
	id        models.ID
	token     string
	serial    string
	inventory []models.InstalledApp
	never     map[string]int32 // apps that cannot be put on it or taken off it, see trouble.Key, with the error code
	until     time.Time        // when it was seen last, for one that does not answer any more; zero for one that does
	told      time.Time        // from when on every day is told
}

// answers reports whether the device is there at a time.
func (d *pretend) answers(at time.Time) bool { return d.until.IsZero() || at.Before(d.until) }

// visit has the device check in, carry out what it is told, and report.
func (d *pretend) visit(ctx context.Context, s *store.Store, now time.Time) error {
	d.remove(now)
	a, err := s.CheckIn(ctx, d.token, checkin.CheckIn{InventoryHash: checkin.InventoryHash(d.inventory), Inventory: d.inventory})
	if models.KindOf(err) == models.KindUnauthenticated {
		d.until = time.Unix(0, 1) // it was retired or deleted
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s checks in: %w", d.name, err)
	}
	var r checkin.Report
	for _, o := range a.Orders {
		if result, ended := d.carryOut(o, a.ServerTime); ended {
			r.Results = append(r.Results, result)
		}
	}
	if len(r.Results) == 0 {
		return s.FlushLastSeen(ctx) // while the clock says when it was
	}
	r.Inventory, r.InventoryHash = d.inventory, checkin.InventoryHash(d.inventory)
	if _, err := s.Report(ctx, d.token, r); err != nil {
		return fmt.Errorf("%s reports: %w", d.name, err)
	}
	return nil
}

// How often something goes wrong, in thousand times.
const (
	slow      = 200 // the device is not done when it checks in the next time, for what has to be downloaded
	transient = 50  // it fails now, and another time it does not
	stubborn  = 45  // it fails every time, for what is new in the weeks of which every day is told
	faulty    = 200 // the same, for an app with a fault
	last      = 800 // the same, on the last day of a device that does not answer afterwards
	removed   = 12  // a person has removed an app since the last check-in
)

// carryOut does what an order says. It is not ended when the device is still at it.
func (d *pretend) carryOut(o checkin.Order, now time.Time) (checkin.OrderResult, bool) {
	attempt := []string{d.name, o.Name, o.Version, string(o.Action), fmt.Sprint(o.Attempt)}
	if o.Content != nil && o.CreatedAt.Equal(now) && chance(1000, append(attempt, "slow")...) < slow {
		return checkin.OrderResult{}, false
	}
	code := d.fails(o, now)
	if code == 0 && chance(1000, attempt...) < transient {
		code = d.pick(o, chance(1000, append(attempt, "which")...))
	}
	if code != 0 {
		return checkin.OrderResult{OrderID: o.OrderID, Outcome: checkin.Failed, ErrorCode: code, Detail: trouble.Detail(code)}, true
	}
	for _, part := range append([]models.Detection{o.Detection}, o.Detection.Also...) {
		d.inventory = slices.DeleteFunc(d.inventory, func(a models.InstalledApp) bool { return a.Kind == part.Kind && a.ID == part.ID })
		if o.Action != models.UninstallAction {
			d.inventory = append(d.inventory, models.InstalledApp{Kind: part.Kind, ID: part.ID, Version: part.Version})
		}
	}
	return checkin.OrderResult{OrderID: o.OrderID, Outcome: checkin.Succeeded, DetectedVersion: o.Detection.Version}, true
}

// fails is the error code with which an order fails on this device every time; 0 for one that can succeed.
func (d *pretend) fails(o checkin.Order, now time.Time) int32 {
	key := trouble.Key(o.Detection.Kind, o.Detection.ID)
	if code, known := d.never[key]; known {
		return code
	}
	code := decided(d.name, o)
	if code == 0 && o.Attempt == 1 && now.After(d.told) && chance(1000, "stubborn", d.name, o.Name, o.Version) < d.stubborn(o, now) {
		code = d.pick(o, chance(1000, d.name, o.Name))
	}
	if code != 0 {
		if d.never == nil {
			d.never = map[string]int32{}
		}
		d.never[key] = code
	}
	return code
}

// stubborn is how often an app fails every time. The new Route Planner has a fault. What stores bring is tried again at every check-in, so
// that it does not fail for long on a device that checks in every minute.
func (d *pretend) stubborn(o checkin.Order, now time.Time) int {
	switch {
	case d.lastDay(now):
		return last
	case o.Content == nil && o.Action != models.UninstallAction && numberOf(d.name) < named:
		return 0
	case o.Name == "Route Planner":
		return faulty
	}
	return stubborn
}

// lastDay reports whether the device will soon not answer any more.
func (d *pretend) lastDay(now time.Time) bool {
	return !d.until.IsZero() && now.After(d.until.Add(-30*time.Hour))
}

// pick is an error code that fits the order.
func (d *pretend) pick(o checkin.Order, n int) int32 {
	return trouble.Of(string(d.platform), trouble.Kind(o.Type, o.Detection.Kind, o.Content != nil), o.Action == models.UninstallAction, n)
}

// decided are the failures that the demo tells of by name.
func decided(device string, o checkin.Order) int32 {
	switch {
	case device == "SCAN-01" && o.Name == "Depot Scan" && o.Action == models.UpdateAction:
		return trouble.AndroidStorage
	case device == "LAPTOP-BRAM" && o.Name == "Ledger Desk" && o.Version != "11.4.2":
		return trouble.InstallerFatal
	}
	return 0
}

// remove takes an app off, as people do now and then on devices of their own, and as it comes to be before a device does not answer any more.
func (d *pretend) remove(now time.Time) {
	var apps []int
	for i, a := range d.inventory {
		if a.Kind != "web" && a != oldVPN {
			apps = append(apps, i)
		}
	}
	name, at := "removes "+d.name, now.Format(time.DateTime)
	often := removed
	switch {
	case d.lastDay(now):
		often = last
	case d.owner == "" || numberOf(d.name) < named:
		often = 0
	}
	if len(apps) > 0 && chance(1000, name, at) < often {
		i := apps[chance(len(apps), at, name)]
		d.inventory = slices.Delete(d.inventory, i, i+1)
	}
}
