package apptype_test

import (
	"strings"
	"testing"

	"appdepot/models"
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
	nameless := p
	nameless.Facts = nil
	if _, err := d.Accept("printer.msi", p.Size, nameless); err == nil || !strings.Contains(err.Error(), "product code") {
		t.Errorf("without a product code: %v", err)
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
		{"androidLobApp", []string{"versionCode", "40201", "packageId", "com.example.other"}, "another app"},
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
