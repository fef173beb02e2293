package apps

import (
	"context"
	"slices"
	"strconv"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/views/admin/kit"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// propertiesURL is where one section of an app's properties is changed.
func propertiesURL(app models.ID, section string) string {
	return link.AppProperties(string(app), section)
}

// sectionProps are the answers of a section; the categories and the logo belong to the app information.
func sectionProps(ctx context.Context, p AppPropertiesProps, s PropertySection) []ui.Prop {
	lines := form.Answers(ctx, s.Fields, form.State{Form: s.Form})
	for i, l := range lines {
		if f := fieldOf(ctx, s, l.Name); f.Control == field.Link && l.Value != "" {
			lines[i].Show = Links([]ui.Link{{Label: l.Value, URL: l.Value}})
		}
	}
	if s.Key != apptype.Information {
		return lines
	}
	return append(lines,
		ui.Prop{Name: say.T(ctx, "Category"), Show: Links(p.Categories)},
		ui.Prop{Name: say.T(ctx, "Logo"), Show: logoLine(p)})
}

// fieldOf finds the field whose label heads a line.
func fieldOf(ctx context.Context, s PropertySection, label string) field.Field {
	i := slices.IndexFunc(s.Fields, func(f field.Field) bool { return kit.RegistryText(ctx, f.Label) == label })
	if i < 0 {
		return field.Field{}
	}
	return s.Fields[i]
}

// asksForName reports whether a section asks for the app's name.
func asksForName(s field.Section) bool { return s.Key == apptype.Information }

func versionOf(a models.App) string { return strconv.Itoa(a.Version) }

func assignedColumns(ctx context.Context) []ui.Column {
	return []ui.Column{
		{Label: say.T(ctx, "Group")},
		{Label: say.T(ctx, "Mode"), Width: "col-md"},
		{Label: say.T(ctx, "Members"), Width: "col-md", Number: true, Priority: "2"},
	}
}

// editSection is the command that changes a section of the properties, and the title of its page.
func editSection(ctx context.Context, title string) string {
	return say.Phrase(say.T(ctx, "Edit %s", say.Inside(kit.RegistryText(ctx, title))))
}
