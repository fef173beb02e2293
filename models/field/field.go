package field

import (
	"cmp"
	"slices"

	"appdepot/models"
)

// Control is the kind of question. It decides which answers are accepted, how they are stored and, in views/form, how
// the question looks.
type Control string

// The controls.
const (
	Text     Control = "text"     // one line
	LongText Control = "longText" // several lines
	Link     Control = "link"     // an http or https address
	Number   Control = "number"   // a whole number from 0 on, stored in decimal
	Version  Control = "version"  // numbers between dots, such as "24.09.00.0"
	Flag     Control = "flag"     // yes or no, stored as "true" or "false"
	Choice   Control = "choice"   // one of Options
	Choices  Control = "choices"  // any of Options, stored in their order with commas
	DateTime Control = "dateTime" // a moment, stored as RFC 3339 in UTC
	Script   Control = "script"   // a program's text, kept as it is; a file can be uploaded for it
	XML      Control = "xml"      // the same for an XML document
	Table    Control = "table"    // rows of answers to Rows.Fields, stored as a JSON list of objects
)

// Controls lists every control.
var Controls = []Control{Text, LongText, Link, Number, Version, Flag, Choice, Choices, DateTime, Script, XML, Table}

// Field is one question. Key is its form name, its stored key and its JSON name at once; a dot in it means nesting.
// Label, Hint and Ask are English source texts.
type Field struct {
	Key           string
	Label         string
	Hint          string // a sentence of help
	Ask           string // the sentence that asks for a missing answer, or for one of at least Least characters; every required field has one
	Control       Control
	Options       []Option
	OptionsFor    func(Form) []Option // the options, where they depend on other answers; instead of Options. Those of a Text are likely answers to pick from
	Rows          *Rows               // of a Table
	Required      bool
	HasDependents bool   // other questions, or their options, depend on the answer
	Default       string // in stored form; it answers when nobody does
	Least         int    // characters; 0 means that one is enough. A %s in Hint and Ask is this number, or where it is 0 the most characters or kilobytes
	Max           int    // characters; 0 means the control's usual limit
	Words         bool   // of a Text: whatever separates words becomes one space, as it should in a name
	Fixed         Stage  // from when on it cannot change
	Secret        bool   // never echoed, never logged, sealed in the database, and kept exactly as it was typed
	Known         bool   // a secret that people have already, so that browsers offer to fill it in
	Fill          models.Fact
	FillAs        func(fact string) string        // how the fact becomes an answer in stored form; nil takes it as it is
	FillBy        func(Known) string              // what is known as an answer in stored form; instead of Fill
	FillRows      func(Known) []Values            // what is known as rows of a Table; instead of Fill
	Suggest       func(Known) []string            // answers to a Text that are likely, to pick from
	When          Condition                       // asked, checked and stored only when true; nil is always
	AskIfUnknown  bool                            // people answer it when the package does not, although it is locked otherwise
	Locked        Condition                       // shown, but only a package or a default answers it; nil is never
	Valid         func(answer string) models.Text // what only this field knows about its answer in stored form; empty accepts
	Variants      []Field                         // how it is asked, where that depends on other answers: the first whose condition holds, without one not at all
	OnChange      func(Form) Form                 // what all answers become when the answer to this one changes; may change the form
	Remarks       func(Form) []models.Text        // what the answers so far mean for this question, said with it
	Confirm       *Confirm                        // of a Flag whose yes gives something up; nil for an ordinary one
}

// Confirm is how a yes is given that gives something up: by a button, and in answer to a question that comes before. The Remarks of the
// field say what is given up. The texts are English source texts.
type Confirm struct {
	Button   string // a verb with its noun
	Question string // the title of the confirmation
}

// Option is one answer that can be chosen.
type Option struct {
	Value    string
	Label    models.Text
	Means    models.Text // what choosing it does, said beside it; empty where the label says it all
	Language string      // BCP 47 tag: the first argument of the label is this language's English name, shown in the reader's own language
}

// Stage is how far the thing that the answers describe has come.
type Stage int

// The stages. As Field.Fixed, Draft means that the answer can always change.
const (
	Draft Stage = iota
	Saved
	Assigned
)

// Section is a group of fields under a heading, which is English source text.
type Section struct {
	Key    string
	Title  string
	Fields []Field
}

// Step is one tab of a wizard.
type Step struct {
	Key      string
	Title    string
	Sections []Section
	Summary  func(Form) []models.Text // what the answers so far mean, in sentences, beside the questions; nil says nothing
}

// Fields lists the step's fields in page order.
func (s Step) Fields() []Field {
	var all []Field
	for _, section := range s.Sections {
		all = append(all, section.Fields...)
	}
	return all
}

// Freeze locks the fields that can no longer change at this stage.
func Freeze(fields []Field, at Stage) []Field {
	frozen := make([]Field, len(fields))
	for i, f := range fields {
		if f.Fixed != Draft && f.Fixed <= at {
			f.Locked = Always
		}
		frozen[i] = f
	}
	return frozen
}

// Unlock asks people for what is locked and open, and not known.
func Unlock(fields []Field, known Known) []Field {
	unlocked := make([]Field, len(fields))
	for i, f := range fields {
		if f.unanswered(known) {
			f.Locked = nil
		}
		unlocked[i] = f
	}
	return unlocked
}

// Unanswered lists the open fields that nothing known answers.
func Unanswered(fields []Field, known Known) (missing []Field) {
	for _, f := range fields {
		if f.unanswered(known) {
			f.Locked = nil
			missing = append(missing, f)
		}
	}
	return missing
}

func (f Field) unanswered(known Known) bool { return f.AskIfUnknown && !f.AnsweredBy(known) }

// AnsweredBy reports whether what is known answers the question.
func (f Field) AnsweredBy(known Known) bool {
	_, answers := f.answerFrom(known)
	return len(answers) > 0
}

// ByKey finds a field by its key, or by the key of an answer in one of its rows.
func ByKey(fields []Field, key string) (Field, bool) {
	for _, f := range fields {
		if f.Key == key || f.hasRow(key) {
			return f, true
		}
	}
	return Field{}, false
}

func (f Field) asked(form Form) bool {
	return (f.When == nil || f.When(form)) && (len(f.Variants) == 0 || f.variant(form) >= 0)
}

func (f Field) variant(form Form) int {
	return slices.IndexFunc(f.Variants, func(v Field) bool { return v.asked(form) })
}

// resolved is the field as it is asked, given all answers so far: the variant, with the options that it has.
func (f Field) resolved(form Form) Field {
	if i := f.variant(form); i >= 0 {
		v := f.Variants[i]
		v.Key, v.Label = f.Key, cmp.Or(v.Label, f.Label)
		return v.resolved(form)
	}
	if f.OptionsFor != nil {
		f.Options = f.OptionsFor(form)
	}
	return f
}

// IsLocked reports whether people only see the answer, given all answers so far.
func (f Field) IsLocked(form Form) bool { return f.Locked != nil && f.Locked(form) }
