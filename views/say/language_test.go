package say_test

import (
	"context"
	"strings"
	"testing"

	"appdepot/models/apptype"
	"appdepot/views/say"
)

func TestLanguagesAreNamedInTheReadersLanguage(t *testing.T) {
	dutch := say.In(context.Background(), "nl")
	for _, tt := range []struct{ tag, english, want string }{
		{"de", "German", "Duits"}, {"no such tag", "Own name", "Own name"},
		{"en-GB", "English (United Kingdom)", "Engels (Verenigd Koninkrijk)"}, {"en", "English (United States)", "Engels (Verenigde Staten)"},
		{"zh-CN", "Chinese (Simplified)", "Chinees (vereenvoudigd)"}, {"zh-tw", "Chinese (Traditional)", "Chinees (traditioneel)"},
		{"ca-ES-valencia", "Catalan (Valencia)", "Catalaans (Valencia)"}, {"ca-es", "Catalan", "Catalaans"}, {"nl-nl", "Dutch", "Nederlands"},
		{"sr-Latn-RS", "Serbian (Latin, Serbia)", "Servisch (Latijns, Servië)"},
		{"sr-Cyrl-BA", "Serbian (Cyrillic, Bosnia and Herzegovina)", "Servisch (Cyrillisch, Bosnië en Herzegovina)"},
		{"prs-af", "Dari", "Dari"}, {"be-by", "Belarusian", "Belarussisch"}, {"nb", "Norwegian Bokmål", "Noors - Bokmål"},
	} {
		if got := say.LanguageName(dutch, tt.tag, tt.english); got != tt.want {
			t.Errorf("%s is %q, want %q", tt.tag, got, tt.want)
		}
	}
	if got := say.LanguageName(context.Background(), "de", "German"); got != "German" {
		t.Errorf("in English: %q", got)
	}
}

func TestLanguagesOfTags(t *testing.T) {
	english, dutch := context.Background(), say.In(context.Background(), "nl")
	for tag, want := range map[string]string{
		"en-US": "English (United States)|Engels (Verenigde Staten)", "nl": "Dutch|Nederlands", "zh-Hans": "Chinese (Simplified)|Chinees (vereenvoudigd)",
		"zh-TW": "Chinese (Taiwan)|Chinees (Taiwan)", "sr-Latn-RS": "Serbian (Latin, Serbia)|Servisch (Latijns, Servië)",
		"es-419": "Spanish (Latin America)|Spaans (Latijns-Amerika)", "no such tag": "no such tag|no such tag",
	} {
		if got := say.SpokenName(english, tag) + "|" + say.SpokenName(dutch, tag); got != want {
			t.Errorf("%s is %q, want %q", tag, got, want)
		}
	}
}

// Nobody can choose between two languages of one name.
func TestLanguagesOfAListAreToldApart(t *testing.T) {
	for _, language := range say.Languages {
		ctx := say.In(context.Background(), language.Tag)
		for _, d := range apptype.All() {
			for _, f := range d.Fields() {
				seen := map[string]string{}
				for _, o := range f.Options {
					if o.Language == "" {
						continue
					}
					name := say.LanguageName(ctx, o.Language, o.Label.Args[0])
					if seen[name] != "" || name == "" {
						t.Errorf("%s.%s in %s: %s and %s are both %q", d.ID, f.Key, language.Tag, seen[name], o.Value, name)
					}
					seen[name] = o.Value
				}
			}
		}
	}
}

func TestCountriesHaveTheirNamesOfToday(t *testing.T) {
	english, dutch := context.Background(), say.In(context.Background(), "nl")
	for code, want := range map[string]string{
		"mk": "North Macedonia|Noord-Macedonië", "sz": "Eswatini|Eswatini", "tr": "Türkiye|Turkije", "hk": "Hong Kong|Hongkong", "nl": "Netherlands|Nederland",
		"no country": "|",
	} {
		if got := say.CountryName(english, code) + "|" + say.CountryName(dutch, code); got != want {
			t.Errorf("%s is %q, want %q", code, got, want)
		}
	}
}

func TestWordsAreOrderedAsTheLanguageOrdersThem(t *testing.T) {
	list := []string{"Zweden", "IJsland", "Ivoorkust", "Égypte", "Estland", "estafette"}
	say.Sort(list, func(s string) string { return s })
	if got := strings.Join(list, " "); got != "Égypte estafette Estland IJsland Ivoorkust Zweden" {
		t.Error(got)
	}
}
