package checkin

import (
	"time"

	"appdepot/models"
	"appdepot/models/reason"
)

// appPlan is the plan for one app on one device: first what is known, then what comes out. What is not known is zero.
type appPlan struct {
	want    Want
	device  models.Device
	found   Presence
	before  models.Install
	open    models.Order
	last    models.Order
	request models.Request
	now     time.Time

	intent    models.Intent
	state     models.State
	reason    models.Reason
	errorCode int32
	order     *models.Order // to be given
	withdrawn bool          // the open order is taken back
	answered  bool          // the request is used up
	due       time.Time
	again     bool // at the next check-in
}

func newAppPlan(w Want, known Known, now time.Time) *appPlan {
	return &appPlan{
		want:    w,
		device:  known.Device,
		found:   Detect(known.Device.Inventory, w.Detection),
		before:  known.Installs[w.App.ID],
		open:    known.Open[w.App.ID],
		last:    known.Last[w.App.ID],
		request: known.Requests[w.App.ID],
		now:     now,
	}
}

// decide decides what happens with the app now.
func (s *appPlan) decide() {
	s.answered = s.request.ID != "" && s.want.Unfit.Empty() && s.usedUp()
	s.intent, _ = s.want.Decision.Intent(s.isRequested(models.InstallAction))
	switch {
	case !s.want.Unfit.Empty():
		s.withdraw()
		s.state, s.reason = models.StateNotApplicable, s.want.Unfit
	case s.intent == models.Uninstall || s.isRequested(models.UninstallAction):
		s.remove()
	case s.intent == models.Required || s.isRequested(models.InstallAction) || s.outdated():
		s.install()
	default:
		s.leave()
	}
}

// isRequested reports whether a person asked for the action and the request still counts.
func (s *appPlan) isRequested(a models.Action) bool { return !s.answered && s.request.Action == a }

// usedUp reports whether the request has had its effect, or cannot have any.
func (s *appPlan) usedUp() bool {
	d := s.want.Decision
	if s.request.Action == models.InstallAction {
		return s.removedByPerson() || !d.Required && !d.Offered()
	}
	removing := s.open.Action == models.UninstallAction && !s.unanswered()
	gone := !s.found.Present && !removing
	return gone || d.Required || !s.want.CanUninstall
}

// removedByPerson reports whether the app was seen after it was asked for and is there no more. With another version than
// the one ordered last nothing can be said: a new version may be recognized in another way.
func (s *appPlan) removedByPerson() bool {
	sameVersion := s.last.ID == "" || s.last.VersionID == s.want.VersionID
	return sameVersion && !s.found.Present && s.before.State == models.StateInstalled && !s.request.CreatedAt.After(s.before.Since)
}

// outdated reports whether an older version is present that was put there by an order. Such an app gets the new version
// also when nobody asks again.
func (s *appPlan) outdated() bool {
	ours := s.last.Action == models.UpdateAction || s.last.Action == models.InstallAction && s.last.Succeeded
	return ours && s.found.Present && !s.found.Fits
}

// install brings the app to its current version.
func (s *appPlan) install() {
	if !s.found.Fits {
		s.ensureOrder()
		return
	}
	s.keepUntilAnswered()
	s.state, s.reason = models.StateInstalled, installedReason(s.intent)
}

// remove takes the app away, whatever its version.
func (s *appPlan) remove() {
	switch {
	case !s.found.Present:
		s.keepUntilAnswered()
		s.state, s.reason = models.StateNotInstalled, reason.NotInstalledAsIntended
	case !s.want.CanUninstall:
		s.withdraw()
		s.state, s.reason = models.StateInstalled, reason.OnlyDeviceUninstalls
	default:
		s.ensureOrder()
	}
}

// leave lets things be: the app is only offered.
func (s *appPlan) leave() {
	s.withdraw()
	switch {
	case !s.found.Present:
		s.state, s.reason = models.StateNotInstalled, reason.AvailableNotRequested
	case s.found.Fits:
		s.state, s.reason = models.StateInstalled, installedReason(s.intent)
	default:
		s.state, s.reason = models.StateInstalled, reason.OtherVersionPresent
	}
}

// withdraw takes the open order back, if there is one.
func (s *appPlan) withdraw() { s.withdrawn = s.open.ID != "" }

// keepUntilAnswered lets an order whose aim is reached wait for the device's answer, for as long as an answer is
// expected. An order with another aim is taken back.
func (s *appPlan) keepUntilAnswered() {
	if s.open.ID == "" {
		return
	}
	if !s.sameAim(s.open) || s.unanswered() {
		s.withdraw()
		return
	}
	s.due = s.open.CreatedAt.Add(Unanswered)
}

// row is the state to be stored.
func (s *appPlan) row() models.Install {
	row := models.Install{
		ID:        s.before.ID,
		AppID:     s.want.App.ID,
		DeviceID:  s.device.ID,
		UserID:    s.device.PrimaryUserID,
		State:     s.state,
		Reason:    s.reason,
		ErrorCode: s.errorCode,
		Version:   s.shownVersion(),
		Wanted:    s.intent,
		Since:     s.before.Since,
		UpdatedAt: s.now,
	}
	if s.before.State != s.state {
		row.Since = s.now
	}
	return row
}

// shownVersion is the present version as people read it: an inventory may count versions in its own way.
func (s *appPlan) shownVersion() string {
	if s.found.Present && s.found.Version == s.want.Detection.Version && s.want.Display != "" {
		return s.want.Display
	}
	return s.found.Version
}
