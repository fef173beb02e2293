package apptype

import (
	"maps"

	"appdepot/models/field"
)

// Words says an English source text in the language of a person.
type Words func(source string) string

// Start is what a new app of the type begins with, described in the language of who adds it; without words in English.
func (d *Definition) Start(in ...Words) field.Form { return described(d.InitialAnswers, in) }

// Answers are those of a supplied app, described in the language of who adds it; without words in English.
func (s SuppliedApp) Answers(in ...Words) field.Form { return described(s.Form, in) }

func described(answers field.Form, in []Words) field.Form {
	said := maps.Clone(answers)
	for _, w := range in {
		if text := said.Get(description); text != "" {
			said.Set(description, w(text))
		}
	}
	return said
}
