package admin

import (
	"context"
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/views/form"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// source translates a label that stands in a definition.
func source(ctx context.Context, text string) string {
	if text == "" {
		return ""
	}
	return say.Text(ctx, models.Text{Source: text})
}

// LogoHint says what a picture for an app of this type should be, "" for nothing beyond what holds for all.
func LogoHint(ctx context.Context, kind string) string {
	if d, ok := apptype.Get(kind); ok {
		return source(ctx, d.Logo)
	}
	return ""
}

// IntentHint says what an intent means for an app of this type, "" for nothing beyond what it means for all.
func IntentHint(ctx context.Context, kind string, intent models.Intent) string {
	if d, ok := apptype.Get(kind); ok {
		return source(ctx, d.Notes[intent])
	}
	return ""
}

// fileFacts are what a file said: the answers of its section, then facts that no question asks for, each with the place in
// the file it came from.
func fileFacts(ctx context.Context, p PackageProps) []ui.Prop {
	state := p.State.Complete(p.Section.Fields)
	var props []ui.Prop
	for _, f := range state.Shown(p.Section.Fields) {
		value := form.Answer(ctx, f, strings.Join(state.Form[f.Key], ","))
		props = append(props, ui.Prop{Name: source(ctx, f.Label), Show: fact(value, place(ctx, p.State.Filled[f.Key]))})
	}
	names := factNames(ctx)
	for _, v := range p.Facts {
		asked := slices.ContainsFunc(p.Section.Fields, func(f field.Field) bool { return f.Fill == v.Fact })
		if slices.Contains(extraFacts, v.Fact) && !asked {
			props = append(props, ui.Prop{Name: names[v.Fact], Show: fact(plain(ctx, v), place(ctx, v))})
		}
	}
	return props
}

// signed says who signed a package, with the certificate and what it is worth. A certificate that signed in several schemes
// is told once.
func signed(ctx context.Context, signers []models.Signer) []ui.Prop {
	if len(signers) == 0 {
		return []ui.Prop{{Name: say.T(ctx, "Signed by"), Value: say.T(ctx, "Nobody")}}
	}
	var told []models.Signer
	for _, s := range signers {
		same := func(t models.Signer) bool {
			return t.SHA256 == s.SHA256 && t.Verified == s.Verified && t.Note.String() == s.Note.String()
		}
		if i := slices.IndexFunc(told, same); i >= 0 {
			told[i].Scheme += ", " + s.Scheme
		} else {
			told = append(told, s)
		}
	}
	var props []ui.Prop
	for _, s := range told {
		props = append(props, ui.Prop{Name: say.T(ctx, "Signed by"), Show: signer(s)})
	}
	return props
}

// waits reports whether there is nothing to ask before a file has come.
func (p WizardStepProps) waits() bool {
	return p.Package != nil && p.Package.File == nil && !slices.ContainsFunc(p.Sections, func(s field.Section) bool {
		return len(p.State.Complete(s.Fields).Shown(s.Fields)) > 0
	})
}

// mistakes lists everything that is wrong on a step, in page order: the file, the answers, the picture.
func (p WizardStepProps) mistakes(ctx context.Context) []ui.Mistake {
	var list []ui.Mistake
	if e, wrong := p.State.Errors[apptype.PackageSection]; wrong && p.Package != nil {
		list = append(list, ui.Mistake{ID: "package", Text: say.Text(ctx, e)})
	} else if wrong && p.Lookup != nil {
		list = append(list, ui.Mistake{ID: "lookup-search", Text: say.Text(ctx, e)})
	}
	for _, s := range p.Sections {
		list = append(list, form.Mistakes(ctx, s.Fields, p.State)...)
	}
	if p.Logo.Mistake != "" {
		list = append(list, ui.Mistake{ID: "logo", Text: p.Logo.Mistake})
	}
	return list
}
