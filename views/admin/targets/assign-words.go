package targets

import (
	"context"

	"github.com/a-h/templ"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/views/admin/kit"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// TargetName is who an assignment speaks about.
func TargetName(ctx context.Context, a models.Assignment) string {
	switch a.Target {
	case models.TargetAllUsers:
		return say.T(ctx, "All users")
	case models.TargetAllDevices:
		return say.T(ctx, "All devices")
	default:
		return a.GroupName
	}
}

// TargetLook is the icon of a target, what its members are and how many there are.
func TargetLook(ctx context.Context, a models.Assignment, members int) (icon, kind, count string) {
	if a.Subjects() == models.DeviceGroup {
		return "laptop", say.T(ctx, "Devices"), say.N(ctx, "%s device", "%s devices", members)
	}
	return "people-team", say.T(ctx, "Users"), say.N(ctx, "%s user", "%s users", members)
}

// intentNote says what an intent does.
func intentNote(ctx context.Context, i models.Intent) string {
	switch i {
	case models.Required:
		return say.T(ctx, "Installed automatically, and reinstalled within %s hours if removed.", say.Hours(ctx, checkin.RecheckRequired))
	case models.Available:
		return say.T(ctx, "People install it from the Company Portal.")
	case models.AvailableWithoutEnrollment:
		return say.T(ctx, "Also for personal devices that are not enrolled.")
	default:
		return say.T(ctx, "Uninstalled from devices that have it.")
	}
}

// rowCount is the number beside an intent's heading.
func rowCount(ctx context.Context, p kit.AssignPart) string {
	if len(p.Rows) == 0 {
		return ""
	}
	return say.Number(ctx, len(p.Rows))
}

func assignColumns(ctx context.Context) []ui.Column {
	return []ui.Column{
		{Label: say.T(ctx, "Group")},
		{Label: say.T(ctx, "Mode"), Width: "col-md"},
		{Label: say.T(ctx, "Members"), Width: "col-md", Number: true, Priority: "2"},
		{Label: say.T(ctx, "Actions"), Hidden: true, Width: "col-sm"},
	}
}

// assignInto makes a form change the assignments in place.
func assignInto(url string) templ.Attributes {
	return templ.Attributes{"hx-post": url, "hx-target": "#assign", "hx-swap": "outerMorph"}
}

// discardForm is the id of the form that discards the changes; empty while there are none.
func discardForm(p AssignmentsProps) string {
	if p.Discard == "" {
		return ""
	}
	return "assign-discard"
}

// addName is what a command is called for those who do not see which intent it stands below.
func addName(ctx context.Context, label string, intent models.Intent) string {
	return label + ", " + kit.IntentHeading(ctx, intent)
}
