package apps

import (
	"context"

	"appdepot/models"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// Intent is how an app is assigned, to how many groups.
type Intent struct {
	Intent models.Intent
	Groups int
}

// FullIntentName is an intent as a heading.
func FullIntentName(ctx context.Context, i models.Intent) string {
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

// CountParts are the shares of a meter: what is well, what moves, what failed, what is not there. Devices that the app is
// not for are none of it.
func CountParts(c models.Counts) []ui.Part {
	return []ui.Part{
		{Kind: ui.OK, Count: c.Installed}, {Kind: ui.Info, Count: c.Pending}, {Kind: ui.Bad, Count: c.Failed},
		{Kind: ui.Mute, Count: c.NotInstalled + c.Unknown},
	}
}

// Health is the color and the words of an app's install status.
func Health(ctx context.Context, c models.Counts) (ui.Kind, string) {
	switch {
	case c.Failed > 0:
		return ui.Bad, say.N(ctx, "%s failed", "%s failed", c.Failed)
	case c.Pending > 0:
		return ui.Info, say.N(ctx, "%s pending", "%s pending", c.Pending)
	case c.NotInstalled+c.Unknown > 0:
		return ui.Mute, say.N(ctx, "%s not installed", "%s not installed", c.NotInstalled+c.Unknown)
	default:
		return ui.OK, say.T(ctx, "All installed")
	}
}

// HealthSentence says a meter in words.
func HealthSentence(ctx context.Context, c models.Counts) string {
	return say.T(ctx, "%s of %s installed", say.Number(ctx, c.Installed), say.Number(ctx, c.Total()-c.NotApplicable))
}
