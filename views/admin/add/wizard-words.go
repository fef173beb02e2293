package add

import (
	"context"
	"slices"
	"strings"

	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/views/admin/kit"
	"appdepot/views/form"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// fileFacts are what a file said: the answers of its section, then facts that no question asks for, each with the place in
// the file it came from.
func fileFacts(ctx context.Context, p PackageProps) []ui.Prop {
	state := p.State.Complete(p.Section.Fields)
	var props []ui.Prop
	for _, f := range state.Shown(p.Section.Fields) {
		value := form.Answer(ctx, f, strings.Join(state.Form[f.Key], ","))
		props = append(props, ui.Prop{Name: kit.SourceText(ctx, f.Label), Show: kit.ValueWithSource(value, kit.FactSource(ctx, p.State.Filled[f.Key]))})
	}
	names := kit.FactNames(ctx)
	for _, v := range p.Facts {
		asked := slices.ContainsFunc(p.Section.Fields, func(f field.Field) bool { return f.Fill == v.Fact })
		if slices.Contains(kit.ExtraFacts, v.Fact) && !asked {
			props = append(props, ui.Prop{Name: names[v.Fact], Show: kit.ValueWithSource(kit.FactText(ctx, v), kit.FactSource(ctx, v))})
		}
	}
	return props
}

// waitsForFile reports whether there is nothing to ask before a file has come.
func (p WizardStepProps) waitsForFile() bool {
	return p.Package != nil && p.Package.File == nil && !slices.ContainsFunc(p.Sections, func(s field.Section) bool {
		return len(p.State.Complete(s.Fields).Shown(s.Fields)) > 0
	})
}

// fieldErrors lists everything that is wrong on a step, in page order: the file, the answers, the picture.
func (p WizardStepProps) fieldErrors(ctx context.Context) []ui.FieldError {
	var list []ui.FieldError
	if e, wrong := p.State.Errors[apptype.PackageSection]; wrong && p.Package != nil {
		list = append(list, ui.FieldError{ID: "package", Text: say.Text(ctx, e)})
	} else if wrong && p.Lookup != nil {
		list = append(list, ui.FieldError{ID: "lookup-search", Text: say.Text(ctx, e)})
	}
	for _, s := range p.Sections {
		list = append(list, form.FieldErrors(ctx, s.Fields, p.State)...)
	}
	if p.Logo.Mistake != "" {
		list = append(list, ui.FieldError{ID: "logo", Text: p.Logo.Mistake})
	}
	return list
}
