package kit

import (
	"context"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// PlatformName is a platform in the reader's language.
func PlatformName(ctx context.Context, p models.Platform) string {
	if p == models.AllPlatforms {
		return say.T(ctx, "All platforms")
	}
	return p.Name()
}

// TypeName is an app type in the reader's language.
func TypeName(ctx context.Context, id string) string {
	if d, ok := apptype.Get(id); ok {
		return say.Text(ctx, models.Text{Source: d.Name})
	}
	return id
}

// stateStyles are color and icon of install states; the icon is the color's own when empty.
var stateStyles = map[models.State]struct {
	kind ui.Kind
	icon string
}{

	models.StateInstalled:        {ui.OK, ""},
	models.StateFailed:           {ui.Bad, ""},
	models.StateUninstallFailed:  {ui.Bad, ""},
	models.StatePendingInstall:   {ui.Info, ""},
	models.StatePendingUninstall: {ui.Info, ""},
	models.StateNotInstalled:     {ui.Mute, "circle-16"},
	models.StateNotApplicable:    {ui.Mute, "subtract-circle-16"},
	models.StateUnknown:          {ui.Mute, "question-circle-16"},
}

// StateName is an install state in the reader's language.
func StateName(ctx context.Context, s models.State) string {
	switch s {
	case models.StateInstalled:
		return say.T(ctx, "Installed")
	case models.StateFailed:
		return say.T(ctx, "Failed")
	case models.StateUninstallFailed:
		return say.T(ctx, "Uninstall failed")
	case models.StatePendingInstall:
		return say.T(ctx, "Install pending")
	case models.StatePendingUninstall:
		return say.T(ctx, "Uninstall pending")
	case models.StateNotInstalled:
		return say.T(ctx, "Not installed")
	case models.StateNotApplicable:
		return say.T(ctx, "Not applicable")
	default:
		return say.T(ctx, "Unknown")
	}
}

// StateDetail is a reason in a few words beside its state; empty where it would only say the state once more.
func StateDetail(ctx context.Context, s models.State, r models.Reason) string {
	if detail := say.Short(ctx, r); detail != StateName(ctx, s) {
		return detail
	}
	return ""
}

// IntentName is the short name of an intent, for a column.
func IntentName(ctx context.Context, i models.Intent) string {
	switch i {
	case models.Required:
		return say.C(ctx, "intent", "Required")
	case models.Uninstall:
		return say.C(ctx, "intent", "Uninstall")
	default:
		return say.C(ctx, "intent", "Available")
	}
}
