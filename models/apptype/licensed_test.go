package apptype_test

import (
	"slices"
	"testing"

	"appdepot/models/apptype"
	"appdepot/models/field"
)

var licensedTypes = []string{"iosVppApp", "macOSVppApp", "microsoftStoreForBusinessApp"}

func TestLicensedAppsAreInNoPane(t *testing.T) {
	for _, id := range licensedTypes {
		d := definition(t, id)
		for _, e := range apptype.Pane() {
			if slices.Contains(e.Types, d) {
				t.Errorf("%s is offered as %s", id, e.Label)
			}
		}
		if !slices.ContainsFunc(apptype.NotAddable(), func(e apptype.PaneEntry) bool { return slices.Contains(e.Types, d) }) {
			t.Errorf("%s is not among what comes by itself", id)
		}
		if slices.Contains(apptype.Addable(), d) || !slices.Contains(apptype.All(), d) {
			t.Errorf("%s is offered, or there is no such type", id)
		}
	}
}

func TestLicensesAreOnlyRead(t *testing.T) {
	for _, id := range licensedTypes {
		d := definition(t, id)
		form := field.Merge(d.Fields(), d.Example, field.Form{"totalLicenseCount": {"1000"}, "displayName": {"Renamed"}, "description": {"x"}, "publisher": {"x"}})
		v, errs := d.Decode(form)
		if err := errs.Err(); err != nil {
			t.Fatal(err)
		}
		if v["totalLicenseCount"] != d.Example.Get("totalLicenseCount") || v["displayName"] != "Renamed" {
			t.Errorf("%s: %v", id, v)
		}
	}
}

func TestLicensedAppsAreFoundByTheirIdentity(t *testing.T) {
	for id, want := range map[string][2]string{
		"iosVppApp": {"ios", "com.example.maps"}, "macOSVppApp": {"macos", "com.example.drawings"}, "microsoftStoreForBusinessApp": {"store", "9NBLGGH4NNS1"},
	} {
		d := definition(t, id)
		if got := d.Detect(values(t, d)); got.Kind != want[0] || got.ID != want[1] || got.Version != "" {
			t.Errorf("%s: %+v", id, got)
		}
	}
}
