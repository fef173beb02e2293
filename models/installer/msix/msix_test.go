package msix

import (
	"testing"
)

func TestMinimumWindows(t *testing.T) {
	for _, c := range []struct {
		families [][2]string
		old      string
		want     string
	}{
		{[][2]string{{"Windows.Universal", "10.0.0.0"}, {"Windows.Desktop", "10.0.17763.0"}}, "", "10.0.17763.0"},
		{[][2]string{{"Windows.Universal", "10.0.14393.0"}, {"Windows.Mobile", "10.0.10240.0"}}, "", "10.0.14393.0"},
		{[][2]string{{"Windows.Desktop", "0.0.0.0"}}, "", ""}, {nil, "6.2", "6.2"}, {nil, "", ""},
	} {
		if got := (appManifest{families: c.families, oldMinimum: c.old}).minimumOS(); got != c.want {
			t.Errorf("%v: %q, want %q", c.families, got, c.want)
		}
	}
}

func TestPublisherHash(t *testing.T) {
	if got := publisherHash("CN=Microsoft Corporation, O=Microsoft Corporation, L=Redmond, S=Washington, C=US"); got != "8wekyb3d8bbwe" {
		t.Errorf("the hash of every Microsoft app is 8wekyb3d8bbwe, not %s", got)
	}
}

func TestVariantOf(t *testing.T) {
	for name, want := range map[string]int{
		"Assets/Logo.png": 100, "assets/logo.PNG": 100, "Assets/Logo.scale-200.png": 200, "Assets/Logo.targetsize-256_altform-unplated.png": 512,
		"Assets/scale-400/Logo.png": 400, "Assets/Logo.scale-100_contrast-black.png": 0, "Assets/contrast-white/Logo.png": 0,
		"Assets/Logo2.png": -1, "Assets/Logo.scale-200.jpg": -1, "Logo.png": -1, "Assets/other/Logo.png": -1, "Assets/Logo.png/x": -1,
	} {
		got := -1
		if qualifiers, ok := variantOf(name, "Assets/Logo.png"); ok {
			if v := readQualifiers(qualifiers); v.contrast {
				got = 0
			} else {
				got = v.size
			}
		}
		if got != want {
			t.Errorf("%s: %d, want %d", name, got, want)
		}
	}
}
