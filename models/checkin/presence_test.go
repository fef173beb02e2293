package checkin

import (
	"testing"

	"appdepot/models"
)

func TestDetect(t *testing.T) {
	inventory := []models.InstalledApp{
		{Kind: "msi", ID: "{X}", Version: "1.2"},
		{Kind: "msi", ID: "{X}", Version: "1.10"},
		{Kind: "android", ID: "org.example", Version: "7"},
	}
	for _, c := range []struct {
		name string
		d    models.Detection
		want Presence
	}{
		{"any version, the newest is told", models.Detection{Kind: "msi", ID: "{X}"}, Presence{true, true, "1.10"}},
		{"the same version", models.Detection{Kind: "msi", ID: "{X}", Version: "1.2", Match: models.SameVersion}, Presence{true, true, "1.2"}},
		{"not the same version", models.Detection{Kind: "msi", ID: "{X}", Version: "1.20", Match: models.SameVersion}, Presence{true, false, "1.10"}},
		{"at least", models.Detection{Kind: "msi", ID: "{X}", Version: "1.9", Match: models.MinimumVersion}, Presence{true, true, "1.10"}},
		{"older", models.Detection{Kind: "android", ID: "org.example", Version: "8", Match: models.MinimumVersion}, Presence{true, false, "7"}},
		{"all of several", models.Detection{Kind: "msi", ID: "{X}", Also: []models.Detection{{Kind: "android", ID: "org.example"}}}, Presence{true, true, "1.10"}},
		{"one of several", models.Detection{Kind: "msi", ID: "{Y}", Also: []models.Detection{{Kind: "android", ID: "org.example"}}}, Presence{true, false, ""}},
		{"one of several in an older version", models.Detection{Kind: "msi", ID: "{X}", Also: []models.Detection{{Kind: "android", ID: "org.example", Version: "8", Match: models.MinimumVersion}}}, Presence{true, false, "1.10"}},
		{"none of several", models.Detection{Kind: "msi", ID: "{Y}", Also: []models.Detection{{Kind: "msi", ID: "{Z}"}}}, Presence{}},
		{"another kind", models.Detection{Kind: "android", ID: "{X}"}, Presence{}},
		{"another id", models.Detection{Kind: "msi", ID: "{Y}"}, Presence{}},
	} {
		if got := Detect(inventory, c.d); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}
