package checkin

import (
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/reason"
	"appdepot/models/targeting"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// ago is a moment before noon.
func ago(d time.Duration) time.Time { return noon.Add(-d) }

var (
	required           = targeting.Decision{Required: true}
	available          = targeting.Decision{Available: true}
	unenrolled         = targeting.Decision{AvailableWithoutEnrollment: true}
	uninstall          = targeting.Decision{Uninstall: true}
	uninstallAvailable = targeting.Decision{Uninstall: true, Available: true}
	nothing            = targeting.Decision{}
)

// situation is one app, version "v2" of which is recognized by version 2.0 or newer, on one device.
type situation struct {
	decision    targeting.Decision
	present     string        // version in the inventory; empty when absent
	was         models.State  // the stored state, since 48 hours
	open        *models.Order // ID, app and device are filled in
	last        *models.Order
	request     models.Action // of 12 hours ago
	requested   time.Time     // when it was not 12 hours ago
	unfit       bool
	offDuty     bool // the device is not enrolled
	cannotClear bool // the type cannot be uninstalled
	eachCheckIn bool // the type is not line-of-business
}

func (c situation) plan() Result {
	known := Known{
		Device:   models.Device{ID: "device", Enrolled: !c.offDuty, PrimaryUserID: "user"},
		Installs: map[models.ID]models.Install{},
		Open:     map[models.ID]models.Order{},
		Last:     map[models.ID]models.Order{},
		Requests: map[models.ID]models.Request{},
	}
	if c.present != "" {
		known.Device.Inventory = []models.InstalledApp{{Kind: "msi", ID: "{X}", Version: c.present}}
	}
	if c.was != "" {
		known.Installs["app"] = models.Install{ID: "row", AppID: "app", DeviceID: "device", State: c.was, Since: ago(48 * time.Hour)}
	}
	if c.open != nil {
		c.open.ID, c.open.AppID, c.open.DeviceID = "open", "app", "device"
		known.Open["app"] = *c.open
	}
	if c.last != nil {
		c.last.ID, c.last.AppID, c.last.DeviceID = "last", "app", "device"
		known.Last["app"] = *c.last
	}
	if c.request != "" {
		if c.requested.IsZero() {
			c.requested = ago(12 * time.Hour)
		}
		known.Requests["app"] = models.Request{ID: "request", AppID: "app", Action: c.request, CreatedAt: c.requested}
	}
	w := Want{App: models.App{ID: "app"}, VersionID: "v2", Display: "Two", Decision: c.decision, CanUninstall: !c.cannotClear, EachCheckIn: c.eachCheckIn,
		Detection: models.Detection{Kind: "msi", ID: "{X}", Version: "2.0", Match: models.MinimumVersion}}
	if c.unfit {
		w.Unfit = reason.NotForIPad
	}
	return Plan([]Want{w}, known, noon)
}

// given is an order given so long ago; done is one answered so long ago.
func given(a models.Action, version models.ID, attempt int, before time.Duration) *models.Order {
	return &models.Order{Action: a, VersionID: version, Attempt: attempt, CreatedAt: ago(before)}
}

// progressed is an order with which the device got further so long ago.
func progressed(o *models.Order, before time.Duration) *models.Order {
	at := ago(before)
	o.ProgressAt = &at
	return o
}

func done(a models.Action, version models.ID, attempt int, before time.Duration, code int32) *models.Order {
	o := given(a, version, attempt, before)
	at := ago(before)
	o.DoneAt, o.Succeeded, o.ErrorCode = &at, code == 0, code
	return o
}

const (
	install = models.InstallAction
	update  = models.UpdateAction
	remove  = models.UninstallAction
)

func TestPlanByRule(t *testing.T) {
	const hour = time.Hour
	for _, c := range []struct {
		rule string
		situation
		state    models.State // empty: no row
		order    models.Action
		attempt  int
		withdraw bool
		answered bool
		gone     bool
		due      time.Duration // from noon; 0 is never
		code     int32
	}{
		// Required.
		{rule: "required and missing is ordered at once", situation: situation{decision: required},
			state: models.StatePendingInstall, order: install, attempt: 1, due: 24 * hour},
		{rule: "required and there is installed", situation: situation{decision: required, present: "2.0"},
			state: models.StateInstalled},
		{rule: "a newer version than the one wanted fits", situation: situation{decision: required, present: "2.10"},
			state: models.StateInstalled},
		{rule: "required with an older version is updated", situation: situation{decision: required, present: "1.9"},
			state: models.StatePendingInstall, order: update, attempt: 1, due: 24 * hour},
		{rule: "an open order is not repeated", situation: situation{decision: required, open: given(install, "v2", 1, 3*hour)},
			state: models.StatePendingInstall, due: 21 * hour},
		{rule: "an order open for a day is given again", situation: situation{decision: required, open: given(install, "v2", 1, 24*hour)},
			state: models.StatePendingInstall, order: install, attempt: 2, withdraw: true, due: 24 * hour},
		{rule: "an order for an older version is replaced", situation: situation{decision: required, open: given(install, "v1", 3, hour)},
			state: models.StatePendingInstall, order: install, attempt: 1, withdraw: true, due: 24 * hour},
		{rule: "an order whose aim is reached waits for its answer", situation: situation{decision: required, present: "2.0", open: given(install, "v2", 1, hour)},
			state: models.StateInstalled, due: 23 * hour},
		{rule: "and is taken back when none comes", situation: situation{decision: required, present: "2.0", open: given(install, "v2", 1, 25*hour)},
			state: models.StateInstalled, withdraw: true},
		{rule: "a failure waits a day", situation: situation{decision: required, last: done(install, "v2", 1, 23*hour, 1603)},
			state: models.StateFailed, code: 1603, due: hour},
		{rule: "a failure is tried again after a day", situation: situation{decision: required, last: done(install, "v2", 1, 24*hour, 1603)},
			state: models.StatePendingInstall, order: install, attempt: 2, due: 24 * hour},
		{rule: "a failure of what is not line-of-business is tried again at the next check-in", situation: situation{decision: required, eachCheckIn: true, last: done(install, "v2", 1, time.Minute, 1603)},
			state: models.StatePendingInstall, order: install, attempt: 2, due: 24 * hour},
		{rule: "but not at the one that reports it", situation: situation{decision: required, eachCheckIn: true, last: done(install, "v2", 1, 0, 1603)},
			state: models.StateFailed, code: 1603},
		{rule: "what is not line-of-business and was removed comes back at the next check-in", situation: situation{decision: required, eachCheckIn: true, was: models.StateInstalled, last: done(install, "v2", 1, hour, 0)},
			state: models.StatePendingInstall, order: install, attempt: 1, due: 24 * hour},
		{rule: "pending it is not ordered again", situation: situation{decision: required, eachCheckIn: true, open: given(install, "v2", 1, 3*hour)},
			state: models.StatePendingInstall, due: 21 * hour},
		{rule: "requested and failed it waits a day like any other", situation: situation{decision: available, eachCheckIn: true, request: install, last: done(install, "v2", 1, hour, 1603)},
			state: models.StateFailed, code: 1603, due: 23 * hour},
		{rule: "a failed update waits a day", situation: situation{decision: required, present: "1.0", last: done(update, "v2", 2, hour, 1603)},
			state: models.StateFailed, code: 1603, due: 23 * hour},
		{rule: "a new version is tried at once after a failure of the old", situation: situation{decision: required, last: done(install, "v1", 4, hour, 1603)},
			state: models.StatePendingInstall, order: install, attempt: 1, due: 24 * hour},
		{rule: "removed within a day of its installation it waits", situation: situation{decision: required, was: models.StateInstalled, last: done(install, "v2", 1, 20*hour, 0)},
			state: models.StateNotInstalled, due: 4 * hour},
		{rule: "removed later it comes back at once", situation: situation{decision: required, was: models.StateInstalled, last: done(install, "v2", 2, 100*hour, 0)},
			state: models.StatePendingInstall, order: install, attempt: 1, due: 24 * hour},
		{rule: "success without detection is a failure", situation: situation{decision: required, was: models.StatePendingInstall, last: done(install, "v2", 1, hour, 0)},
			state: models.StateFailed, code: NotDetected, due: 23 * hour},
		{rule: "required wins over uninstall", situation: situation{decision: targeting.Decision{Required: true, Uninstall: true}},
			state: models.StatePendingInstall, order: install, attempt: 1, due: 24 * hour},
		{rule: "a person cannot take away what is required", situation: situation{decision: required, present: "2.0", request: remove},
			state: models.StateInstalled, answered: true},
		{rule: "a person who asks again gets a failed app at once", situation: situation{decision: targeting.Decision{Required: true, Available: true}, request: install, requested: ago(0), last: done(install, "v2", 1, hour, 1603)},
			state: models.StatePendingInstall, order: install, attempt: 2, due: 24 * hour},
		{rule: "asking again waits no longer than for an answer", situation: situation{decision: available, request: install, requested: ago(0),
			open: progressed(given(install, "v2", 1, 23*hour), hour/2)}, state: models.StatePendingInstall, due: hour},
		{rule: "asking again replaces no order that gets further", situation: situation{decision: available, request: install, requested: ago(0),
			open: progressed(given(install, "v2", 1, 10*hour), hour)}, state: models.StatePendingInstall, due: hour},
		{rule: "asking again replaces an order that is stuck", situation: situation{decision: available, request: install, requested: ago(0), open: given(install, "v2", 1, 2*hour)},
			state: models.StatePendingInstall, order: install, attempt: 2, withdraw: true, due: 24 * hour},
		{rule: "but not one that is on its way", situation: situation{decision: available, request: install, requested: ago(0), open: given(install, "v2", 1, hour)},
			state: models.StatePendingInstall, due: hour},

		// Available.
		{rule: "available is offered and not ordered", situation: situation{decision: available},
			state: models.StateNotInstalled},
		{rule: "available without enrollment likewise", situation: situation{decision: unenrolled},
			state: models.StateNotInstalled},
		{rule: "a request is ordered", situation: situation{decision: available, request: install},
			state: models.StatePendingInstall, order: install, attempt: 1, due: 24 * hour},
		{rule: "a failed request is tried again after a day", situation: situation{decision: available, request: install, last: done(install, "v2", 1, hour, 5)},
			state: models.StateFailed, code: 5, due: 23 * hour},
		{rule: "what a person asked for and removed stays away", situation: situation{decision: available, request: install, requested: ago(60 * hour), was: models.StateInstalled, last: done(install, "v2", 1, 50*hour, 0)},
			state: models.StateNotInstalled, answered: true},
		{rule: "unless the person asked after that", situation: situation{decision: available, request: install, was: models.StateInstalled, last: done(install, "v2", 1, 50*hour, 0)},
			state: models.StatePendingInstall, order: install, attempt: 1, due: 24 * hour},
		{rule: "an app asked for gets its new version", situation: situation{decision: available, present: "1.0", request: install, requested: ago(60 * hour), was: models.StateInstalled, last: done(install, "v1", 1, 50*hour, 0)},
			state: models.StatePendingInstall, order: update, attempt: 1, due: 24 * hour},
		{rule: "also when the new version is recognized in another way", situation: situation{decision: available, request: install, requested: ago(60 * hour), was: models.StateInstalled, last: done(install, "v1", 1, 50*hour, 0)},
			state: models.StatePendingInstall, order: install, attempt: 1, due: 24 * hour},
		{rule: "an app that was required gets it too", situation: situation{decision: available, present: "1.0", was: models.StateInstalled, last: done(install, "v1", 1, 50*hour, 0)},
			state: models.StatePendingInstall, order: update, attempt: 1, due: 24 * hour},
		{rule: "an older version of a person's own is let be", situation: situation{decision: available, present: "1.0"},
			state: models.StateInstalled},
		{rule: "a request taken back withdraws its order", situation: situation{decision: available, open: given(install, "v2", 1, hour)},
			state: models.StateNotInstalled, withdraw: true},
		{rule: "a request to uninstall is ordered", situation: situation{decision: available, present: "2.0", request: remove},
			state: models.StatePendingUninstall, order: remove, attempt: 1, due: 24 * hour},
		{rule: "and is done with once the app is gone", situation: situation{decision: available, request: remove, last: done(remove, "v2", 1, hour, 0)},
			state: models.StateNotInstalled, answered: true},
		{rule: "a request to uninstall stops an installation", situation: situation{decision: available, request: remove, open: given(install, "v2", 1, hour)},
			state: models.StateNotInstalled, withdraw: true, answered: true},
		{rule: "what cannot be uninstalled is let be", situation: situation{decision: available, present: "2.0", request: remove, cannotClear: true},
			state: models.StateInstalled, answered: true},

		// Uninstall.
		{rule: "uninstall removes what is present", situation: situation{decision: uninstall, present: "1.0"},
			state: models.StatePendingUninstall, order: remove, attempt: 1, due: 24 * hour},
		{rule: "uninstall is content with what is absent", situation: situation{decision: uninstall},
			state: models.StateNotInstalled},
		{rule: "a failed uninstall waits a day", situation: situation{decision: uninstall, present: "1.0", last: done(remove, "v2", 1, 2*hour, -5)},
			state: models.StateUninstallFailed, code: -5, due: 22 * hour},
		{rule: "a failed uninstall is tried again", situation: situation{decision: uninstall, present: "1.0", last: done(remove, "v2", 1, 24*hour, -5)},
			state: models.StatePendingUninstall, order: remove, attempt: 2, due: 24 * hour},
		{rule: "removed without effect is a failure", situation: situation{decision: uninstall, present: "1.0", was: models.StatePendingUninstall, last: done(remove, "v2", 1, hour, 0)},
			state: models.StateUninstallFailed, code: NotDetected, due: 23 * hour},
		{rule: "what came back is removed again within a day", situation: situation{decision: uninstall, present: "1.0", was: models.StateNotInstalled, last: done(remove, "v2", 1, 10*hour, 0)},
			state: models.StateInstalled, due: 14 * hour},
		{rule: "uninstall takes an open installation back", situation: situation{decision: uninstall, open: given(install, "v2", 1, hour)},
			state: models.StateNotInstalled, withdraw: true},
		{rule: "a type that cannot be uninstalled stays", situation: situation{decision: uninstall, present: "1.0", cannotClear: true},
			state: models.StateInstalled},
		{rule: "uninstall holds until somebody asks for the app", situation: situation{decision: uninstallAvailable, present: "2.0"},
			state: models.StatePendingUninstall, order: remove, attempt: 1, due: 24 * hour},
		{rule: "a request wins over uninstall", situation: situation{decision: uninstallAvailable, present: "2.0", request: install},
			state: models.StateInstalled},
		{rule: "a request is void where the app is not offered", situation: situation{decision: uninstall, request: install},
			state: models.StateNotInstalled, answered: true},

		// Neither.
		{rule: "what does not fit is not ordered", situation: situation{decision: required, unfit: true},
			state: models.StateNotApplicable},
		{rule: "and taken back when it was", situation: situation{decision: required, unfit: true, open: given(install, "v2", 1, hour)},
			state: models.StateNotApplicable, withdraw: true},
		{rule: "a device that is not enrolled has neither orders nor states", situation: situation{decision: required, offDuty: true, was: models.StateInstalled, open: given(install, "v2", 1, hour)},
			gone: true, withdraw: true},
		{rule: "what nobody wants any more is forgotten", situation: situation{decision: nothing, was: models.StateInstalled, present: "2.0", open: given(install, "v2", 1, hour), request: install},
			gone: true, withdraw: true, answered: true},
	} {
		t.Run(c.rule, func(t *testing.T) {
			r := c.plan()
			if got := stateOf(r); got != c.state {
				t.Errorf("state %q, want %q", got, c.state)
			}
			if len(r.Installs) == 1 && (r.Installs[0].ErrorCode != c.code || r.Installs[0].Reason.Empty()) {
				t.Errorf("error code %d, reason %q; want code %d and a reason", r.Installs[0].ErrorCode, r.Installs[0].Reason, c.code)
			}
			if action, attempt := orderOf(r); action != c.order || attempt != c.attempt {
				t.Errorf("order %q, attempt %d; want %q, %d", action, attempt, c.order, c.attempt)
			}
			if (len(r.Withdraw) == 1) != c.withdraw || (len(r.Answered) == 1) != c.answered || (len(r.Gone) == 1) != c.gone {
				t.Errorf("withdrawn %v, answered %v, gone %v; want %t, %t, %t", r.Withdraw, r.Answered, r.Gone, c.withdraw, c.answered, c.gone)
			}
			if c.due == 0 && !r.NextDueAt.IsZero() || c.due != 0 && !r.NextDueAt.Equal(noon.Add(c.due)) {
				t.Errorf("due at %s, want %s after noon", r.NextDueAt, c.due)
			}
		})
	}
}

func stateOf(r Result) models.State {
	if len(r.Installs) == 0 {
		return ""
	}
	return r.Installs[0].State
}

func orderOf(r Result) (models.Action, int) {
	if len(r.Orders) == 0 {
		return "", 0
	}
	return r.Orders[0].Action, r.Orders[0].Attempt
}

func TestPlanWritesTheWholeRow(t *testing.T) {
	row := situation{decision: required, present: "2.0", was: models.StateInstalled}.plan().Installs[0]
	if row.ID != "row" || row.AppID != "app" || row.DeviceID != "device" || row.UserID != "user" || row.Wanted != models.Required {
		t.Errorf("the row is %+v", row)
	}
	if row.Version != "Two" || !row.Since.Equal(ago(48*time.Hour)) || !row.UpdatedAt.Equal(noon) {
		t.Errorf("version %q, since %s, updated %s", row.Version, row.Since, row.UpdatedAt)
	}
	row = situation{decision: required, present: "3.1", was: models.StateFailed}.plan().Installs[0]
	if row.Version != "3.1" || !row.Since.Equal(noon) {
		t.Errorf("another version is shown as %q, since %s", row.Version, row.Since)
	}
	order := situation{decision: required}.plan().Orders[0]
	want := models.Order{DeviceID: "device", AppID: "app", VersionID: "v2", Action: install, Attempt: 1, CreatedAt: noon}
	if order != want {
		t.Errorf("the order is %+v, want %+v", order, want)
	}
}
