package apptype_test

import (
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
)

func TestEdgeIsFoundByItsChannel(t *testing.T) {
	windows, mac := definition(t, "windowsMicrosoftEdgeApp"), definition(t, "macOSMicrosoftEdgeApp")
	for channel, bundle := range map[string]string{"stable": "com.microsoft.edgemac", "beta": "com.microsoft.edgemac.Beta", "dev": "com.microsoft.edgemac.Dev"} {
		if got := windows.Detect(values(t, windows, "channel", channel)); got.Kind != "edge" || got.ID != channel || got.Version != "" {
			t.Errorf("%s on Windows: %+v", channel, got)
		}
		if got := mac.Detect(values(t, mac, "channel", channel)); got.Kind != "macos" || got.ID != bundle || got.Version != "" {
			t.Errorf("%s on macOS: %+v", channel, got)
		}
	}
	if _, errs := windows.Decode(with(windows, "channel", "canary")); errs["channel"].Empty() {
		t.Error("a channel that is not offered is accepted")
	}
}

func TestEdgeSpeaksALanguageOnWindowsOnly(t *testing.T) {
	windows, mac := definition(t, "windowsMicrosoftEdgeApp"), definition(t, "macOSMicrosoftEdgeApp")
	want := map[string]string{"channel": "beta", "displayLanguageLocale": "nl"}
	if diff := cmp.Diff(want, windows.Settings(values(t, windows))); diff != "" {
		t.Errorf("a device gets (-want +got):\n%s", diff)
	}
	if got := windows.Settings(values(t, windows, "displayLanguageLocale", "")); len(got) != 1 {
		t.Errorf("without a language a device gets %v", got)
	}
	if _, errs := windows.Decode(with(windows, "displayLanguageLocale", "tlh")); errs["displayLanguageLocale"].Empty() {
		t.Error("a language that Microsoft Edge does not speak is accepted")
	}
	if f, asked := field.ByKey(mac.Fields(), "displayLanguageLocale"); asked {
		t.Errorf("macOS asks %s", f.Label)
	}
}

// Whoever makes these apps is settled; what is typed for it does not count.
func TestMakersOfMicrosoftAppsAreSettled(t *testing.T) {
	for _, id := range []string{"windowsMicrosoftEdgeApp", "macOSMicrosoftEdgeApp", "macOSMicrosoftDefenderApp", "macOSOfficeSuiteApp"} {
		d := definition(t, id)
		posted := maps.Clone(d.InitialAnswers)
		maps.Copy(posted, field.Form{"publisher": {"Somebody"}, "developer": {"Somebody"}, "owner": {"Somebody"}})
		form := field.Merge(d.Fields(), d.InitialAnswers, posted)
		v, errs := d.Decode(form)
		if err := errs.Err(); err != nil {
			t.Errorf("%s: what it starts with is not accepted: %s", id, err)
		}
		for _, key := range []string{"publisher", "developer", "owner"} {
			if v[key] != "Microsoft" {
				t.Errorf("%s: %s is %q", id, key, v[key])
			}
		}
		if v["description"] == "" || v["displayName"] == "" {
			t.Errorf("%s starts without a name or a description", id)
		}
	}
}

func TestMicrosoftAppsForMacNeedARecentMacOS(t *testing.T) {
	for id, least := range map[string]string{"macOSMicrosoftEdgeApp": "10.14", "macOSOfficeSuiteApp": "10.14", "macOSMicrosoftDefenderApp": "13.0"} {
		d := definition(t, id)
		v := values(t, d)
		for version, fits := range map[string]bool{"10.13.6": false, "10.14": least == "10.14", "12.7.1": least == "10.14", "13.0": true, "15.2": true} {
			if why := d.Fits(v, models.Device{Platform: models.MacOS, OSVersion: version}); why.Empty() != fits {
				t.Errorf("%s on macOS %s: %q", id, version, why)
			}
		}
	}
}

func TestWhatCannotBeTakenOffIsNotOffered(t *testing.T) {
	for id, can := range map[string]bool{"macOSMicrosoftDefenderApp": false, "macOSOfficeSuiteApp": false, "macOSMicrosoftEdgeApp": true, "windowsMicrosoftEdgeApp": true} {
		d, _ := apptype.Get(id)
		if got := d.CanUninstall(values(t, d)); got != can {
			t.Errorf("%s can be uninstalled: %t", id, got)
		}
	}
}
