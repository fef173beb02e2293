package field

import (
	"maps"
	"slices"
	"strings"
)

// Form is what was typed, valid or not, by field key. A missing answer and an empty one mean the same.
type Form map[string][]string

// Get is the first answer to a question, "" when there is none.
func (f Form) Get(key string) string {
	if len(f[key]) == 0 {
		return ""
	}
	return f[key][0]
}

// Set answers a question with one value; "" takes the answer away.
func (f Form) Set(key, value string) {
	if value == "" {
		delete(f, key)
		return
	}
	f[key] = []string{value}
}

func (f Form) clone() Form {
	c := make(Form, len(f))
	for key, answers := range f {
		c[key] = slices.Clone(answers)
	}
	return c
}

// Asked lists the fields whose condition holds, in order.
func Asked(fields []Field, form Form) []Field {
	return AskedIn(fields, WithDefaults(fields, form))
}

// AskedIn is Asked for a form that has all defaults.
func AskedIn(fields []Field, full Form) []Field {
	var asked []Field
	for _, f := range fields {
		if f.asked(full) {
			asked = append(asked, f.resolved(full))
		}
	}
	return asked
}

// WithDefaults cleans the form's answers and answers what nobody did. It is what conditions are asked of and what a page shows.
func WithDefaults(fields []Field, form Form) Form {
	full := maps.Clone(form)
	if full == nil {
		full = Form{}
	}
	addDefaults(fields, full, "")
	maps.DeleteFunc(full, func(_ string, answers []string) bool { return len(answers) == 0 })
	return full
}

// addDefaults does what WithDefaults does, in the form itself, whose answers have keys with this prefix. The lists of answers are
// never written to: other forms share them.
func addDefaults(fields []Field, full Form, prefix string) {
	for _, f := range fields {
		f.Key = prefix + f.Key
		if f.Control == Table {
			f.withDefaultRows(full)
			continue
		}
		answers := cleaned(f, full[f.Key])
		if len(answers) == 0 && f.Default != "" {
			answers = strings.Split(f.Default, ",")
		}
		if len(answers) == 0 {
			delete(full, f.Key)
			continue
		}
		full[f.Key] = answers
	}
}

// cleaned are the answers as they are meant, without empty ones.
func cleaned(f Field, answers []string) []string {
	if !slices.ContainsFunc(answers, func(a string) bool { return a == "" || a != clean(f, a) }) {
		return answers
	}
	var kept []string
	for _, a := range answers {
		if a = clean(f, a); a != "" {
			kept = append(kept, a)
		}
	}
	return kept
}

// Merge merges what somebody posted for some fields into the answers kept so far. Locked fields and those that were not
// asked keep their answers, and so does a secret that comes back empty; anything else in the post is ignored.
func Merge(fields []Field, kept, posted Form) Form {
	taken, known := kept.clone(), WithDefaults(fields, kept)
	for _, f := range fields {
		if f.IsLocked(known) || f.Secret && posted.Get(f.Key) == "" {
			continue
		}
		if f.Control == Table {
			f.mergeRows(taken, posted)
			continue
		}
		answers, sent := posted[f.Key]
		if !sent && !f.asked(known) {
			continue
		}
		taken[f.Key] = storable(answers)
	}
	maps.DeleteFunc(taken, func(_ string, answers []string) bool { return len(answers) == 0 })
	return applyOnChange(fields, known, taken, posted)
}

// applyOnChange lets answers that are others now turn the rest, unless they lead to questions that were answered with them in another
// way.
func applyOnChange(fields []Field, known, taken, posted Form) Form {
	for _, f := range fields {
		now := WithDefaults(fields, taken)
		if f.OnChange == nil || slices.Equal(known[f.Key], now[f.Key]) {
			continue
		}
		next := f.OnChange(taken.clone())
		if !slices.ContainsFunc(fields, func(led Field) bool {
			_, sent := posted[led.Key]
			return sent && led.asked(now) && !led.asked(known) && !slices.Equal(taken[led.Key], next[led.Key])
		}) {
			taken = next
		}
	}
	return taken
}

// storable keeps of answers what every database takes: UTF-8 without zero bytes.
func storable(answers []string) []string {
	kept := slices.Clone(answers)
	for i, a := range kept {
		kept[i] = strings.ReplaceAll(strings.ToValidUTF8(a, ""), "\x00", "")
	}
	return kept
}
