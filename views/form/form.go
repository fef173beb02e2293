package form

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// State is what is known about the answers: as typed, what is wrong with them, and what a package said, by field key.
type State struct {
	Form   field.Form
	Errors field.Errors
	Filled map[string]models.FactValue // answers that are just what the package says
	Known  field.Known                 // all that is known, for suggestions
	Post   string                      // where the form is posted, for buttons that change its questions; empty when none may
	prefix string                      // of the keys of a row, whose Form has them without it
	full   bool                        // Form has the defaults of all questions
	title  string                      // of the section, which a question need not repeat
	means  string                      // the id of what explains the options of the question
}

// Complete is the state with the defaults of these questions among the answers. A page with many questions completes its state
// once, so that it is not done again for each of them.
func (s State) Complete(fields []field.Field) State {
	if !s.full {
		s.Form, s.full = field.WithDefaults(fields, s.Form), true
	}
	return s
}

// Part is the id of the part of a page that is shown anew when its questions change. It holds the form.
const Part = "step"

// Command is the name of the buttons that change the questions: see field.ApplyCommand.
const Command = "change"

// FileSuffix ends the name of a file input whose content answers the question before it.
const FileSuffix = ".file"

// ID is the id of a field's control on the page: its key, with dots replaced because style and script address ids.
func ID(key string) string { return strings.ReplaceAll(key, ".", "-") }

// Shown lists the fields that a page has: those that are asked, without locked ones that nothing has answered.
func (s State) Shown(fields []field.Field) []field.Field {
	full := s.Complete(fields).Form
	return slices.DeleteFunc(field.AskedIn(fields, full), func(f field.Field) bool {
		return f.IsLocked(full) && len(full[f.Key]) == 0
	})
}

// hiddenFields are the questions that are answered and not asked, but could be.
func hiddenFields(fields []field.Field, s State) []field.Field {
	full := s.Complete(fields).Form
	asked := field.AskedIn(fields, full)
	return slices.DeleteFunc(slices.Clone(fields), func(f field.Field) bool {
		_, shown := field.ByKey(asked, f.Key)
		return shown || f.IsLocked(full) || f.Secret || f.Control == field.Table
	})
}

// text translates a label or a hint of a field.
func text(ctx context.Context, source string) string {
	return say.Text(ctx, models.Text{Source: source})
}

// Answer writes a value in stored form as people read it; "" when there is none.
func Answer(ctx context.Context, f field.Field, value string) string {
	switch {
	case value == "":
		return ""
	case f.Secret:
		return say.T(ctx, "Hidden")
	case f.Control == field.Flag:
		return yesOrNo(ctx, value)
	case f.Control == field.DateTime:
		return timeText(ctx, value)
	case len(f.Options) > 0:
		return labels(ctx, f, strings.Split(value, ","))
	case f.Control == field.Table:
		return rowsText(ctx, f, field.Encode([]field.Field{f}, field.Values{f.Key: value}))
	}
	return value
}

// answerText writes the answer in a form as people read it.
func answerText(ctx context.Context, f field.Field, form field.Form) string {
	if f.Control == field.Table {
		return rowsText(ctx, f, form)
	}
	return Answer(ctx, f, strings.Join(form[f.Key], ","))
}

func timeText(ctx context.Context, value string) string {
	at, read := field.Moment(value)
	if !read {
		return value
	}
	return say.Moment(ctx, at)
}

func yesOrNo(ctx context.Context, value string) string {
	if value == "true" {
		return say.T(ctx, "Yes")
	}
	return say.T(ctx, "No")
}

// labels names the options that are set, and values that no option has as they are.
func labels(ctx context.Context, f field.Field, values []string) string {
	var names []string
	for _, o := range f.Options {
		if slices.Contains(values, o.Value) {
			names = append(names, label(ctx, o))
		}
	}
	if len(names) == 0 {
		return strings.Join(values, ", ")
	}
	return strings.Join(names, ", ")
}

