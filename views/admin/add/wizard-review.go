package add

import (
	"context"

	"appdepot/models/apptype"
	"appdepot/views/form"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// answers are the lines of one reviewed step: the file first, then what was answered, then what every app has.
func (p ReviewProps) answers(ctx context.Context, part ReviewPart) []ui.Prop {
	var props []ui.Prop
	for _, s := range part.Sections {
		if s.Key == apptype.PackageSection && p.Package != nil {
			props = append(props, ui.Prop{Name: say.T(ctx, "App package file"), Show: reviewFile(*p.Package)})
		}
		props = append(props, form.Answers(ctx, s.Fields, p.State)...)
	}
	if !part.Common {
		return props
	}
	props = append(props, ui.Prop{Name: say.T(ctx, "Category"), Value: p.Categories})
	logo := ui.Prop{Name: say.T(ctx, "Logo")}
	if p.Logo.URL != "" {
		logo.Show = reviewLogo(p.Logo)
	}
	return append(props, logo)
}

// consequences are what creating the app does to devices, and what it takes.
func (p ReviewProps) consequences(ctx context.Context) []ui.Consequence {
	list := p.Impact
	if p.Package != nil {
		list = append(list, ui.Consequence{Kind: ui.Mute, Icon: "storage", Label: say.T(ctx, "Storage"), Count: say.Size(ctx, p.Package.Size)})
	}
	return list
}

func reviewColumns(ctx context.Context) []ui.Column {
	return []ui.Column{
		{Label: say.T(ctx, "Group")},
		{Label: say.T(ctx, "Mode"), Width: "col-md"},
		{Label: say.T(ctx, "Members"), Width: "col-md", Number: true, Priority: "2"},
	}
}
