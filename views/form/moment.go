package form

import (
	"context"
	"maps"

	"github.com/a-h/templ"

	"appdepot/models/field"
	"appdepot/views/say"
)

// momentValue is an answer as a browser's picker has it, or what was typed when that is no moment.
func momentValue(ctx context.Context, answer string) string {
	at, read := field.Moment(answer)
	switch {
	case !read:
		return answer
	case at.Second() != 0:
		return at.In(say.Zone(ctx)).Format(field.MomentLayout + ":05")
	}
	return at.In(say.Zone(ctx)).Format(field.MomentLayout)
}

// stepOf lets a picker show seconds where there are some.
func stepOf(answer string) templ.Attributes {
	if at, read := field.Moment(answer); read && at.Second() != 0 {
		return templ.Attributes{"step": "1"}
	}
	return nil
}

// Readable is a form whose moments are as people read them, for sentences that are made of its answers.
func Readable(ctx context.Context, fields []field.Field, form field.Form) field.Form {
	said := maps.Clone(form)
	for _, f := range field.Asked(fields, form) {
		switch f.Control {
		case field.DateTime:
			said.Set(f.Key, Answer(ctx, f, form.Get(f.Key)))
		case field.Table:
			n, _ := f.RowCount(form)
			for i := range n {
				for key, answers := range Readable(ctx, f.Rows.Fields, f.Row(form, i)) {
					said[field.RowKey(f.Key, i, key)] = answers
				}
			}
		}
	}
	return said
}
