package devices

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"appdepot/models"
	"appdepot/models/reason"
	"appdepot/views/admin/kit"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// standing is how much an app on a device asks of an administrator.
type standing int

const (
	needsAttention standing = iota
	onItsWay
	installed
	notInstalled
	notApplicable // nothing to do
)

// shownStandings are those whose apps are listed at once.
var shownStandings = []standing{needsAttention, onItsWay, installed, notInstalled}

// undone are the reasons of states in which the device went another way than its administrators.
var undone = []models.Code{reason.RemovedOrReplaced.Code, reason.InstalledAgain.Code, reason.OnlyDeviceUninstalls.Code}

func standingOf(s models.State, why models.Reason) standing {
	switch {
	case s == models.StateFailed, s == models.StateUninstallFailed, slices.Contains(undone, why.Code):
		return needsAttention
	case s == models.StatePendingInstall, s == models.StatePendingUninstall:
		return onItsWay
	case s == models.StateInstalled:
		return installed
	case s == models.StateNotApplicable:
		return notApplicable
	}
	return notInstalled
}

func byStanding(rows []ManagedRow) map[standing][]ManagedRow {
	by := map[standing][]ManagedRow{}
	for _, a := range rows {
		s := standingOf(a.State, a.Reason)
		by[s] = append(by[s], a)
	}
	return by
}

func standingName(ctx context.Context, s standing) string {
	switch s {
	case needsAttention:
		return say.T(ctx, "Needs attention")
	case onItsWay:
		return say.T(ctx, "On its way")
	case installed:
		return say.T(ctx, "Installed")
	default:
		return say.T(ctx, "Not installed")
	}
}

func standingID(s standing) string {
	return [...]string{"needs-attention", "on-its-way", "installed", "not-installed", "not-applicable"}[s]
}

// reasonsOf are the reasons of rows in a few words, each with its number, the commonest first.
func reasonsOf(ctx context.Context, rows []ManagedRow) string {
	number := map[string]int{}
	for _, a := range rows {
		if detail := kit.StateDetail(ctx, a.State, a.Reason); detail != "" {
			number[detail]++
		}
	}
	var words []string
	for detail := range number {
		words = append(words, detail)
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(cmp.Compare(number[b], number[a]), cmp.Compare(a, b)) })
	for i, detail := range words {
		words[i] = fmt.Sprintf("%s (%s)", detail, say.Number(ctx, number[detail]))
	}
	return strings.Join(words, ", ")
}

// atNextCheckIn are the reasons of states that the device's next check-in changes, whenever that is.
var atNextCheckIn = []models.Code{
	reason.DeviceErrorNextCheckIn.Code, reason.DeviceFailureNextCheckIn.Code, reason.NotDetectedNextCheckIn.Code, reason.WaitingForInventory.Code,
	reason.InstallOrdered.Code, reason.UpdateOrdered.Code, reason.UninstallOrdered.Code, reason.Downloading.Code, reason.InProgress.Code,
}

// nextStep is what changes an app's state next; empty when nothing is to change it.
func nextStep(ctx context.Context, a ManagedRow, enrolled bool, now time.Time) string {
	at, again := reason.NextTry(a.Reason)
	switch {
	case !enrolled:
		return ""
	case again && at.After(now):
		return say.When(ctx, at)
	case again, slices.Contains(atNextCheckIn, a.Reason.Code):
		return say.T(ctx, "Next check-in")
	case a.Reason.Code == reason.AvailableNotRequested.Code, a.Reason.Code == reason.OtherVersionPresent.Code:
		return say.T(ctx, "On request")
	case a.Reason.Code == reason.OnlyDeviceUninstalls.Code:
		return say.T(ctx, "On the device")
	}
	return ""
}

// deviceFigures are the figures above a device's apps.
func deviceFigures(ctx context.Context, p DeviceAppsProps, by map[standing][]ManagedRow) []ui.Stat {
	seen := ui.Stat{Label: say.T(ctx, "Last check-in"), Value: say.T(ctx, "Never"), Note: say.T(ctx, "Not enrolled")}
	if p.Device.LastSeenAt != nil {
		seen.Value = say.Ago(ctx, *p.Device.LastSeenAt, p.Now)
	}
	switch {
	case !p.Device.Enrolled:
	case p.Next.IsZero():
		seen.Note = say.T(ctx, "Waiting for the first check-in")
	case p.Next.After(p.Now):
		seen.Note = say.T(ctx, "Next by %s", say.When(ctx, p.Next))
	default:
		seen.Note = say.T(ctx, "Expected: %s", say.AgoWithin(ctx, p.Next, p.Now))
	}
	required, done := 0, 0
	for s, rows := range by {
		for _, a := range rows {
			if a.Intent == models.Required && s != notApplicable {
				required++
				if s == installed {
					done++
				}
			}
		}
	}
	attention := ui.Stat{
		Label: say.T(ctx, "Needs attention"), Value: say.Number(ctx, len(by[needsAttention])), Bad: len(by[needsAttention]) > 0,
		Note: say.N(ctx, "%s app on its way", "%s apps on their way", len(by[onItsWay])),
	}
	if attention.Bad {
		attention.URL = "#" + standingID(needsAttention)
	}
	return []ui.Stat{
		seen,
		{Label: say.T(ctx, "Required apps installed"), Value: say.T(ctx, "%s of %s", say.Number(ctx, done), say.Number(ctx, required)), Note: say.T(ctx, "Of those for this device")},
		attention,
	}
}

func managedColumns(ctx context.Context) []ui.Column {
	return []ui.Column{
		{Label: say.T(ctx, "App")},
		{Label: say.T(ctx, "Intent"), Width: "col-sm", Priority: "4"},
		{Label: say.T(ctx, "Status"), Width: "col-control"},
		{Label: say.T(ctx, "Status details"), Width: "col-xxl", Priority: "2"},
		{Label: say.T(ctx, "Since"), Width: "col-sm", Priority: "3"},
		{Label: say.T(ctx, "Next step"), Width: "col-lg", Priority: "4"},
	}
}
