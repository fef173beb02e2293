package admin

import (
	"context"
	"slices"
	"strconv"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// propertiesURL is where one section of an app's properties is changed.
func propertiesURL(app models.ID, section string) string {
	return link.AppProperties(string(app), section)
}

// sectionLines are the answers of a section; the categories and the logo belong to the app information.
func sectionLines(ctx context.Context, p AppPropertiesProps, s PropertySection) []ui.Prop {
	lines := form.Answers(ctx, s.Fields, form.State{Form: s.Form})
	for i, l := range lines {
		if f := fieldOf(ctx, s, l.Name); f.Control == field.Link && l.Value != "" {
			lines[i].Show = links([]ui.Link{{Label: l.Value, URL: l.Value}})
		}
	}
	if s.Key != apptype.Information {
		return lines
	}
	return append(lines,
		ui.Prop{Name: say.T(ctx, "Category"), Show: links(p.Categories)},
		ui.Prop{Name: say.T(ctx, "Logo"), Show: logoLine(p)})
}

// fieldOf finds the field whose label heads a line.
func fieldOf(ctx context.Context, s PropertySection, label string) field.Field {
	i := slices.IndexFunc(s.Fields, func(f field.Field) bool { return textOf(ctx, f.Label) == label })
	if i < 0 {
		return field.Field{}
	}
	return s.Fields[i]
}

// named reports whether a section asks for the app's name.
func named(s field.Section) bool { return s.Key == apptype.Information }

// textOf translates a text of the registry.
func textOf(ctx context.Context, source string) string {
	return say.Text(ctx, models.Text{Source: source})
}

func onlyIf(is bool, url string) string {
	if is {
		return url
	}
	return ""
}

func versionOf(a models.App) string { return strconv.Itoa(a.Version) }

// FullIntentName is an intent as a heading.
func FullIntentName(ctx context.Context, i models.Intent) string {
	switch i {
	case models.Required:
		return say.C(ctx, "intent", "Required")
	case models.Available:
		return say.T(ctx, "Available for enrolled devices")
	case models.AvailableWithoutEnrollment:
		return say.T(ctx, "Available with or without enrollment")
	default:
		return say.C(ctx, "intent", "Uninstall")
	}
}

func assignedColumns(ctx context.Context) []ui.Column {
	return []ui.Column{
		{Label: say.T(ctx, "Group")},
		{Label: say.T(ctx, "Mode"), Width: "col-md"},
		{Label: say.T(ctx, "Members"), Width: "col-md", Number: true},
	}
}
