// Package models holds the nouns of Appdepot: plain values that every other package speaks about.
package models

import "fmt"

// Text is a sentence for people: English source text and the values that fill its %s verbs. It is translated where it
// is shown, so it may be stored and travel through packages that know no language.
type Text struct {
	Source string   `json:"source"`
	Args   []string `json:"args,omitempty"`
}

// T makes a Text. The source uses %s only; every argument is turned into its plain form at once.
func T(source string, args ...any) Text {
	t := Text{Source: source}
	for _, a := range args {
		t.Args = append(t.Args, fmt.Sprint(a))
	}
	return t
}

// Empty reports whether there is nothing to say.
func (t Text) Empty() bool { return t.Source == "" }

// String is the English sentence.
func (t Text) String() string {
	if len(t.Args) == 0 {
		return t.Source
	}
	args := make([]any, len(t.Args))
	for i, a := range t.Args {
		args[i] = a
	}
	return fmt.Sprintf(t.Source, args...)
}
