package field

import (
	"maps"
	"slices"
	"strings"

	"appdepot/models"
)

// Known is what a package, or an app found in a catalog, says about itself.
type Known struct {
	Facts      []models.FactValue
	Components []models.Component
}

// Fact gives the value of one fact, "" when it is not known.
func (k Known) Fact(f models.Fact) string {
	v, _ := k.find(f)
	return v.Value
}

func (k Known) find(f models.Fact) (models.FactValue, bool) {
	i := slices.IndexFunc(k.Facts, func(v models.FactValue) bool { return f != "" && v.Fact == f })
	if i < 0 {
		return models.FactValue{}, false
	}
	return k.Facts[i], true
}

// Fill lets what is known answer: locked fields always, others only when nobody did. It returns the new form, and what FilledFrom
// says of it.
func Fill(fields []Field, form Form, known Known) (Form, map[string]models.FactValue) {
	filled := form.clone()
	var full Form // filled with defaults; replies have them
	locked := func(f Field) bool {
		if f.Locked == nil {
			return false
		}
		if full == nil {
			full = WithDefaults(fields, filled)
		}
		return f.IsLocked(full)
	}
	for _, f := range fields {
		_, answers := f.answerFrom(known)
		// What is locked may depend on an answer that was filled in before.
		if len(answers) == 0 || f.answered(form) && !locked(f) {
			continue
		}
		f.replaceIn(filled, answers)
		if full != nil {
			f.replaceIn(full, answers)
		}
	}
	return filled, FilledFrom(fields, filled, known)
}

// FilledFrom are the facts behind all answers that are just what is known, by field key.
func FilledFrom(fields []Field, form Form, known Known) map[string]models.FactValue {
	from := map[string]models.FactValue{}
	for _, f := range fields {
		if fact, answers := f.answerFrom(known); len(answers) > 0 && f.sameAnswers(form, answers) {
			from[f.Key] = fact
		}
	}
	return from
}

// Unfill takes back the answers that are just what is known and those that only a package gives, before another one fills
// the form.
func Unfill(fields []Field, form Form, known Known) Form {
	kept, full := form.clone(), WithDefaults(fields, form)
	for _, f := range fields {
		_, answers := f.answerFrom(known)
		if f.filled() && (f.IsLocked(full) || f.sameAnswers(form, answers)) {
			f.replaceIn(kept, nil)
		}
	}
	return kept
}

// Refill brings a form in line with other knowledge: answers that were just what was known before are what is known now, and so
// are those that nobody gave or only a package gives.
func Refill(fields []Field, form Form, before, now Known) Form {
	followed, full := form.clone(), WithDefaults(fields, form)
	for _, f := range fields {
		_, was := f.answerFrom(before)
		_, is := f.answerFrom(now)
		if f.sameAnswers(was, is) {
			continue
		}
		if !f.answered(form) || f.sameAnswers(form, was) || f.IsLocked(full) {
			f.replaceIn(followed, is)
		}
	}
	return followed
}

func (f Field) filled() bool { return f.Fill != "" || f.FillBy != nil || f.FillRows != nil }

// fact is the fact that answers, or what follows from all facts as one.
func (f Field) fact(known Known) (models.FactValue, bool) {
	if f.FillBy != nil {
		answer := f.FillBy(known)
		return models.FactValue{Value: answer, Source: "package"}, answer != ""
	}
	return known.find(f.Fill)
}

func (f Field) answered(form Form) bool {
	if f.Control == Table {
		_, said := f.RowCount(form)
		return said
	}
	return strings.TrimSpace(form.Get(f.Key)) != ""
}

// answersIn is what a form has for the field: one answer or all rows.
func (f Field) answersIn(form Form) Form {
	part := Form{}
	if answers, said := form[f.Key]; said {
		part[f.Key] = answers
	}
	for key, answers := range form {
		if f.Control == Table && f.hasRow(key) {
			part[key] = answers
		}
	}
	return part
}

// replaceIn makes the answers those of the field.
func (f Field) replaceIn(form, answers Form) {
	delete(form, f.Key)
	if f.Control == Table {
		maps.DeleteFunc(form, func(key string, _ []string) bool { return f.hasRow(key) })
	}
	maps.Copy(form, answers)
}

func (f Field) sameAnswers(form, answers Form) bool {
	return maps.EqualFunc(f.answersIn(form), answers, func(a, b []string) bool { return slices.Equal(a, b) })
}

// answerFrom is what is known as an answer to the question, nothing when nothing is or when it is what no answer can be.
func (f Field) answerFrom(known Known) (models.FactValue, Form) {
	if f.FillRows != nil {
		return f.rowsFrom(known)
	}
	fact, ok := f.fact(known)
	if !ok {
		return models.FactValue{}, nil
	}
	answer := fact.Value
	if f.FillAs != nil {
		answer = f.FillAs(answer)
	}
	answers := []string{clean(f, answer)}
	if f.Control == Choices {
		answers = strings.FieldsFunc(answer, func(r rune) bool { return r == ',' || r == ' ' })
	}
	if strings.Join(answers, "") == "" {
		return models.FactValue{}, nil
	}
	if _, problem := f.resolved(Form{}).decode(answers); !problem.Empty() {
		return models.FactValue{}, nil
	}
	return fact, Form{f.Key: answers}
}

// rowsFrom marks the rows as a guess when they come from several components.
func (f Field) rowsFrom(known Known) (models.FactValue, Form) {
	var rows []Form
	for _, v := range f.FillRows(known) {
		rows = append(rows, Encode(f.Rows.Fields, v))
	}
	if len(rows) == 0 || len(rows) > f.Rows.Limit() {
		return models.FactValue{}, nil
	}
	answers := Form{}
	f.setRows(answers, rows)
	f.withDefaultRows(answers)
	if _, wrong := f.decodeRows(answers); len(wrong) > 0 {
		return models.FactValue{}, nil
	}
	return models.FactValue{Source: "package", Guess: len(known.Components) > 1}, answers
}