// label is an option as people read it.
func label(ctx context.Context, o field.Option) string {
	if o.Language == "" || len(o.Label.Args) == 0 {
		return say.Text(ctx, o.Label)
	}
	named := o.Label
	named.Args = append([]string{say.LanguageName(ctx, o.Language, named.Args[0])}, named.Args[1:]...)
	return say.Text(ctx, named)
}

// FieldErrors lists the errors of those of these fields that are asked, in page order, for a summary; their links lead to fields
// on the same page.
func FieldErrors(ctx context.Context, fields []field.Field, s State) []ui.FieldError {
	var errs []ui.FieldError
	if len(s.Errors) == 0 {
		return nil
	}
	for _, f := range field.AskedIn(fields, s.Complete(fields).Form) {
		errs = append(errs, fieldErrors(ctx, f, s)...)
	}
	return errs
}

func fieldErrors(ctx context.Context, f field.Field, s State) (errs []ui.FieldError) {
	if e, wrong := s.Errors[f.Key]; wrong {
		for _, sentence := range e.Sentences() {
			errs = append(errs, ui.FieldError{ID: anchor(ctx, f), Text: text(ctx, f.Label) + ": " + say.Text(ctx, sentence)})
		}
	}
	if f.Control == field.Table {
		errs = append(errs, rowErrors(ctx, f, s)...)
	}
	return errs
}

// anchor is the id that a summary of errors links to: the control or, for a group of them, its label.
func anchor(ctx context.Context, f field.Field) string {
	if grouped(ctx, f) {
		return ID(f.Key) + "-label"
	}
	return ID(f.Key)
}

func grouped(ctx context.Context, f field.Field) bool {
	return f.Control == field.Flag || f.Control == field.Choices || f.Control == field.Table || f.Control == field.Choice && (explained(f) || fitsSegmented(ctx, f))
}

// fitsSegmented reports whether the options are few enough and short enough to stand side by side.
func fitsSegmented(ctx context.Context, f field.Field) bool {
	letters := 0
	for _, o := range f.Options {
		letters += utf8.RuneCountInString(label(ctx, o))
	}
	return len(f.Options) <= 4 && letters <= 40
}

// question gathers what stands around the control. One the state locks is no group: it shows its answer as text.
func question(ctx context.Context, f field.Field, s State, locked bool) ui.FieldProps {
	p := ui.FieldProps{ID: ID(f.Key), Label: text(ctx, f.Label), Required: f.Required && !locked, Group: grouped(ctx, f) && !locked}
	p.More = s.means
	p.Unseen = f.Control == field.Table && f.Label == s.title
	if help := f.Help(); !help.Empty() {
		p.Help = say.Text(ctx, help)
	}
	if f.Control == field.DateTime && !locked {
		p.Help = strings.TrimSpace(p.Help + " " + say.ZoneNote(ctx))
	}
	if e, wrong := s.Errors[f.Key]; wrong {
		p.Error = say.Text(ctx, e)
	}
	if v, filled := s.Filled[f.Key]; filled {
		p.From = sourceText(ctx, v)
	}
	return p
}

// sourceText says where an answer comes from.
func sourceText(ctx context.Context, v models.FactValue) string {
	switch {
	case v.Guess:
		return say.T(ctx, "Guessed from the file. Check it.")
	case v.Catalog != "":
		return say.T(ctx, "From %s", v.Catalog)
	}
	if at := Place(ctx, v); at != "" {
		return say.T(ctx, "From the file (%s)", at)
	}
	return say.T(ctx, "From the file")
}

func options(ctx context.Context, f field.Field) []ui.Option {
	if f.Control == field.Flag {
		return []ui.Option{{Value: "true", Label: say.T(ctx, "Yes")}, {Value: "false", Label: say.T(ctx, "No")}}
	}
	var all []ui.Option
	for _, o := range f.Options {
		all = append(all, ui.Option{Value: o.Value, Label: label(ctx, o)})
	}
	if slices.ContainsFunc(f.Options, func(o field.Option) bool { return o.Language != "" }) {
		say.Sort(all, func(o ui.Option) string { return o.Label })
	}
	return all
}
