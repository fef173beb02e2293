package apps

import (
	"context"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/views/admin/kit"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// NewAppEvent puts a line of the audit log about an app into words. Fields are those of the app's type.
func NewAppEvent(ctx context.Context, e models.Event, kind string) AppEvent {
	return AppEvent{
		Who: e.ActorName, What: say.Text(ctx, activity.Of(e.Action).Words), At: e.At, Address: e.Address, Changes: kit.Changes(ctx, e, kind),
	}
}

func historyColumns(ctx context.Context) []ui.Column {
	return []ui.Column{
		{Label: say.T(ctx, "Time"), Width: "col-md"},
		{Label: say.T(ctx, "Initiated by"), Width: "col-lg", Priority: "2"},
		{Label: say.T(ctx, "Activity")},
		{Label: say.T(ctx, "IP address"), Width: "col-md", Priority: "3"},
	}
}
