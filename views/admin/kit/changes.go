package kit

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/views/form"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// Changes puts old and new values of a line of the audit log into words. Of what is about an app, kind is the app's type; it is
// empty where that is not known.
func Changes(ctx context.Context, e models.Event, kind string) []ui.Change {
	object := activity.ObjectOf(e.ObjectKind)
	var list []ui.Change
	for _, c := range e.Changes {
		change := ui.Change{Name: c.Field, Old: c.Old, New: c.New}
		if q, ok := question(kind, c.Field); ok && object.HasType {
			change = ui.Change{Name: RegistryText(ctx, q.Label), Old: form.Answer(ctx, q, c.Old), New: form.Answer(ctx, q, c.New)}
		} else if f, ok := object.Field(c.Field); ok {
			change = ui.Change{Name: say.Text(ctx, f.Label), Old: recorded(ctx, f, c.Old), New: recorded(ctx, f, c.New)}
		}
		list = append(list, change)
	}
	return list
}

// question is what an app type asks under this key; without a type it is that of the first type which does.
func question(kind, key string) (field.Field, bool) {
	types := apptype.All()
	if d, ok := apptype.Get(kind); ok {
		types = []*apptype.Definition{d}
	}
	for _, d := range types {
		if q, ok := field.ByKey(d.Fields(), key); ok {
			return q, true
		}
	}
	return field.Field{}, false
}

// RecordedWays are how the values of a recorded field are put into words, by what they are.
var RecordedWays = map[activity.Values]func(ctx context.Context, f activity.Field, value string) string{
	activity.Plain:   optionText,
	activity.List:    listText,
	activity.Moment:  momentText,
	activity.AppType: func(ctx context.Context, _ activity.Field, value string) string { return TypeName(ctx, value) },
	activity.Reason:  reasonText,
}

// recorded is a value of the audit log as people read it.
func recorded(ctx context.Context, f activity.Field, value string) string {
	if value == "" {
		return ""
	}
	return RecordedWays[f.Values](ctx, f, value)
}

func optionText(ctx context.Context, f activity.Field, value string) string {
	if i := slices.IndexFunc(f.Options, func(o field.Option) bool { return o.Value == value }); i >= 0 {
		return say.Text(ctx, f.Options[i].Label)
	}
	return value
}

func listText(ctx context.Context, f activity.Field, value string) string {
	parts := strings.Split(value, ", ")
	for i, part := range parts {
		parts[i] = optionText(ctx, f, part)
	}
	return strings.Join(parts, ", ")
}

func momentText(ctx context.Context, _ activity.Field, value string) string {
	at, err := time.Parse(time.RFC3339, value)
	if err != nil {
		return value
	}
	return say.Moment(ctx, at)
}

func reasonText(ctx context.Context, _ activity.Field, value string) string {
	var why models.Reason
	if json.Unmarshal([]byte(value), &why) != nil {
		return value
	}
	return say.Reason(ctx, why)
}
