package say

import (
	"cmp"
	"context"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// LanguageName is what a language is called in the reader's language; english is its English name.
func LanguageName(ctx context.Context, tag, english string) string {
	if Language(ctx) == Languages[0].Tag {
		return english
	}
	spoken, err := language.Parse(tag)
	if err != nil {
		return english
	}
	return cmp.Or(display.Tags(language.Make(Language(ctx))).Name(spoken), english)
}
