package ui

import (
	"regexp"
	"strings"
	"unicode"
)

// noInitials stand for a name without letters and digits.
const noInitials = "?"

// aside is what stands in brackets: a version, a year, an architecture.
var aside = regexp.MustCompile(`\([^)]*\)|\[[^\]]*\]`)

// Initials are the first letters of the first and the last word, or the first two letters of the only one. Words without letters
// do not count, nor do those behind the first that have digits, such as a version, nor what stands in brackets, as long as anything
// else is left. Of a name without letters it is the first two digits.
func Initials(name string) string {
	words := nameWords(aside.ReplaceAllString(name, " "))
	if len(words) == 0 {
		words = nameWords(name)
	}
	switch len(words) {
	case 0:
		digits := strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return r
			}
			return -1
		}, name)
		if digits == "" {
			return noInitials
		}
		return string([]rune(digits)[:min(2, len([]rune(digits)))])
	case 1:
		return strings.ToTitle(letters(words[0], 2))
	}
	return strings.ToTitle(letters(words[0], 1) + letters(words[len(words)-1], 1))
}

// nameWords are the words of a name that initials can be taken of.
func nameWords(name string) (words []string) {
	all := strings.FieldsFunc(name, func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.M, unicode.Nd) && r != '\u200c' && r != '\u200d' // these two stand inside words
	})
	for _, word := range all {
		if strings.ContainsFunc(word, unicode.IsLetter) && (len(words) == 0 || !strings.ContainsFunc(word, unicode.IsDigit)) {
			words = append(words, word)
		}
	}
	return words
}

// letters are the first n letters of a word, each with the marks that belong to it.
func letters(word string, n int) string {
	var b strings.Builder
	for _, r := range word {
		switch {
		case unicode.IsLetter(r):
			if n--; n < 0 {
				return b.String()
			}
			b.WriteRune(r)
		case unicode.IsMark(r) && b.Len() > 0:
			b.WriteRune(r)
		}
	}
	return b.String()
}
