package apptype_test

import (
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
)

func TestContentCountsAndNotTheName(t *testing.T) {
	d := definition(t, "windowsMobileMSI")
	p := msiPackage(t, "1")
	if warnings, err := d.Accept("printer.exe", p.Size, p); err != nil || len(warnings) != 1 || !strings.Contains(warnings[0].String(), "printer.exe") {
		t.Errorf("under a foreign name: %v %v", warnings, err)
	}
	if warnings, err := d.Accept("PRINTER.MSI", p.Size, p); err != nil || len(warnings) != 0 {
		t.Errorf("in capitals: %v %v", warnings, err)
	}
	if _, err := d.Accept("printer.msi", 8<<30+1, p); models.KindOf(err) != models.KindTooLarge {
		t.Errorf("above the limit: %v", err)
	}
	if _, err := definition(t, "androidLobApp").Accept("printer.apk", p.Size, p); models.KindOf(err) != models.KindInvalid {
		t.Errorf("as an Android app: %v", err)
	}
}

// An identity that cannot be one is not missing: the package is damaged.
func TestIdentityThatCannotBeOneIsRefused(t *testing.T) {
	for id, fact := range map[string]models.FactValue{
		"windowsMobileMSI": {Fact: models.FactProductCode, Value: "{1}"}, "iosLobApp": {Fact: models.FactBundleID, Value: "com example/../app"},
		"androidLobApp": {Fact: models.FactPackageID, Value: "../scan"},
	} {
		d := definition(t, id)
		_, err := d.Accept("package"+d.Package.Extensions[0], 1, models.Package{Format: string(d.Package.Formats[0]), Facts: []models.FactValue{fact}})
		if models.KindOf(err) != models.KindInvalid || !strings.Contains(err.Error(), "Get a correct package") {
			t.Errorf("%s with %s: %v", id, fact.Value, err)
		}
	}
}

// A missing value never blocks: a package that tells nothing is taken, and what devices need to know is asked for. Windows
// itself reads no app package without an identity, so such a file is damaged.
func TestWhatAPackageDoesNotTellIsAsked(t *testing.T) {
	for _, d := range apptype.All() {
		if d.Package == nil || d.Fetched() || d.ID == "windowsUniversalAppX" {
			continue
		}
		bare := models.Package{Format: string(d.Package.Formats[0])}
		name := "bare" + d.Package.Extensions[0]
		if _, err := d.Accept(name, 1, bare); err != nil {
			t.Errorf("%s: %v", d.ID, err)
		}
		known := apptype.PackageFacts(name, bare)
		asks := d.Unlocked(known)
		form, _ := asks.Fill(field.Form{}, known)
		_, errs := asks.Decode(form)
		full := field.WithDefaults(asks.Fields(), form)
		for key, ask := range errs {
			f, _ := field.ByKey(asks.Fields(), key)
			if f.IsLocked(full) || ask.Empty() {
				t.Errorf("%s: nobody can answer %s", d.ID, key)
			}
		}
	}
}

func TestNewVersions(t *testing.T) {
	tests := []struct {
		id      string
		answers []string
		refused string // part of the sentence
	}{
		{"androidLobApp", []string{"versionCode", "40201"}, ""},
		{"androidLobApp", []string{"versionCode", "40200"}, "already has"},
		{"androidLobApp", []string{"versionCode", "9999"}, "older"},
		{"androidLobApp", []string{"versionCode", "40201", "packageId", "com.example.other"}, "different app"},
		{"windowsMobileMSI", []string{"productVersion", "24.8"}, ""},
		{"windowsMobileMSI", []string{"productVersion", "24.9.0"}, "already has"},
		{"webApp", nil, "no versions"},
	}
	for _, tt := range tests {
		d := definition(t, tt.id)
		err := d.NewVersion(values(t, d), values(t, d, tt.answers...))
		if (err == nil) != (tt.refused == "") || err != nil && !strings.Contains(err.Error(), tt.refused) {
			t.Errorf("%s with %v: %v", tt.id, tt.answers, err)
		}
	}
}

// What a catalog delivers is nothing that people upload, though it is a file like theirs.
func TestNoFileIsUploadedForACatalog(t *testing.T) {
	msi := msiPackage(t, "1")
	fit, err := apptype.EntriesFor("probe.msi", msi)
	if err != nil || len(fit) != 2 || fit[0].ID != "lineOfBusinessApp" || fit[1].ID != "win32LobApp" {
		t.Errorf("an .msi fits %v, %v", fit, err)
	}
	for _, e := range apptype.Pane() {
		if e.Types[0].Fetched() && len(e.Extensions()) > 0 {
			t.Errorf("%s offers to take %v", e.ID, e.Extensions())
		}
	}
}
