package apps

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"appdepot/handlers/admin/kit/list"
	"appdepot/models/store"
	views "appdepot/views/admin/apps"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/say"
)

type column = list.Column[store.AppLine]
type part = list.Part[store.AppLine]

// appColumns are the columns of All apps, in Intune's order.
func appColumns(ctx context.Context, now time.Time) []column {
	return []column{
		{
			Key: "name", Label: say.T(ctx, "Name"), Name: true, Sort: "name",
			Cell: func(a store.AppLine) templ.Component {
				return views.AppName(a.ID, a.Name, a.Publisher, a.DisplayVersion, a.Type, a.LogoID, viewkit.ExpiryOf(ctx, a.Type, a.Values, now))
			},
			Parts: []part{
				{Label: say.T(ctx, "Name"), Text: func(a store.AppLine) string { return a.Name }},
				{Label: say.T(ctx, "Publisher"), Text: func(a store.AppLine) string { return a.Publisher }},
				{Label: say.T(ctx, "Version"), Text: func(a store.AppLine) string { return a.DisplayVersion }},
			},
		},
		{
			Key: "platform", Label: say.T(ctx, "Platform"), Width: "col-lg", Priority: "2", Sort: "platform",
			Cell: func(a store.AppLine) templ.Component { return viewkit.Platform(a.Platform) },
			Text: func(a store.AppLine) string { return viewkit.PlatformName(ctx, a.Platform) },
		},
		{
			Key: "type", Label: say.T(ctx, "Type"), Width: "col-xl", Priority: "3", Sort: "type",
			Cell: func(a store.AppLine) templ.Component { return views.Type(a.Type) },
			Text: func(a store.AppLine) string { return viewkit.TypeName(ctx, a.Type) },
		},
		{
			Key: "assigned", Label: say.T(ctx, "Assigned"), Width: "col-md", Priority: "2",
			Cell: func(a store.AppLine) templ.Component { return views.Assigned(intents(a)) },
			Text: func(a store.AppLine) string { return assignedText(ctx, a) },
		},
		{
			Key: "status", Label: say.T(ctx, "Install status"), Width: "col-control", Priority: "2", Sort: "-failed",
			Cell:  func(a store.AppLine) templ.Component { return views.AppHealth(a.Counts) },
			Under: func(a store.AppLine) templ.Component { return views.AppHealthWord(a.Counts) },
			Parts: []part{
				{Label: say.T(ctx, "Installed"), Text: func(a store.AppLine) string { return strconv.Itoa(a.Installed) }},
				{Label: say.T(ctx, "Failed"), Text: func(a store.AppLine) string { return strconv.Itoa(a.Failed) }},
				{Label: say.T(ctx, "Pending"), Text: func(a store.AppLine) string { return strconv.Itoa(a.Pending) }},
				{Label: say.T(ctx, "Not installed"), Text: func(a store.AppLine) string { return strconv.Itoa(a.NotInstalled) }},
				{Label: say.T(ctx, "Not applicable"), Text: func(a store.AppLine) string { return strconv.Itoa(a.NotApplicable) }},
			},
		},
		list.Moment(now, column{Key: "modified", Label: say.T(ctx, "Modified"), Width: "col-sm", Priority: "4", Sort: "-modified"},
			func(a store.AppLine) time.Time { return a.UpdatedAt }),
		{
			Key: "version", Label: say.T(ctx, "Version"), Width: "col-md", Priority: "5", Optional: true, Truncate: true, NoFile: true,
			Text: func(a store.AppLine) string { return a.DisplayVersion },
		},
		{
			Key: "categories", Label: say.T(ctx, "Categories"), Width: "col-xl", Priority: "5", Optional: true,
			Text: func(a store.AppLine) string { return strings.Join(a.Categories, ", ") },
		},
		{
			Key: "featured", Label: say.T(ctx, "Featured"), Width: "col-sm", Priority: "5", Optional: true,
			Text: func(a store.AppLine) string { return list.YesNoText(ctx, a.Featured) },
		},
		list.Moment(now, column{Key: "created", Label: say.T(ctx, "Created"), Width: "col-md", Priority: "5", Optional: true, Sort: "-created"},
			func(a store.AppLine) time.Time { return a.CreatedAt }),
	}
}

func intents(a store.AppLine) []views.Intent {
	var list []views.Intent
	for _, to := range a.Assigned {
		list = append(list, views.Intent{Intent: to.Intent, Groups: to.Targets})
	}
	return list
}

// assignedText is what an app is assigned as, and to how many groups each.
func assignedText(ctx context.Context, a store.AppLine) string {
	var parts []string
	for _, to := range a.Assigned {
		parts = append(parts, viewkit.IntentName(ctx, to.Intent)+" "+strconv.Itoa(to.Targets))
	}
	return strings.Join(parts, ", ")
}
