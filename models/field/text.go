package field

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"appdepot/models"
)

// clean brings an answer into the form it is compared and stored in: composed characters that are seen, plain line feeds, no space around it;
// outside long texts a line break is a space. Of programs only the line ends are changed, of secrets nothing.
func clean(f Field, s string) string {
	if f.Secret {
		return s
	}
	if f.Words {
		return norm.NFC.String(Line(s))
	}
	if f.Control == Script || f.Control == XML {
		if s = lines.Replace(s); strings.TrimSpace(s) == "" {
			return ""
		}
		return s
	}
	s = norm.NFC.String(Visible(s))
	if strings.ContainsAny(s, lineEnds+"\t") {
		if s = paragraphs.Replace(s); f.Control != LongText {
			s = oneLine.Replace(s)
		}
	}
	return strings.TrimSpace(s)
}

// Ends of lines as they are kept, and as one line has them.
var (
	lines      = strings.NewReplacer("\r\n", "\n", "\r", "\n")
	paragraphs = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n")
	oneLine    = strings.NewReplacer("\n", " ", "\t", " ")
)

const lineEnds = "\r\n\u2028\u2029"

// Line makes one line of words of what somebody typed: valid UTF-8 that is seen, without control characters (PostgreSQL refuses some of
// them), with one space between words.
func Line(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, Visible(strings.ToValidUTF8(s, "")))
	return strings.Join(strings.Fields(s), " ")
}

// readable refuses what is no text, or a program that shows itself as another: control characters, marks that turn the direction of writing
// around, and tags.
func readable(s string) models.Text {
	hidden := func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) || r >= 0xe0000 && r <= 0xe007f
	}
	if !utf8.ValidString(s) || strings.ContainsFunc(s, hidden) {
		return models.T("This contains hidden characters. Type it instead of pasting it.")
	}
	return models.Text{}
}

// limits are the characters an answer may have when its field says nothing else.
var limits = map[Control]int{Text: 255, LongText: 10_000, Link: 2048, Number: 19, Version: 100, Flag: 255, Choice: 255, Choices: 255, DateTime: 40, Script: 50 << 10, XML: 64 << 10}

// Limit is the number of characters the answer may have; of a program, without a limit of its own, the number of bytes.
func (f Field) Limit() int {
	if f.Max > 0 {
		return f.Max
	}
	return limits[f.Control]
}

// inBytes reports whether Limit counts bytes.
func (f Field) inBytes() bool { return (f.Control == Script || f.Control == XML) && f.Max == 0 }

// ask is the sentence that asks for an answer.
func (f Field) ask() models.Text {
	if f.Ask == "" {
		return models.T("This field is required.")
	}
	return f.limited(f.Ask)
}

// Help is the sentence of help; empty when there is none.
func (f Field) Help() models.Text {
	if f.Hint == "" {
		return models.Text{}
	}
	return f.limited(f.Hint)
}

// limited fills the limit into a sentence that mentions it.
func (f Field) limited(sentence string) models.Text {
	if !strings.Contains(sentence, "%s") {
		return models.Text{Source: sentence}
	}
	most := f.Limit()
	if f.inBytes() {
		most >>= 10
	}
	return models.Text{Source: sentence, Args: []string{strconv.Itoa(cmp.Or(f.Least, most))}}
}

// unfit says why an answer cannot be taken whatever the question is.
func (f Field) unfit(s string) models.Text {
	if !f.Secret {
		if problem := readable(s); !problem.Empty() {
			return problem
		}
	}
	if n := utf8.RuneCountInString(s); n < f.Least {
		return f.ask()
	}
	return f.tooLong(s)
}

func (f Field) tooLong(s string) models.Text {
	if f.inBytes() && len(s) > f.Limit() {
		return models.T("This has %s KB. Use %s KB or less.", (len(s)+1023)/1024, f.Limit()/1024)
	}
	if n := utf8.RuneCountInString(s); n > f.Limit() {
		return models.T("This has %s characters. Use %s or fewer.", n, f.Limit())
	}
	return models.Text{}
}
