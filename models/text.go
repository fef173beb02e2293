package models

import (
	"fmt"
	"slices"
	"strings"
)

// Text is a sentence for people: English source text and the values that fill its %s verbs, or a reason. It is put into
// words where it is shown, so it may travel through packages that know no language.
type Text struct {
	Source string   `json:"source"`
	Args   []string `json:"args,omitempty"`
	Names  []string `json:"names,omitempty"`  // source texts of their own, such as names of app types: they fill the verb behind those of Args, as a list
	Reason *Reason  `json:"reason,omitempty"` // instead of a source: views/say has its words
	More   []Text   `json:"more,omitempty"`   // further sentences
}

// T makes a Text. The source uses %s only; every argument is turned into its plain form at once.
func T(source string, args ...any) Text {
	t := Text{Source: source}
	for _, a := range args {
		t.Args = append(t.Args, fmt.Sprint(a))
	}
	return t
}

// Naming fills the last verb with names that have words in every language.
func (t Text) Naming(names ...string) Text {
	t.Names = names
	return t
}

// Empty reports whether there is nothing to say.
func (t Text) Empty() bool { return t.Source == "" && t.Reason == nil }

// And says more after t.
func (t Text) And(more ...Text) Text {
	t.More = append(slices.Clip(t.More), more...)
	return t
}

// Sentences are t and what was said after it, one by one.
func (t Text) Sentences() []Text {
	more := t.More
	t.More = nil
	all := []Text{t}
	for _, m := range more {
		all = append(all, m.Sentences()...)
	}
	return all
}

// String is the English sentence or the reason's code, with a further one on each line after it.
func (t Text) String() string {
	return t.Each(func(source string, args ...any) string {
		if len(args) == 0 {
			return source
		}
		return fmt.Sprintf(source, args...)
	}, Reason.String)
}

// Each puts every sentence through say, every reason through explain, and joins what comes out, one on a line.
func (t Text) Each(say func(source string, args ...any) string, explain func(Reason) string) string {
	var said string
	if t.Reason != nil {
		said = explain(*t.Reason)
	} else {
		args := make([]any, len(t.Args))
		for i, a := range t.Args {
			args[i] = a
		}
		if len(t.Names) > 0 {
			names := make([]string, len(t.Names))
			for i, n := range t.Names {
				names[i] = say(n)
			}
			args = append(args, strings.Join(names, ", "))
		}
		said = say(t.Source, args...)
	}
	for _, m := range t.More {
		said += "\n" + m.Each(say, explain)
	}
	return said
}
