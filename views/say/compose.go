package say

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Inside is a title as it reads inside a phrase: "App information" is "app information". A name such as "MSI" keeps its capitals.
// What it is put into goes through Phrase.
func Inside(title string) string {
	_, size := utf8.DecodeRuneInString(title)
	word, _, _ := strings.Cut(title, " ")
	if strings.ContainsFunc(word[min(size, len(word)):], unicode.IsUpper) {
		return title
	}
	return withFirst(unicode.ToLower, title)
}

// Phrase is a phrase with the capital of its first letter, whichever word its language puts first: "Edit app information" and
// "App-informatie bewerken".
func Phrase(text string) string { return withFirst(unicode.ToUpper, text) }

// withFirst changes the first letter of a text.
func withFirst(change func(rune) rune, text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(change(first)) + text[size:]
}
