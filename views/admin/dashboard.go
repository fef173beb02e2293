package admin

import (
	"context"

	"appdepot/models"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// failureSentence says the chart in words.
func failureSentence(ctx context.Context, bars []ui.Bar) string {
	sum := 0
	for _, b := range bars {
		sum += b.Count
	}
	return say.N(ctx, "%s installation failed in the last 14 days and has not succeeded since.", "%s installations failed in the last 14 days and have not succeeded since.", sum)
}

// NewRecentChange puts a line of the audit log about an app or a category into words.
func NewRecentChange(ctx context.Context, e models.Event) RecentChange {
	r := RecentChange{Who: e.ActorName, What: happened(ctx, e.Action), Name: e.ObjectName, At: e.At}
	switch {
	case e.Action == "app.delete" || e.Action == "category.delete":
	case e.ObjectKind == "app":
		r.URL = link.App(string(e.ObjectID))
	default:
		r.URL = link.Category(string(e.ObjectID))
	}
	return r
}

// happened is what was done to the thing whose name stands before it.
func happened(ctx context.Context, action string) string {
	switch action {
	case "app.create", "category.create":
		return say.C(ctx, "after a name", "created")
	case "app.delete", "category.delete":
		return say.C(ctx, "after a name", "deleted")
	case "app.assign":
		return say.C(ctx, "after a name", "assigned")
	case "app.version":
		return say.C(ctx, "after a name", "has a new version")
	case "category.pin":
		return say.C(ctx, "after a name", "pinned")
	case "category.unpin":
		return say.C(ctx, "after a name", "unpinned")
	}
	return say.C(ctx, "after a name", "changed")
}
