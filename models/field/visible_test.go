package field_test

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"appdepot/models/field"
)

// What nobody sees is taken out of whatever is typed, so that two names that look the same are the same.
func TestWhatNobodySeesIsTakenOut(t *testing.T) {
	for typed, want := range map[string]string{
		"App\u200bde\u2060pot":                          "Appdepot", // zero-width space, word joiner
		"\ufeffDepot":                                   "Depot",
		"De\u00adpot":                                   "Depot",
		"invoice\u202etxt.exe":                          "invoicetxt.exe",
		"a\u2066b\u2069c\u200ed\u200fe\u061cf":          "abcdef",
		"Hello\U000E0001\U000E0068\U000E0069\U000E007F": "Hello", // tags
		"\u3164Ada\u115f\uffa0\u2800":                   "Ada",   // blanks that count as letters or symbols
		"a\u200db a\u200cb":                             "ab ab",
		"\u0639\u0644\u06cc\u200c":                      "\u0639\u0644\u06cc", // nothing to keep apart
		"A\ufe0f\ufe01\U000E0100":                       "A",
		"\U0001F600\ufe0f\ufe0e\ufe01":                  "\U0001F600\ufe0f",
		"\u200d\u200c\u200b":                            "",
		"a\ufff9b\ufffac\ufffb":                         "abc",
	} {
		for what, f := range map[string]field.Field{
			"a line": {Control: field.Text}, "a name": {Control: field.Text, Words: true}, "a long text": {Control: field.LongText},
		} {
			f.Key = "key"
			values, errs := field.Decode([]field.Field{f}, field.Form{"key": {typed}})
			if values["key"] != want || len(errs) > 0 {
				t.Errorf("%s: %+q is taken as %+q %v, want %+q", what, typed, values["key"], errs, want)
			}
		}
		if got := field.Line(typed); got != want {
			t.Errorf("a line of words: %+q is taken as %+q, want %+q", typed, got, want)
		}
	}
}

// Scripts and pictures that are written with them keep their joiners, marks of direction in Arabic numbers and choices of a form.
func TestWhatScriptsAndEmojiNeedStays(t *testing.T) {
	for what, text := range map[string]string{
		"Persian":              "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
		"Persian with a mark":  "\u0645\u06cc\u064e\u200c\u062e\u0648",
		"Hindi":                "\u0915\u094d\u200d\u0937",
		"Malayalam at the end": "\u0d28\u0d4d\u200d",
		"Sinhala":              "\u0dc1\u0dca\u200d\u0dbb\u0dd3",
		"Arabic number sign":   "\u0600\u0661",
		"a family":             "\U0001F468\u200d\U0001F469\u200d\U0001F467",
		"a colored hand":       "\U0001F44B\U0001F3FD",
		"a doctor":             "\U0001F469\U0001F3FD\u200d\u2695\ufe0f",
		"a heart":              "\u2764\ufe0f\u200d\U0001F525",
		"a flag":               "\U0001F3F3\ufe0f\u200d\U0001F308",
		"a nod":                "\U0001F642\u200d\u2194\ufe0f",
		"a key":                "1\ufe0f\u20e3",
		"a name in Japanese":   "\u845b\U000E0100\u98fe",
		"Mongolian":            "\u182d\u180b",
		"Hebrew":               "\u05e9\u05dc\u05d5\u05dd",
		"Thai":                 "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35",
		"an accent on its own": "e\u0301\u0323 x",
	} {
		if got := field.Visible(text); got != text {
			t.Errorf("%s: %+q became %+q", what, text, got)
		}
	}
}

func TestLinesOfALongTextStay(t *testing.T) {
	f := []field.Field{{Key: "key", Control: field.LongText}}
	values, errs := field.Decode(f, field.Form{"key": {"one\u200b\r\n\ttwo\u2028three\u2029four"}})
	if values["key"] != "one\n\ttwo\nthree\nfour" || len(errs) > 0 {
		t.Errorf("%q %v", values["key"], errs)
	}
	f[0].Control = field.Text
	values, errs = field.Decode(f, field.Form{"key": {"one\ntwo\u2028three"}})
	if values["key"] != "one two three" || len(errs) > 0 {
		t.Errorf("in one line: %q %v", values["key"], errs)
	}
}

// A program is kept as it is, so what would make it look like another one is refused.
func TestProgramsThatLookLikeOthersAreRefused(t *testing.T) {
	for _, control := range []field.Control{field.Script, field.XML} {
		f := []field.Field{{Key: "key", Control: control}}
		for _, hidden := range []string{"\u202e", "\u2066", "\u200f", "\U000E0041", "\x1b"} {
			if values, errs := field.Decode(f, field.Form{"key": {"exit 0" + hidden}}); errs["key"].Empty() {
				t.Errorf("%s with %+q is taken: %q", control, hidden, values["key"])
			}
		}
		if values, errs := field.Decode(f, field.Form{"key": {"\ufeffexit 0\r\n"}}); len(errs) > 0 || values["key"] != "\ufeffexit 0\n" {
			t.Errorf("%s with a byte order mark: %q %v", control, values["key"], errs)
		}
	}
}

func TestSecretsAreKeptAsTheyAreTyped(t *testing.T) {
	f := []field.Field{{Key: "key", Control: field.Text, Secret: true}}
	if values, errs := field.Decode(f, field.Form{"key": {" a\u200bb "}}); values["key"] != " a\u200bb " || len(errs) > 0 {
		t.Errorf("%q %v", values["key"], errs)
	}
}

func TestVisibleTextIsCleanedOnce(t *testing.T) {
	some := rapid.SampledFrom([]rune{'a', ' ', 0x200b, 0x200c, 0x200d, 0x202e, 0xfe0f, 0xe0100, 0xe0041, 0x1f468, 0x2764, 0x94d, 0x915, 0x6cc, 0x64e, 0x845b, 0x3164, 0x301, 0xad})
	rapid.Check(t, func(t *rapid.T) {
		typed := string(rapid.SliceOf(rapid.OneOf(some, rapid.Rune())).Draw(t, "typed"))
		once := field.Visible(typed)
		if twice := field.Visible(once); twice != once {
			t.Fatalf("%+q becomes %+q, and that %+q", typed, once, twice)
		}
		for _, r := range once {
			if unicode.Is(unicode.Bidi_Control, r) || r == 0x200b || r >= 0xe0000 && r <= 0xe007f {
				t.Fatalf("%+q keeps %U", typed, r)
			}
		}
		if line := field.Line(typed); line != field.Line(line) || strings.ContainsFunc(line, unicode.IsControl) {
			t.Fatalf("%+q as a line is %+q", typed, line)
		}
	})
}
