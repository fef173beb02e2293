package models

import (
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold makes names comparable: Unicode's compatibility form, case folded, white space collapsed.
func Fold(s string) string {
	if plain(s) {
		return strings.ToLower(s)
	}
	return cases.Fold().String(norm.NFKC.String(strings.Join(strings.Fields(s), " ")))
}

// plain reports whether only the case of a name has to be folded, which is quick: it is ASCII and its spaces are single ones.
func plain(s string) bool {
	space := true
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f || s[i] == ' ' && space {
			return false
		}
		space = s[i] == ' '
	}
	return !space || s == ""
}
