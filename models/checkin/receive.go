package checkin

import (
	"strings"
	"time"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/reason"
)

// Receive takes a device's result for one of its orders. A final result ends the order, at the server's time. The same
// final result again changes nothing and is accepted; the reason is empty unless the result has to be ignored.
func Receive(o models.Order, r OrderResult, now time.Time) (models.Order, IgnoreReason) {
	succeeded := r.Outcome == Succeeded
	switch {
	case o.Withdrawn:
		return o, IgnoredWithdrawn
	case o.DoneAt != nil && r.Outcome.Final() && o.Succeeded == succeeded && o.ErrorCode == r.ErrorCode:
		return o, ""
	case o.DoneAt != nil:
		return o, IgnoredFinished
	case r.Outcome.Final():
		o.DoneAt, o.Succeeded, o.ErrorCode = &now, succeeded, r.ErrorCode
		o.Detail = clip(r.Detail, MaxDetail)
	case string(r.Outcome) != o.Stage || r.BytesReceived > o.BytesReceived:
		o.Stage, o.BytesReceived, o.ProgressAt = string(r.Outcome), max(o.BytesReceived, r.BytesReceived), &now
	}
	return o, ""
}

// Progress is the state of an app while and after the device carries out an order, until the next plan looks at the
// inventory. EachCheckIn is the app's, see Want.
func Progress(row models.Install, o models.Order, r OrderResult, eachCheckIn bool, now time.Time) models.Install {
	before := row.State
	row.State, row.Reason = pending(o.Action)
	row.ErrorCode = 0
	switch r.Outcome {
	case Downloading:
		row.Reason = reason.Downloading
	case Installing:
		row.Reason = reason.InProgress
	case Succeeded:
		row.Reason = reason.WaitingForInventory
		row.Version = clip(r.DetectedVersion, MaxVersion)
	case Failed:
		row.State = models.StateFailed
		if o.Action == models.UninstallAction {
			row.State = models.StateUninstallFailed
		}
		row.ErrorCode, row.Reason = r.ErrorCode, failedReason(r.ErrorCode, now.Add(RetryFailed))
		if eachCheckIn && row.Wanted == models.Required && installing(o.Action) {
			row.Reason = failedUntilNextCheckIn(r.ErrorCode)
		}
	}
	if row.State != before {
		row.Since = now
	}
	row.UpdatedAt = now
	return row
}

// clip cuts a text to at most n characters, without what is not seen and the zero bytes that devices' own encodings leave and no database
// keeps.
func clip(s string, n int) string {
	s = strings.ReplaceAll(field.Visible(s), "\x00", "")
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
