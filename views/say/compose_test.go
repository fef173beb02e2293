package say_test

import (
	"context"
	"testing"

	"appdepot/views/say"
)

// A verb with a title beside it has the order of words and the capital of its language.
func TestVerbsAndTitlesMakePhrases(t *testing.T) {
	dutch := say.In(context.Background(), "nl")
	for _, tt := range []struct{ english, inEnglish, title, inDutch string }{
		{"App information", "Edit app information", "App-informatie", "App-informatie bewerken"},
		{"Actions", "Edit actions", "Acties", "Acties bewerken"},
		{"MSI product code", "Edit MSI product code", "MSI-productcode", "MSI-productcode bewerken"},
		{"XML", "Edit XML", "XML", "XML bewerken"}, {"A", "Edit a", "A", "A bewerken"},
	} {
		if got := say.Phrase(say.T(context.Background(), "Edit %s", say.Inside(tt.english))); got != tt.inEnglish {
			t.Errorf("got %q, want %q", got, tt.inEnglish)
		}
		if got := say.Phrase(say.T(dutch, "Edit %s", say.Inside(tt.title))); got != tt.inDutch {
			t.Errorf("got %q, want %q", got, tt.inDutch)
		}
	}
	if got := say.Phrase(say.Inside("")); got != "" {
		t.Errorf("of nothing: %q", got)
	}
}
