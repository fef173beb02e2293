package field

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	zwnj         = 0x200c // keeps letters apart that would join
	zwj          = 0x200d // joins letters, or pictures
	brailleBlank = 0x2800 // a symbol without a dot
	information  = 0x2139 // a letter that is a picture as well
)

// joining are the scripts whose letters change their form with their neighbors, so that joiners mean something between them.
var joining = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Mandaic, unicode.Nko, unicode.Mongolian, unicode.Phags_Pa, unicode.Adlam, unicode.Hanifi_Rohingya,
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada,
	unicode.Malayalam, unicode.Sinhala, unicode.Tibetan, unicode.Myanmar, unicode.Khmer, unicode.Balinese, unicode.Javanese,
}

// Visible takes out of a text what nobody sees and what turns the direction of writing around, so that texts that look the same are the
// same. What scripts and emoji need stays: a joiner where it joins, one choice of a form behind what has several. Control characters stay,
// line ends among them, and so does what is no UTF-8.
func Visible(s string) string {
	if isASCII(s) || !utf8.ValidString(s) {
		return s
	}
	runes := []rune(s)
	var kept strings.Builder
	var seen written
	for i, r := range runes {
		next := rune(0)
		if i+1 < len(runes) {
			next = runes[i+1]
		}
		if seen.takes(r, next) {
			kept.WriteRune(r)
			seen.add(r)
		}
	}
	return kept.String()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// written is the end of what is kept so far.
type written struct {
	last rune
	base rune // the last one that is no accent
}

func (w *written) add(r rune) {
	w.last = r
	if !unicode.Is(unicode.Inherited, r) {
		w.base = r
	}
}

// takes reports whether the next character stays.
func (w *written) takes(r, next rune) bool {
	switch {
	case r == zwj || r == zwnj:
		return w.joins(r, next)
	case unicode.Is(unicode.Variation_Selector, r):
		return w.varies(r)
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return true // which is seen
	}
	return !isHidden(r)
}

func isHidden(r rune) bool {
	return r == brailleBlank || unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point)
}

// joins reports whether a joiner means something here. Source: RFC 5892, appendix A, and the sequences of Unicode's emoji.
func (w *written) joins(r, next rune) bool {
	const virama = 9 // the combining class of signs that take a vowel away
	switch {
	case w.last == zwj || w.last == zwnj:
		return false
	case w.last != 0 && norm.NFC.PropertiesString(string(w.last)).CCC() == virama:
		return true
	case r == zwj && isPicture(w.base) && isPicture(next):
		return true
	}
	return unicode.In(w.base, joining...) && unicode.In(next, joining...)
}

func isPicture(r rune) bool {
	return unicode.In(r, unicode.So, unicode.Sm) || r >= 0x1f3fb && r <= 0x1f3ff // colors of skin
}

// varies reports whether what is before has the form that a selector chooses. A second one chooses nothing.
func (w *written) varies(r rune) bool {
	before := w.last
	switch {
	case r >= 0xe0100:
		return unicode.Is(unicode.Han, before)
	case r < 0xfe00:
		return unicode.Is(unicode.Mongolian, before) && !unicode.Is(unicode.Variation_Selector, before)
	case r >= 0xfe0e:
		return isPicture(before) || before == information || unicode.In(before, unicode.Nd, unicode.Po, unicode.Pd)
	}
	return unicode.In(before, unicode.Han, unicode.Myanmar, unicode.Phags_Pa, unicode.Sm)
}
