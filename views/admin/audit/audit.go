package audit

import (
	"context"
	"time"

	"appdepot/views/say"
	"appdepot/views/ui"
)

func auditColumns(ctx context.Context) []ui.Column {
	return []ui.Column{
		{Label: say.T(ctx, "Details"), Hidden: true, Width: "col-act"},
		{Label: say.T(ctx, "Date"), Width: "col-lg", Sort: "descending"},
		{Label: say.T(ctx, "Initiated by"), Width: "col-xl", Priority: "2"},
		{Label: say.T(ctx, "Activity")},
		{Label: say.T(ctx, "Target"), Priority: "2"},
		{Label: say.T(ctx, "Category"), Width: "col-lg", Priority: "3"},
	}
}

// auditTime is a moment to the second; the year and the time zone are told by the full value.
func auditTime(ctx context.Context, at time.Time) string {
	at = at.In(say.Zone(ctx))
	return say.Day(ctx, at, at) + " " + at.Format("15:04:05")
}
