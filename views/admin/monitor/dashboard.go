package monitor

import (
	"cmp"
	"context"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// failureSentence says the chart in words; it has a bar for each day.
func failureSentence(ctx context.Context, bars []ui.Bar) string {
	sum := 0
	for _, b := range bars {
		sum += b.Count
	}
	return say.N(ctx, "%s unresolved install failure in the last %s days.", "%s unresolved install failures in the last %s days.",
		sum, say.Number(ctx, len(bars)))
}

// NewRecentChange puts a line of the audit log about an app or a category into words.
func NewRecentChange(ctx context.Context, e models.Event) RecentChange {
	done := activity.Of(e.Action)
	r := RecentChange{Who: e.ActorName, What: say.C(ctx, "after a name", cmp.Or(done.Done, "changed")), Name: e.ObjectName, At: e.At}
	switch {
	case done.Removes:
	case e.ObjectKind == "app":
		r.URL = link.App(string(e.ObjectID))
	default:
		r.URL = link.Category(string(e.ObjectID))
	}
	return r
}
