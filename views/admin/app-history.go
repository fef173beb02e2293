package admin

import (
	"context"
	"strings"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// NewAppEvent puts a line of the audit log about an app into words. Fields are those of the app's type.
func NewAppEvent(ctx context.Context, e models.Event, kind string) AppEvent {
	event := AppEvent{Who: e.ActorName, What: say.Text(ctx, activity.Of(e.Action).Words), At: e.At, Address: e.Address}
	for _, c := range e.Changes {
		event.Changes = append(event.Changes, ui.Change{Name: changedField(ctx, kind, c.Field), Old: c.Old, New: c.New})
	}
	return event
}

// changedField is the name of what changed: a question of the app's type, or what every app has besides them.
func changedField(ctx context.Context, kind, key string) string {
	if d, ok := apptype.Get(kind); ok {
		if f, ok := field.ByKey(d.Fields(), key); ok {
			return textOf(ctx, f.Label)
		}
	}
	intent, mode, _ := strings.Cut(key, ".")
	switch {
	case mode == string(models.Include):
		return say.T(ctx, "%s, included", FullIntentName(ctx, models.Intent(intent)))
	case mode == string(models.Exclude):
		return say.T(ctx, "%s, excluded", FullIntentName(ctx, models.Intent(intent)))
	case key == "categories":
		return say.T(ctx, "Category")
	case key == apptype.Dependencies:
		return say.T(ctx, "Dependencies")
	case key == apptype.Dependencies+".automatic":
		return say.T(ctx, "Automatically install")
	case key == apptype.Supersedence:
		return say.T(ctx, "Supersedence")
	case key == apptype.Supersedence+".uninstall":
		return say.T(ctx, "Uninstall previous version")
	case key == "logo":
		return say.T(ctx, "Logo")
	case key == "name":
		return say.T(ctx, "Name")
	}
	return key
}

func historyColumns(ctx context.Context) []ui.Column {
	return []ui.Column{
		{Label: say.T(ctx, "Time"), Width: "col-md"},
		{Label: say.T(ctx, "Done by"), Width: "col-lg", Priority: "2"},
		{Label: say.T(ctx, "What was done")},
		{Label: say.T(ctx, "Address"), Width: "col-md", Priority: "3"},
	}
}
