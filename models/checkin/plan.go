package checkin

import (
	"maps"
	"reflect"
	"slices"
	"time"

	"appdepot/models"
	"appdepot/models/targeting"
)

// Want is one app a device has to do with: by its assignments, or because something is known about it.
type Want struct {
	App          models.App // ID is read, nothing else
	VersionID    models.ID  // the current version; empty for types without a package
	Display      string     // its version as people read it
	Decision     targeting.Decision
	Detection    models.Detection
	Unfit        models.Reason // why the app cannot be put on this device (platform, system version, architecture); empty when it can
	CanUninstall bool          // whether the app's type can take it away again
	EachCheckIn  bool          // whether the app, where it is required, is ordered at each check-in while it is missing; otherwise a day after the last order
}

// Known is all that is remembered about one device, by app.
type Known struct {
	Device   models.Device // with its inventory
	Installs map[models.ID]models.Install
	Open     map[models.ID]models.Order   // the open order
	Last     map[models.ID]models.Order   // the last order the device answered; withdrawn ones do not count
	Requests map[models.ID]models.Request // the last one from the Company Portal that is not used up
}

// Result is what changes. New rows have no ID yet.
type Result struct {
	Installs  []models.Install // new or changed
	Gone      []models.ID      // apps of which the device has a state no more: nothing is wanted
	Orders    []models.Order   // new
	Withdraw  []models.ID      // open orders to take back
	Answered  []models.ID      // requests that are used up or void
	NextDueAt time.Time        // when to plan again although nothing moves; zero is never
	Again     bool             // to be planned again at the next check-in, whenever that is
}

// Plan says what a device is told to do. It must be asked again when the assignments, an app, the inventory, an order or a
// request changes, and at NextDueAt; between those it would say the same.
func Plan(wants []Want, known Known, now time.Time) Result {
	var r Result
	planned := map[models.ID]bool{}
	for _, w := range wants {
		if intent, _ := w.Decision.Intent(true); intent == "" || !known.Device.Enrolled {
			continue
		}
		planned[w.App.ID] = true
		s := newAppPlan(w, known, now)
		s.decide()
		r.add(s)
	}
	r.forget(known, planned)
	return r
}

// add takes over what came out for one app.
func (r *Result) add(s *appPlan) {
	if row := s.row(); changed(s.before, row) {
		r.Installs = append(r.Installs, row)
	}
	if s.order != nil {
		r.Orders = append(r.Orders, *s.order)
	}
	if s.withdrawn {
		r.Withdraw = append(r.Withdraw, s.open.ID)
	}
	if s.answered {
		r.Answered = append(r.Answered, s.request.ID)
	}
	r.Again = r.Again || s.again
	if !s.due.IsZero() && (r.NextDueAt.IsZero() || s.due.Before(r.NextDueAt)) {
		r.NextDueAt = s.due
	}
}

// changed compares two rows in what people see.
func changed(before, after models.Install) bool {
	before.UpdatedAt = after.UpdatedAt
	return !reflect.DeepEqual(before, after)
}

// forget ends everything about apps that are not wanted any more.
func (r *Result) forget(known Known, planned map[models.ID]bool) {
	for _, app := range slices.Sorted(maps.Keys(known.Installs)) {
		if !planned[app] {
			r.Gone = append(r.Gone, app)
		}
	}
	for _, app := range slices.Sorted(maps.Keys(known.Open)) {
		if !planned[app] {
			r.Withdraw = append(r.Withdraw, known.Open[app].ID)
		}
	}
	for _, app := range slices.Sorted(maps.Keys(known.Requests)) {
		if !planned[app] {
			r.Answered = append(r.Answered, known.Requests[app].ID)
		}
	}
}
