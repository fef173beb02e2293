package audit

import (
	"context"
	"encoding/json"
	"time"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/views/admin/kit"
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

// AuditChanges puts old and new values into words.
func AuditChanges(ctx context.Context, e models.Event) []ui.Change {
	var list []ui.Change
	for _, c := range e.Changes {
		list = append(list, ui.Change{Name: auditField(ctx, e.ObjectKind, c.Field), Old: auditValue(ctx, c.Field, c.Old), New: auditValue(ctx, c.Field, c.New)})
	}
	return list
}

// auditField names what changed.
func auditField(ctx context.Context, kind, key string) string {
	if kind == "app" || kind == "draft" {
		for _, d := range apptype.All() {
			if _, ok := field.ByKey(d.Fields(), key); ok {
				return kit.ChangedField(ctx, d.ID, key)
			}
		}
		return kit.ChangedField(ctx, "", key)
	}
	switch key {
	case "name":
		return say.T(ctx, "Name")
	case "description":
		return say.T(ctx, "Description")
	case "email":
		return say.T(ctx, "Email address")
	case "role":
		return say.T(ctx, "Role")
	case "kind":
		return say.T(ctx, "Member type")
	case "member":
		return say.T(ctx, "Member")
	case "group":
		return say.T(ctx, "Nested group")
	case "platform":
		return say.T(ctx, "Platform")
	case "ownership":
		return say.T(ctx, "Ownership")
	case "primaryUser":
		return say.T(ctx, "Primary user")
	case "expires":
		return say.T(ctx, "Valid until")
	}
	return key
}

// auditValue writes stored words as people read them.
func auditValue(ctx context.Context, key, value string) string {
	switch {
	case value == "":
		return ""
	case key == "expires":
		if at, err := time.Parse(time.RFC3339, value); err == nil {
			return say.Moment(ctx, at)
		}
	case key == "problem":
		return refusalText(ctx, value)
	case key == "role":
		return kit.RoleName(ctx, models.Role(value))
	case key == "kind":
		return kit.KindName(ctx, models.GroupKind(value))
	case key == "platform":
		return kit.PlatformName(ctx, models.Platform(value))
	case key == "ownership":
		return kit.OwnershipName(ctx, models.Ownership(value))
	}
	return value
}

// refusalText is why a file was refused. Earlier versions stored the sentence.
func refusalText(ctx context.Context, stored string) string {
	var why models.Reason
	if json.Unmarshal([]byte(stored), &why) != nil {
		return stored
	}
	return say.Reason(ctx, why)
}

// AuditTarget leads to what a line is about, when it has a page and was not deleted by that very line.
func AuditTarget(e models.Event) ui.Link {
	pages := map[string]func(string) string{
		"app": link.App, "user": link.User, "group": link.Group, "device": link.Device,
	}
	l := ui.Link{Label: e.ObjectName}
	if page := pages[e.ObjectKind]; page != nil && e.ObjectID != "" && !activity.Of(e.Action).Removes {
		l.URL = page(string(e.ObjectID))
	}
	return l
}
