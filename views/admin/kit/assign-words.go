package kit

import (
	"context"

	"github.com/a-h/templ"

	"appdepot/models"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// IntentHeading is the full name of an intent, as a heading.
func IntentHeading(ctx context.Context, i models.Intent) string {
	switch i {
	case models.Required:
		return say.C(ctx, "intent", "Required")
	case models.Available:
		return say.T(ctx, "Available for enrolled devices")
	case models.AvailableWithoutEnrollment:
		return say.T(ctx, "Available with or without enrollment")
	default:
		return say.C(ctx, "intent", "Uninstall")
	}
}

// intentNote says what an intent does.
func intentNote(ctx context.Context, i models.Intent) string {
	switch i {
	case models.Required:
		return say.T(ctx, "Installed automatically; comes back within 24 hours if removed.")
	case models.Available:
		return say.T(ctx, "People install it themselves from the Company Portal.")
	case models.AvailableWithoutEnrollment:
		return say.T(ctx, "Also for personal devices that are not enrolled.")
	default:
		return say.T(ctx, "Removed from devices where it is present.")
	}
}

func (p AssignPart) count(ctx context.Context) string {
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
		{Label: say.T(ctx, "Commands"), Hidden: true, Width: "col-sm"},
	}
}

// assignInto makes a form change the assignments in place.
func assignInto(url string) templ.Attributes {
	return templ.Attributes{"hx-post": url, "hx-target": "#assign", "hx-swap": "outerMorph"}
}
