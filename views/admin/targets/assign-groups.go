package targets

import (
	"context"

	"appdepot/models"
	"appdepot/views/admin/kit"
	"appdepot/views/say"
	"appdepot/views/ui"
)

func (p AssignGroupsProps) sub(ctx context.Context) string {
	return say.T(ctx, "Add to %s, %s", kit.IntentHeading(ctx, p.Intent), p.Subject)
}

func (p AssignGroupsProps) mode() string {
	if p.Excluded {
		return string(models.Exclude)
	}
	return string(models.Include)
}

func modeOptions(ctx context.Context) []ui.Option {
	return []ui.Option{
		{Value: string(models.Include), Label: say.T(ctx, "Include")},
		{Value: string(models.Exclude), Label: say.T(ctx, "Exclude")},
	}
}
