package audit

import (
	"context"
	"time"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

func auditColumns(ctx context.Context) []ui.Column {
	return []ui.Column{
		{Label: say.T(ctx, "Details"), Hidden: true, Width: "col-act"},
		{Label: say.T(ctx, "Date"), Width: "col-lg", Sort: "descending"},
		{Label: say.T(ctx, "Initiated by"), Width: "col-lg", Priority: "2"},
		{Label: say.T(ctx, "Activity")},
		{Label: say.T(ctx, "Target"), Priority: "2"},
		{Label: say.T(ctx, "Category"), Width: "col-md", Priority: "3"},
	}
}

// auditTime is a moment to the second; the year and the time zone are told by the full value.
func auditTime(ctx context.Context, at time.Time) string {
	at = at.In(say.Zone(ctx))
	return say.Day(ctx, at, at) + " " + at.Format("15:04:05")
}

// AuditTarget names what a line is about, and leads there when it has a page and was not deleted by that very line.
func AuditTarget(ctx context.Context, e models.Event) ui.Link {
	l := ui.Link{Label: e.ObjectName}
	if name, ok := activity.ObjectOf(e.ObjectKind).Names[e.ObjectName]; ok {
		l.Label = say.Text(ctx, name)
	}
	if e.ObjectID != "" && !activity.Of(e.Action).Removes {
		l.URL = link.Object(e.ObjectKind, string(e.ObjectID))
	}
	return l
}
