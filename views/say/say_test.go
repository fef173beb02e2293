package say_test

import (
	"testing"

	"appdepot/models"
	"appdepot/views/say"
)

func TestLanguage(t *testing.T) {
	for tag, want := range map[string]string{"": "en", "en": "en", "nl": "nl", "xx": "en", "../nl": "en"} {
		if got := say.Language(say.In(t.Context(), tag)); got != want {
			t.Errorf("the language of %q is %q, want %q", tag, got, want)
		}
	}
	if got := say.Language(t.Context()); got != "en" {
		t.Errorf("without a language it is %q, want English", got)
	}
}

func TestTextsInBothLanguages(t *testing.T) {
	for _, c := range []struct {
		say            func(tag string) string
		english, dutch string
	}{
		{func(tag string) string { return say.T(say.In(t.Context(), tag), "All apps") }, "All apps", "Alle apps"},
		{func(tag string) string { return say.T(say.In(t.Context(), tag), "Version %s", "4.2") }, "Version 4.2", "Versie 4.2"},
		{func(tag string) string { return say.T(say.In(t.Context(), tag), "%s%%", "12") }, "12%", "12%"},
		{func(tag string) string { return say.T(say.In(t.Context(), tag), "") }, "", ""},
		{func(tag string) string { return say.T(say.In(t.Context(), tag), "A text that nobody translated") },
			"A text that nobody translated", "A text that nobody translated"},
		{func(tag string) string { return say.C(say.In(t.Context(), tag), "intent", "Required") }, "Required", "Vereist"},
		{func(tag string) string { return say.N(say.In(t.Context(), tag), "%s device", "%s devices", 1) }, "1 device", "1 apparaat"},
		{func(tag string) string { return say.N(say.In(t.Context(), tag), "%s device", "%s devices", 0) }, "0 devices", "0 apparaten"},
		{func(tag string) string { return say.N(say.In(t.Context(), tag), "%s device", "%s devices", 1234) }, "1,234 devices", "1.234 apparaten"},
		{func(tag string) string {
			return say.Text(say.In(t.Context(), tag), models.T("Version %s", "Sales 100%s"))
		}, "Version Sales 100%s", "Versie Sales 100%s"},
		{func(tag string) string { return say.Text(say.In(t.Context(), tag), models.Text{}) }, "", ""},
		{func(tag string) string {
			return say.Text(say.In(t.Context(), tag), models.T("Version %s", "4.2").And(models.T("All apps")))
		}, "Version 4.2\nAll apps", "Versie 4.2\nAlle apps"},
	} {
		inBoth(t, c.say, c.english, c.dutch)
	}
}
