package checkin

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"appdepot/models"
	"appdepot/models/reason"
	"appdepot/models/targeting"
)

// world is a device with two apps whose rows are kept as the store keeps them, so that plans can follow one another.
type world struct {
	known Known
	wants []Want
	now   time.Time
	made  int
}

func newWorld() *world {
	w := &world{now: noon, known: Known{
		Device:   models.Device{ID: "device", Enrolled: true},
		Installs: map[models.ID]models.Install{},
		Open:     map[models.ID]models.Order{},
		Last:     map[models.ID]models.Order{},
		Requests: map[models.ID]models.Request{},
	}}
	for _, app := range []models.ID{"a", "b"} {
		w.wants = append(w.wants, Want{App: models.App{ID: app}, VersionID: "v1", CanUninstall: true,
			Detection: models.Detection{Kind: "msi", ID: string(app), Version: "1.0", Match: models.MinimumVersion}, EachCheckIn: app == "b"})
	}
	return w
}

func (w *world) id(kind string) models.ID {
	w.made++
	return models.ID(fmt.Sprintf("%s-%d", kind, w.made))
}

// store writes a plan down. A second open order for one app is a failure.
func (w *world) store(t *rapid.T, r Result) {
	for _, id := range r.Withdraw {
		for app, o := range w.known.Open {
			if o.ID == id {
				delete(w.known.Open, app)
			}
		}
	}
	for _, o := range r.Orders {
		if open, ok := w.known.Open[o.AppID]; ok {
			t.Fatalf("%s was ordered again while %s is open", o.AppID, open.ID)
		}
		o.ID = w.id("order")
		w.known.Open[o.AppID] = o
	}
	for _, row := range r.Installs {
		if row.ID == "" {
			row.ID = w.id("row")
		}
		w.known.Installs[row.AppID] = row
	}
	for _, app := range r.Gone {
		delete(w.known.Installs, app)
	}
	for _, id := range r.Answered {
		for app, request := range w.known.Requests {
			if request.ID == id {
				delete(w.known.Requests, app)
			}
		}
	}
}

// set makes the inventory hold the app in the version, or not at all when the version is empty.
func (w *world) set(app models.ID, version string) {
	var inventory []models.InstalledApp
	for _, line := range w.known.Device.Inventory {
		if line.ID != string(app) {
			inventory = append(inventory, line)
		}
	}
	if version != "" {
		inventory = append(inventory, models.InstalledApp{Kind: "msi", ID: string(app), Version: version})
	}
	w.known.Device.Inventory = inventory
}

// answer lets the device report on an open order, honestly or not.
func (w *world) answer(t *rapid.T, app models.ID) {
	order, ok := w.known.Open[app]
	if !ok {
		return
	}
	result := OrderResult{Outcome: rapid.SampledFrom([]Outcome{Downloading, Installing, Succeeded, Failed}).Draw(t, "outcome")}
	if result.Outcome == Failed {
		result.ErrorCode = 1603
	}
	if result.Outcome == Succeeded && rapid.Bool().Draw(t, "honest") {
		w.set(app, map[bool]string{true: "9.0"}[order.Action != remove])
	}
	order, reason := Receive(order, result, w.now)
	if reason != "" {
		t.Fatalf("an open order's result is ignored: %s", reason)
	}
	w.known.Installs[app] = Progress(w.known.Installs[app], order, result, app == "b", w.now)
	if order.DoneAt != nil {
		delete(w.known.Open, app)
		w.known.Last[app] = order
	}
}

// happen changes one thing.
func (w *world) happen(t *rapid.T) {
	i := rapid.IntRange(0, len(w.wants)-1).Draw(t, "app")
	want := &w.wants[i]
	app := want.App.ID
	switch rapid.IntRange(0, 7).Draw(t, "event") {
	case 0:
		want.Decision = rapid.SampledFrom([]targeting.Decision{nothing, required, available, unenrolled, uninstall, uninstallAvailable}).Draw(t, "decision")
	case 1:
		w.set(app, rapid.SampledFrom([]string{"", "0.5", "1.0", "3.0"}).Draw(t, "version"))
	case 2, 3:
		w.answer(t, app)
	case 4:
		action := rapid.SampledFrom([]models.Action{install, remove}).Draw(t, "request")
		w.known.Requests[app] = models.Request{ID: w.id("request"), AppID: app, Action: action, CreatedAt: w.now}
	case 5:
		want.Unfit = rapid.SampledFrom([]models.Reason{{}, reason.NotForIPad}).Draw(t, "unfit")
	case 6:
		w.known.Device.Enrolled = rapid.Bool().Draw(t, "enrolled")
	case 7:
		want.VersionID, want.Detection.Version = w.id("version"), rapid.SampledFrom([]string{"1.0", "2.0", "3.0"}).Draw(t, "published")
	}
}

func TestPlansThatFollowOneAnother(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld()
		for range rapid.IntRange(1, 80).Draw(t, "steps") {
			w.now = w.now.Add(rapid.SampledFrom([]time.Duration{0, time.Minute, 3 * time.Hour, 25 * time.Hour}).Draw(t, "later"))
			w.happen(t)
			r := Plan(w.wants, w.known, w.now)
			w.store(t, r)
			w.onlyWhereAllowed(t, r)
			w.nothingBeforeItIsDue(t, r)
			w.requiredNeverWaitsLong(t)
		}
	})
}

// onlyWhereAllowed: nothing is ordered for what does not fit or for a device that is not enrolled, and nothing stays open.
func (w *world) onlyWhereAllowed(t *rapid.T, r Result) {
	for _, want := range w.wants {
		_, open := w.known.Open[want.App.ID]
		if open && (!want.Unfit.Empty() || !w.known.Device.Enrolled) {
			t.Fatalf("an order for %s is open", want.App.ID)
		}
	}
}

// nothingBeforeItIsDue: planning again says nothing new, now or at any time before NextDueAt; only now when it is to be planned again.
func (w *world) nothingBeforeItIsDue(t *rapid.T, r Result) {
	due, last := r.NextDueAt, w.now.Add(10_000*time.Hour)
	if !due.IsZero() {
		if !due.After(w.now) {
			t.Fatalf("the plan of %s is due at %s", w.now, due)
		}
		last = due.Add(-time.Nanosecond)
	}
	if r.Again {
		last = w.now
	}
	for _, at := range []time.Time{w.now, last} {
		again := Plan(w.wants, w.known, at)
		again.NextDueAt, again.Again = time.Time{}, false
		if !reflect.DeepEqual(again, Result{}) {
			t.Fatalf("planned at %s, due at %s; at %s it says: %+v", w.now, due, at, again)
		}
	}
}

// requiredNeverWaitsLong: a required app that is missing is ordered, or is so within a day of the last order.
func (w *world) requiredNeverWaitsLong(t *rapid.T) {
	for _, want := range w.wants {
		app := want.App.ID
		if !want.Decision.Required || !want.Unfit.Empty() || !w.known.Device.Enrolled ||
			Detect(w.known.Device.Inventory, want.Detection).Fits {
			continue
		}
		if _, open := w.known.Open[app]; open {
			continue
		}
		last := w.known.Last[app]
		if want.EachCheckIn && last.DoneAt != nil && last.DoneAt.Before(w.now) {
			t.Fatalf("%s is required, missing and not line-of-business, and this check-in orders nothing; the last order is %+v", app, last)
		}
		if last.DoneAt == nil || !w.now.Before(last.DoneAt.Add(RecheckRequired)) {
			t.Fatalf("%s is required and missing, nothing is ordered, and the last order is %+v", app, last)
		}
	}
}
