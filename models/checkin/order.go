package checkin

import (
	"time"

	"appdepot/models"
	"appdepot/models/reason"
)

func installing(a models.Action) bool { return a == models.InstallAction || a == models.UpdateAction }

// action is what has to be done while the app is not as it should be.
func (s *appPlan) action() models.Action {
	switch {
	case s.intent == models.Uninstall || s.isRequested(models.UninstallAction):
		return models.UninstallAction
	case s.found.Present:
		return models.UpdateAction
	default:
		return models.InstallAction
	}
}

// ensureOrder sees to it that the device gets its order: now, or when it is due again.
func (s *appPlan) ensureOrder() {
	switch {
	case s.open.ID == "":
		s.orderWhenDue()
	case !s.sameAim(s.open):
		s.withdraw()
		s.orderWhenDue()
	case s.unanswered() || s.stuck():
		s.withdraw()
		s.give(s.open)
	default:
		s.wait()
	}
}

// orderWhenDue orders at once what is new or newly asked for, and again what did not last when its time has come.
func (s *appPlan) orderWhenDue() {
	if !s.sameAim(s.last) || s.askedAnew(s.last) || s.retriesNow() {
		s.give(s.last)
		return
	}
	if s.explainWaiting(); s.eachCheckIn() {
		s.again = true
	} else {
		s.due = s.retryAt()
	}
}

// eachCheckIn reports whether the app is ordered at each check-in while it is missing: what is required and not line-of-business.
// Source: the source document, note in "Apps added automatically by Intune".
func (s *appPlan) eachCheckIn() bool {
	return s.want.EachCheckIn && s.intent == models.Required && installing(s.action())
}

// retriesNow reports whether the order is given again that had no lasting effect. The check-in at which a device reports
// its end gives no new one.
func (s *appPlan) retriesNow() bool {
	if s.eachCheckIn() {
		return s.last.DoneAt == nil || s.last.DoneAt.Before(s.now)
	}
	return !s.now.Before(s.retryAt())
}

// sameAim reports whether an order wanted what is wanted now.
func (s *appPlan) sameAim(o models.Order) bool {
	if s.action() == models.UninstallAction {
		return o.Action == models.UninstallAction
	}
	return installing(o.Action) && o.VersionID == s.want.VersionID
}

func (s *appPlan) unanswered() bool { return !s.now.Before(s.open.CreatedAt.Add(Unanswered)) }

func (s *appPlan) stuck() bool {
	return s.askedAnew(s.open) && !s.now.Before(s.open.LastProgress().Add(StuckAfter))
}

// askedAnew reports whether a person asked for the same after the order was given.
func (s *appPlan) askedAnew(o models.Order) bool {
	if s.answered || s.request.ID == "" || !s.request.CreatedAt.After(o.CreatedAt) {
		return false
	}
	return (s.request.Action == models.UninstallAction) == (s.action() == models.UninstallAction)
}

// retryAt is when the last order, which did not have the lasting effect it should, is given again.
func (s *appPlan) retryAt() time.Time {
	if s.last.DoneAt == nil {
		return s.now
	}
	if s.last.Succeeded {
		return s.last.DoneAt.Add(RecheckRequired)
	}
	return s.last.DoneAt.Add(RetryFailed)
}

// give makes the order. Its attempts count on from a previous order that came to nothing.
func (s *appPlan) give(previous models.Order) {
	attempt := 1
	if s.sameAim(previous) && !previous.Succeeded {
		attempt = previous.Attempt + 1
	}
	s.order = &models.Order{
		DeviceID:  s.device.ID,
		AppID:     s.want.App.ID,
		VersionID: s.want.VersionID,
		Action:    s.action(),
		Settings:  s.want.Decision.Settings(s.intent),
		Attempt:   attempt,
		CreatedAt: s.now,
	}
	s.state, s.reason = pending(s.order.Action)
	s.due = s.now.Add(Unanswered)
}

// wait leaves the open order alone, and the reason too when the device has said how far it is.
func (s *appPlan) wait() {
	s.state, s.reason = pending(s.open.Action)
	if s.before.State == s.state && !s.before.Reason.Empty() {
		s.reason = s.before.Reason
	}
	s.due = s.open.CreatedAt.Add(Unanswered)
	if stuck := s.open.LastProgress().Add(StuckAfter); s.askedAnew(s.open) && stuck.Before(s.due) {
		s.due = stuck
	}
}

// explainWaiting names the state between an order that failed or did not last and the next one. A device that said it was
// done without the inventory ever agreeing has failed; otherwise somebody undid what was done.
func (s *appPlan) explainWaiting() {
	removing := s.action() == models.UninstallAction
	was, again := s.before.State, s.retryAt()
	switch {
	case s.eachCheckIn() && !s.last.Succeeded:
		s.failed(s.last.ErrorCode, failedUntilNextCheckIn(s.last.ErrorCode))
	case s.eachCheckIn():
		s.failed(NotDetected, reason.NotDetectedNextCheckIn)
	case !s.last.Succeeded:
		s.failed(s.last.ErrorCode, failedReason(s.last.ErrorCode, again))
	case removing && (was == models.StatePendingUninstall || was == models.StateUninstallFailed):
		s.failed(NotDetected, reason.StillInstalled.Of(again))
	case removing:
		s.state, s.reason = models.StateInstalled, reason.InstalledAgain.Of(again)
	case was == models.StatePendingInstall || was == models.StateFailed:
		s.failed(NotDetected, reason.NotDetected.Of(again))
	default:
		s.state, s.reason = models.StateNotInstalled, reason.RemovedOrReplaced.Of(again)
	}
}

func (s *appPlan) failed(code int32, why models.Reason) {
	s.state, s.reason, s.errorCode = models.StateFailed, why, code
	if s.action() == models.UninstallAction {
		s.state = models.StateUninstallFailed
	}
}
