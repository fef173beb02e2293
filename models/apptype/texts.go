package apptype

import (
	"slices"

	"appdepot/models/field"
)

// Texts lists every English source text of the registry once, for translation.
func Texts() []string {
	all := []string{sourceContent, sourceFileName, sourceKind}
	for _, g := range generalTypes {
		all = append(all, g.Name, g.Installs, g.Updates)
	}
	for _, d := range registry {
		all = append(all, d.Name, d.General, d.Entry.Heading, d.Entry.Label, d.Entry.Summary, d.Entry.Installs, d.Entry.Needs, d.Logo, d.AccountNote, d.UninstallNote)
		if d.Package != nil {
			all = append(all, d.Package.Help)
		}
		all = append(all, d.InitialAnswers.Get(description))
		for _, s := range d.Supplied {
			all = append(all, s.Form.Get(description))
		}
		for _, note := range d.IntentNotes {
			all = append(all, note)
		}
		if d.ExclusiveWith != nil {
			all = append(all, d.ExclusiveWith.Text)
		}
		for _, step := range d.Steps {
			all = append(all, step.Title)
			for _, s := range step.Sections {
				all = append(append(all, s.Title), textsOf(s.Fields)...)
			}
		}
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(s string) bool { return s == "" || s == "%s" })
}

func textsOf(fields []field.Field) (all []string) {
	for _, f := range fields {
		all = append(all, f.Label, f.Hint, f.Ask)
		for _, o := range f.Options {
			all = append(all, o.Label.Source, o.Means.Source)
		}
		if f.Confirm != nil {
			all = append(all, f.Confirm.Button, f.Confirm.Question)
		}
		if f.Rows != nil {
			all = append(append(all, f.Rows.Name, f.Rows.AddLabel, f.Rows.FirstNote, f.Rows.Separator), textsOf(f.Rows.Fields)...)
		}
		all = append(all, textsOf(f.Variants)...)
	}
	return all
}
