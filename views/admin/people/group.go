package people

import (
	"context"

	"appdepot/models"
	"appdepot/views/say"
	"appdepot/views/ui"
)

func groupFacts(ctx context.Context, p GroupProps) []string {
	kind := say.T(ctx, "User group")
	if p.Group.Kind == models.DeviceGroup {
		kind = say.T(ctx, "Device group")
	}
	return []string{kind, memberCount(ctx, p.Total)}
}

func memberCount(ctx context.Context, n int) string { return say.N(ctx, "%s member", "%s members", n) }

func memberColumns(ctx context.Context) []ui.Column {
	return []ui.Column{
		{Label: say.T(ctx, "Name")},
		{Label: say.T(ctx, "Membership"), Width: "col-xl", Priority: "2"},
		{Label: say.T(ctx, "Actions"), Hidden: true, Width: "col-md"},
	}
}
