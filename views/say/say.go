package say

import (
	"context"
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/leonelquinteros/gotext"

	"appdepot/models"
)

//go:embed *.po
var files embed.FS

// Locale is a language that people can choose, with how it writes what no catalog translates.
type Locale struct {
	Tag      string // BCP 47
	Name     string // what it calls itself
	Country  string // two small letters: where most people are who choose it, for stores that differ by country
	Decimal  string // what stands between a whole number and its fraction
	Thousand string // what stands between groups of three digits
	Months   []string
	// Renamed are countries (in capitals) and languages (in small letters) whose names have changed, or came, since the Unicode CLDR that
	// golang.org/x/text knows (32; these are of CLDR 48).
	Renamed map[string]string
}

// Languages are the languages people can choose. The first one is that of the texts in the code.
var Languages = []Locale{
	{Tag: "en", Name: "English", Country: "us", Decimal: ".", Thousand: ",",
		Months:  strings.Fields("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
		Renamed: map[string]string{"HK": "Hong Kong", "MK": "North Macedonia", "MO": "Macao", "SZ": "Eswatini", "TR": "Türkiye", "mi": "Māori", "prs": "Dari"}},
	{Tag: "nl", Name: "Nederlands", Country: "nl", Decimal: ",", Thousand: ".",
		Months:  strings.Fields("jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec."),
		Renamed: map[string]string{"HK": "Hongkong", "MK": "Noord-Macedonië", "MO": "Macau", "SZ": "Eswatini", "be": "Belarussisch", "prs": "Dari"}},
}

// Local is the context's language.
func Local(ctx context.Context) Locale {
	tag := Language(ctx)
	return Languages[slices.IndexFunc(Languages, func(l Locale) bool { return l.Tag == tag })]
}

var catalogs = load()

func load() map[string]*gotext.Po {
	m := map[string]*gotext.Po{}
	for _, l := range Languages[1:] {
		b, err := files.ReadFile(l.Tag + ".po")
		if err != nil {
			panic(err)
		}
		po := gotext.NewPo()
		po.Parse(b)
		m[l.Tag] = po
	}
	return m
}

type languageKey struct{}

// In returns a context whose texts are in the given language; an unknown tag means English.
func In(ctx context.Context, tag string) context.Context {
	return context.WithValue(ctx, languageKey{}, tag)
}

// Language is the tag of the context's language.
func Language(ctx context.Context) string {
	if tag, _ := ctx.Value(languageKey{}).(string); catalogs[tag] != nil {
		return tag
	}
	return Languages[0].Tag
}

// T translates a source text and fills its verbs. Of an empty text nothing is said.
func T(ctx context.Context, source string, args ...any) string {
	if po := catalogs[Language(ctx)]; po != nil && source != "" {
		return po.Get(source, args...)
	}
	return fill(source, args)
}

// C translates a source text that means different things in different places, told apart by msgctxt.
func C(ctx context.Context, msgctxt, source string, args ...any) string {
	if po := catalogs[Language(ctx)]; po != nil {
		return po.GetC(source, msgctxt, args...)
	}
	return fill(source, args)
}

// N translates a text with a number: one for n = 1, many otherwise. Both take n as their first verb, %s, already written
// in the language's way.
func N(ctx context.Context, one, many string, n int, args ...any) string {
	args = append([]any{Number(ctx, n)}, args...)
	if po := catalogs[Language(ctx)]; po != nil {
		return po.GetN(one, many, n, args...)
	}
	if n == 1 {
		return fill(one, args)
	}
	return fill(many, args)
}

// Text translates a stored or carried text; further sentences stand on a line each.
func Text(ctx context.Context, t models.Text) string {
	return t.Each(func(source string, args ...any) string { return T(ctx, source, args...) },
		func(r models.Reason) string { return explained(ctx, r) })
}

func fill(source string, args []any) string {
	if len(args) == 0 || !strings.Contains(source, "%") {
		return source
	}
	return fmt.Sprintf(source, args...)
}
