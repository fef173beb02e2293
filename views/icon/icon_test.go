package icon_test

import (
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/views/icon"
)

func TestAPhoneIsNoTablet(t *testing.T) {
	for model, want := range map[string]string{"iPhone 15": "phone", "iPad (10th generation)": "tablet", "": "phone"} {
		if got := icon.Device(models.IOS, model); got != want {
			t.Errorf("%q has the picture of a %s, not of a %s", model, got, want)
		}
	}
}

func TestALogoComesBeforeTheGlyphOfTheType(t *testing.T) {
	for _, d := range apptype.All() {
		without := icon.App("a", d.ID, "Depot Scan", "", 48)
		if without.Image != "" || without.Glyph != d.Glyph {
			t.Errorf("%s without a logo: image %q, glyph %q", d.ID, without.Image, without.Glyph)
		}
		if with := icon.App("a", d.ID, "Depot Scan", "l", 48); with.Image == "" {
			t.Errorf("%s does not show its logo", d.ID)
		}
	}
}

func TestADraftHasTheGlyphOfWhatItBecomes(t *testing.T) {
	for _, e := range apptype.Pane() {
		if got := icon.Kind(models.Draft{Entry: e.ID}, 48).Glyph; got != e.Glyph() {
			t.Errorf("a draft of %s has the glyph %q", e.ID, got)
		}
		for _, d := range e.Types {
			if got := icon.Kind(models.Draft{Entry: e.ID, Type: d.ID}, 48).Glyph; got != d.Glyph {
				t.Errorf("a draft of %s that becomes a %s has the glyph %q", e.ID, d.ID, got)
			}
		}
	}
}
