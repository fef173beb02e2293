package apptype_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/field"
)

func TestWebClipLeadsToAServer(t *testing.T) {
	for _, id := range []string{"iosiPadOSWebClip", "macOSWebClip"} {
		d := definition(t, id)
		for address, accepted := range map[string]bool{
			"https://shifts.example.com/": true, "http://intranet/": true, "tel:+31201234567": false, "javascript:alert(1)": false,
			"file:///etc/passwd": false, "": false,
		} {
			if _, errs := d.Decode(with(d, "appUrl", address)); errs["appUrl"].Empty() != accepted {
				t.Errorf("%s: %q is accepted: %t", id, address, !accepted)
			}
		}
		v := values(t, d, "appUrl", "https://example.com/a?b=c")
		if got, want := d.Detect(v), (models.Detection{Kind: "web", ID: "https://example.com/a?b=c"}); !cmp.Equal(got, want) {
			t.Errorf("%s: %+v", id, got)
		}
		if d.OpensAddress(v) != "https://example.com/a?b=c" || d.Address(v) != "" {
			t.Errorf("%s is opened instead of installed", id)
		}
		if f, _ := field.ByKey(d.LockedAt(field.Assigned).Fields(), "appUrl"); !f.IsLocked(d.Example) {
			t.Errorf("%s: the address can change once it is assigned", id)
		}
		if !strings.Contains(d.IntentNotes[models.Required], "leaves it installed") {
			t.Errorf("%s: nobody says that a required clip stays", id)
		}
	}
}

func TestWebClipSettings(t *testing.T) {
	d := definition(t, "iosiPadOSWebClip")
	want := map[string]string{"appUrl": "https://shifts.example.com/", "fullScreenEnabled": "true", "ignoreManifestScope": "true",
		"preComposedIconEnabled": "true", "targetApplicationBundleIdentifier": "org.mozilla.ios.Firefox", "useManagedBrowser": "false"}
	if diff := cmp.Diff(want, d.Settings(values(t, d))); diff != "" {
		t.Errorf("a device gets (-want +got):\n%s", diff)
	}
	if v := values(t, d, "fullScreenEnabled", "false"); v["ignoreManifestScope"] != "" {
		t.Error("the scope of the manifest is ignored outside full screen")
	}
	if _, errs := d.Decode(with(d, "targetApplicationBundleIdentifier", "Firefox")); errs["targetApplicationBundleIdentifier"].Empty() {
		t.Error("a name is taken for a bundle identifier")
	}
}
