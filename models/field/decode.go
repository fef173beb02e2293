package field

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"appdepot/models"
)

// Decode turns what was typed into values. It returns everything that is wrong, one sentence a field; values holds the
// answers that were accepted. Keys that no field has are ignored, and so are fields that are not asked.
func Decode(fields []Field, form Form) (Values, Errors) {
	return decodeFull(fields, WithDefaults(fields, form))
}

// decodeFull is Decode for a form that has all defaults.
func decodeFull(fields []Field, full Form) (Values, Errors) {
	values, errs := Values{}, Errors{}
	for _, f := range fields {
		if !f.asked(full) {
			continue
		}
		if f.Control == Table {
			value, wrong := f.decodeRows(full)
			maps.Copy(errs, wrong)
			if value != "" && len(wrong) == 0 {
				values[f.Key] = value
			}
			continue
		}
		value, problem := f.resolved(full).decode(full[f.Key])
		switch {
		case !problem.Empty():
			errs[f.Key] = problem
		case value != "":
			values[f.Key] = value
		}
	}
	return values, errs
}

func (f Field) decode(answers []string) (string, models.Text) {
	if len(answers) == 0 {
		if f.Required {
			return "", f.ask()
		}
		return "", models.Text{}
	}
	for _, a := range answers {
		if problem := f.unfit(a); !problem.Empty() {
			return "", problem
		}
	}
	value, problem := decoders[f.Control](f, answers)
	if problem.Empty() && f.Valid != nil {
		problem = f.Valid(value)
	}
	return value, problem
}

// decoders turn clean, readable answers, at least one, into a stored value or say what is wrong with them.
var decoders = map[Control]func(Field, []string) (string, models.Text){
	Text: first, LongText: first, Link: link, Number: number, Version: version, Flag: flag, Choice: choice, Choices: choices,
	DateTime: dateTime, Script: first, XML: first,
}

func first(_ Field, answers []string) (string, models.Text) { return answers[0], models.Text{} }

func link(_ Field, answers []string) (string, models.Text) {
	u, err := url.Parse(answers[0])
	switch {
	case err != nil || strings.ContainsAny(answers[0], " \\<>\"^`{|}"):
		return "", models.T("Enter a URL such as https://www.example.com.")
	case u.Scheme != "http" && u.Scheme != "https":
		return "", models.T("Enter a URL that starts with https:// or http://.")
	case u.Hostname() == "":
		return "", models.T("The URL has no server name. Enter one such as https://www.example.com.")
	case u.User != nil:
		return "", models.T("Remove the user name and password from the URL. Everyone who gets the URL can read them.")
	}
	return answers[0], models.Text{}
}

func number(_ Field, answers []string) (string, models.Text) {
	n, err := strconv.ParseInt(answers[0], 10, 64)
	if err != nil || n < 0 {
		return "", models.T("Enter a whole number, such as 25.")
	}
	return strconv.FormatInt(n, 10), models.Text{}
}

func version(_ Field, answers []string) (string, models.Text) {
	for part := range strings.SplitSeq(answers[0], ".") {
		if part == "" || strings.Trim(part, "0123456789") != "" {
			return "", models.T("Enter numbers separated by dots, such as 4.2.0.")
		}
	}
	return answers[0], models.Text{}
}

// flag also takes what a check box sends.
func flag(_ Field, answers []string) (string, models.Text) {
	switch answers[len(answers)-1] {
	case "true", "on":
		return "true", models.Text{}
	case "false":
		return "false", models.Text{}
	}
	return "", models.T("Choose Yes or No.")
}

func choice(f Field, answers []string) (string, models.Text) {
	if !f.offers(answers[0]) {
		return "", models.T("Choose a value from the list.")
	}
	return answers[0], models.Text{}
}

func choices(f Field, answers []string) (string, models.Text) {
	for _, a := range answers {
		if !f.offers(a) {
			return "", models.T("Choose only values from the list.")
		}
	}
	var chosen []string
	for _, o := range f.Options {
		if slices.Contains(answers, o.Value) {
			chosen = append(chosen, o.Value)
		}
	}
	return strings.Join(chosen, ","), models.Text{}
}

func (f Field) offers(value string) bool {
	return slices.ContainsFunc(f.Options, func(o Option) bool { return o.Value == value })
}

// Errors are all reasons why answers were not accepted, by field key.
type Errors map[string]models.Text

// Of keeps the errors of some fields, such as those of one step.
func (e Errors) Of(fields []Field) Errors {
	kept := maps.Clone(e)
	maps.DeleteFunc(kept, func(key string, _ models.Text) bool {
		_, known := ByKey(fields, key)
		return !known
	})
	return kept
}

// Err is nil when there are no errors, and otherwise one *models.Error with a sentence per field.
func (e Errors) Err() error {
	if len(e) == 0 {
		return nil
	}
	return &models.Error{Kind: models.KindInvalid, Text: models.T("Some values are not valid. Check the marked fields."), Fields: e}
}
