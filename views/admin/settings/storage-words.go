package settings

import (
	"context"

	"appdepot/models"
	"appdepot/views/say"
	"appdepot/views/ui"
)

func planName(ctx context.Context, plan models.Plan) string {
	if plan == models.PlanTrial {
		return say.T(ctx, "Trial plan")
	}
	return say.T(ctx, "Full plan")
}

// planLimits says what each plan allows.
func planLimits(ctx context.Context) string {
	return say.T(ctx, "Trial plan: %s of packages and %s apps. Full plan: unlimited packages and %s apps.",
		say.Size(ctx, models.PlanTrial.Bytes()), say.Number(ctx, models.PlanTrial.Apps()), say.Number(ctx, models.PlanFull.Apps()))
}

// usedKind is the color of what is used: the last tenth is a warning.
func usedKind(s models.Storage) ui.Kind {
	switch {
	case s.Left <= 0:
		return ui.Bad
	case s.Left < s.Limit/10:
		return ui.Warn
	}
	return "accent"
}

// freed says what removing something frees.
func freed(ctx context.Context, bytes int64) string {
	if bytes == 0 {
		return say.T(ctx, "Nothing, file is used elsewhere")
	}
	return say.Size(ctx, bytes)
}
