package add_test

import (
	"fmt"
	"slices"
	"strconv"

	"appdepot/handlers/web/webtest"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/views/form"
	"appdepot/views/say"
)

// answerAll fills in what people answer on a step; the rest is the file's. Answers of other steps decide with it what is asked.
func answerAll(b *webtest.Browser, d *apptype.Definition, step field.Step, example field.Form) {
	full := field.WithDefaults(d.Fields(), example)
	for _, f := range field.Asked(d.Fields(), example) {
		if s := sectionOf(step, f.Key); s == "" || s == apptype.PackageSection || f.IsLocked(full) {
			continue
		}
		answer(b, f, form.ID(f.Key), full)
	}
}

// sectionOf is the key of the section of a step that asks a field, "" when none does.
func sectionOf(step field.Step, key string) string {
	for _, s := range step.Sections {
		if slices.ContainsFunc(s.Fields, func(f field.Field) bool { return f.Key == key }) {
			return s.Key
		}
	}
	return ""
}

// answer fills in a field as its control asks; id is the one of its control on the page. Where other questions depend on the
// answer, they are shown after it.
func answer(b *webtest.Browser, f field.Field, id string, full field.Form) {
	if f.Control == field.Table {
		answerRows(b, f, full)
		return
	}
	if len(full[f.Key]) == 0 {
		return
	}
	for _, a := range full[f.Key] {
		switch f.Control {
		case field.Flag:
			b.Within(buttons(f), func() { b.Choose(map[string]string{"true": "Yes", "false": "No"}[a]) })
		case field.Choice, field.Choices:
			for _, o := range f.Options {
				if o.Value == a {
					pick(b, f, id, o.Label.String())
				}
			}
		default:
			b.Fill(f.Label, a)
		}
	}
	if f.HasDependents {
		b.Within(around(id), func() { b.Press("Update form") })
	}
}

// around selects the field around a control or a group of them.
func around(id string) string {
	return fmt.Sprintf(`.field[aria-labelledby="%s-label"], .field:not([role=group]):has(#%s)`, id, id)
}

// answerRows makes a table have the rows of the form.
func answerRows(b *webtest.Browser, f field.Field, full field.Form) {
	want, _ := f.RowCount(full)
	for range 100 { // more than any example has, so that a page that does not follow fails where answers are missing
		there, _ := strconv.Atoi(b.Doc().Find(`input[type=hidden][name="`+f.Key+`"]`).AttrOr("value", "0"))
		if there == want {
			break
		}
		if there < want {
			b.Press(f.Rows.AddLabel)
		} else {
			b.Press(fmt.Sprintf("Remove %s %d", say.Inside(f.Rows.Name), there))
		}
	}
	for i := range want {
		row := f.Row(full, i)
		for _, q := range field.Asked(f.Rows.Fields, row) {
			b.Within(fmt.Sprintf(`[role=group][aria-label="%s %d"]`, f.Rows.Name, i+1), func() {
				answer(b, q, form.ID(field.RowKey(f.Key, i, q.Key)), field.WithDefaults(f.Rows.Fields, row))
			})
		}
	}
}

// pick chooses an option, from a list or from buttons side by side.
func pick(b *webtest.Browser, f field.Field, id, option string) {
	switch {
	case f.Control == field.Choices:
		b.WithinGroup(f.Label, func() { b.Check(option) })
	case b.Doc().Find("select#"+id).Length() > 0:
		b.Select(f.Label, option)
	default:
		b.Within(buttons(f), func() { b.Choose(option) })
	}
}

// buttons are the radio buttons that answer a field side by side.
func buttons(f field.Field) string { return `[role=radiogroup][aria-label="` + f.Label + `"]` }
