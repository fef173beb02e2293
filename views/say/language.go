package say

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/unicode/norm"

	"appdepot/models"
)

// LanguageName is what a language is called in the reader's language. English is its English name, with what tells it from others of
// the same language in parentheses: "Serbian (Latin, Serbia)".
func LanguageName(ctx context.Context, tag, english string) string {
	spoken, err := language.Parse(tag)
	if err != nil || Language(ctx) == Languages[0].Tag {
		return english
	}
	plain, told, found := strings.Cut(english, " (")
	base, _ := spoken.Base()
	name := cmp.Or(languageOf(ctx, base), plain)
	if !found {
		return name
	}
	region, _ := spoken.Region()
	parts := strings.Split(strings.TrimSuffix(told, ")"), ", ")
	for i, part := range parts {
		parts[i] = variety(ctx, region.String(), part)
	}
	return name + " (" + strings.Join(parts, ", ") + ")"
}

// SpokenName is what the language of a tag is called in the reader's language, with the script and the country that the tag has; the tag
// itself where it is none.
func SpokenName(ctx context.Context, tag string) string {
	english := In(ctx, Languages[0].Tag)
	spoken, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	base, script, region := spoken.Raw()
	var parts []string
	if name, ok := scripts[script.String()]; ok {
		parts = append(parts, name)
	}
	if name := CountryName(english, region.String()); region.String() != noRegion && name != "" {
		parts = append(parts, name)
	}
	name := cmp.Or(languageOf(english, base), tag)
	if len(parts) > 0 {
		name += " (" + strings.Join(parts, ", ") + ")"
	}
	return LanguageName(ctx, tag, name)
}

// noRegion is the region of a tag that has none.
const noRegion = "ZZ"

// scripts are the English words for the scripts that tell languages apart.
var scripts = map[string]string{"Hans": "Simplified", "Hant": "Traditional", "Latn": "Latin", "Cyrl": "Cyrillic"}

// variety is what tells a language from others of the same name, such as its country or its script.
func variety(ctx context.Context, region, english string) string {
	switch english {
	case "Simplified":
		return C(ctx, "script", "Simplified")
	case "Traditional":
		return C(ctx, "script", "Traditional")
	case "Latin":
		return C(ctx, "script", "Latin")
	case "Cyrillic":
		return C(ctx, "script", "Cyrillic")
	}
	if strings.ReplaceAll(english, " and ", " & ") == CountryName(In(ctx, Languages[0].Tag), region) {
		return CountryName(ctx, region)
	}
	return english
}

// CountryName is what a country or region is called in the reader's language, by its two letters; empty when it is none.
func CountryName(ctx context.Context, code string) string {
	code = strings.ToUpper(code)
	region, err := language.ParseRegion(code)
	if err != nil {
		return ""
	}
	return cmp.Or(Local(ctx).Renamed[code], display.Regions(language.Make(Language(ctx))).Name(region))
}

func languageOf(ctx context.Context, base language.Base) string {
	return cmp.Or(Local(ctx).Renamed[base.String()], display.Languages(language.Make(Language(ctx))).Name(base))
}

// Sort orders things by what they are called, as English and Dutch order words: a letter with an accent stands with the letter. The collation
// of golang.org/x/text knows all languages, and makes the program larger by 1.4 MB.
func Sort[T any](list []T, name func(T) string) {
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, norm.NFD.String(models.Fold(s)))
	}
	slices.SortStableFunc(list, func(a, b T) int { return strings.Compare(letters(name(a)), letters(name(b))) })
}
