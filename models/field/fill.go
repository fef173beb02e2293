package field

import (
	"slices"
	"strings"

	"appdepot/models"
)

// Fill lets a package answer: locked fields always, others only when nobody did. It returns the new form, and the facts
// behind all answers that are just what the package says, by field key.
func Fill(fields []Field, form Form, facts []models.FactValue) (Form, map[string]models.FactValue) {
	filled, from := form.clone(), map[string]models.FactValue{}
	for _, f := range fields {
		fact, answers := f.reply(facts)
		if len(answers) == 0 {
			continue
		}
		// What is locked may depend on an answer that the package gave before.
		if strings.TrimSpace(form.Get(f.Key)) == "" || f.IsLocked(WithDefaults(fields, filled)) {
			filled[f.Key] = answers
		}
		if slices.Equal(filled[f.Key], answers) {
			from[f.Key] = fact
		}
	}
	return filled, from
}

// Forget takes back the answers that are just what a package says and those that only a package gives, before another one fills the form.
func Forget(fields []Field, form Form, facts []models.FactValue) Form {
	kept, full := form.clone(), WithDefaults(fields, form)
	for _, f := range fields {
		_, answers := f.reply(facts)
		if f.Fill != "" && (f.IsLocked(full) || slices.Equal(form[f.Key], answers)) {
			delete(kept, f.Key)
		}
	}
	return kept
}

// reply is a package's answer to the question, nothing when it does not know or says what no answer can be.
func (f Field) reply(facts []models.FactValue) (models.FactValue, []string) {
	i := slices.IndexFunc(facts, func(v models.FactValue) bool { return f.Fill != "" && v.Fact == f.Fill })
	if i < 0 {
		return models.FactValue{}, nil
	}
	answer := facts[i].Value
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
	if _, problem := f.decode(answers); !problem.Empty() {
		return models.FactValue{}, nil
	}
	return facts[i], answers
}
