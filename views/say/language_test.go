package say_test

import (
	"context"
	"testing"

	"appdepot/views/say"
)

func TestLanguagesAreNamedInTheReadersLanguage(t *testing.T) {
	dutch := say.In(context.Background(), "nl")
	for tag, want := range map[string]string{"de": "Duits", "en-GB": "Engels (Verenigd Koninkrijk)", "no such tag": "Own name"} {
		if got := say.LanguageName(dutch, tag, "Own name"); got != want {
			t.Errorf("%s is %q, want %q", tag, got, want)
		}
	}
	if got := say.LanguageName(context.Background(), "de", "German"); got != "German" {
		t.Errorf("in English: %q", got)
	}
}
