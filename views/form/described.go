package form

import (
	"slices"

	"github.com/a-h/templ"

	"appdepot/models/field"
)

// explained reports whether the options of a choice say what they mean.
func explained(f field.Field) bool {
	return f.Control == field.Choice && slices.ContainsFunc(f.Options, func(o field.Option) bool { return !o.Means.Empty() })
}

func explainedBy(o field.Option, id string) templ.Attributes {
	if o.Means.Empty() {
		return nil
	}
	return templ.Attributes{"aria-describedby": id}
}

// inRow is a question of a row that is a line, where there is no room for what its options mean.
func inRow(f field.Field) field.Field {
	if !explained(f) {
		return f
	}
	f.Options = slices.Clone(f.Options)
	for i := range f.Options {
		f.Options[i].Means.Source = ""
	}
	return f
}

// meaningsID is the id of what explains the options of a question that the rows of a table ask.
func meaningsID(table, key string) string { return ID(table + "." + key + ".means") }

// explaining is the state of a question in a row that is a line: what its options mean stands below all rows.
func (s State) explaining(table, q field.Field, locked bool) State {
	if explained(q) && !locked {
		s.means = meaningsID(table.Key, q.Key)
	}
	return s
}
