package apptype_test

import (
	"reflect"
	"testing"

	"appdepot/models"
	"appdepot/models/field"
)

func TestPlayAddresses(t *testing.T) {
	d := definition(t, "androidStoreApp")
	for address, id := range map[string]string{
		"https://play.google.com/store/apps/details?id=org.fdroid.fdroid":           "org.fdroid.fdroid",
		"https://play.google.com/store/apps/details?hl=nl&id=com.example.a_1&gl=NL": "com.example.a_1",
		"https://play.google.com/store/apps/details?id=":                            "",
		"https://play.google.com/store/apps/details?id=nodots":                      "",
		"https://play.google.com/store/apps/dev?id=com.example":                     "",
		"https://play.google.com.example/store/apps/details?id=com.example":         "",
		"https://apps.apple.com/app/id1":                                            "",
	} {
		v, errs := d.Decode(with(d, "appStoreUrl", address))
		if (errs["appStoreUrl"].Empty()) != (id != "") || v["packageId"] != id {
			t.Errorf("%s gives %q: %s", address, v["packageId"], errs["appStoreUrl"])
		}
	}
	got := d.Detect(values(t, d))
	if want := (models.Detection{Kind: "android", ID: "com.example.parcels"}); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
}

func TestTypedPackageNameDoesNotCount(t *testing.T) {
	d := definition(t, "androidStoreApp")
	if got := values(t, d, "packageId", "com.evil")["packageId"]; got != "com.example.parcels" {
		t.Errorf("the package name is %q, not the address's", got)
	}
	lob := definition(t, "androidLobApp")
	form := field.Merge(lob.Fields(), lob.Example, with(lob, "packageId", "com.evil", "displayName", "New name"))
	if form.Get("packageId") != "com.example.depotscan" || form.Get("displayName") != "New name" {
		t.Errorf("%v", form)
	}
}

// Devices with Android Enterprise have a store of their own: the public one's apps are no good to them.
func TestPublicStoreIsNotForAndroidEnterprise(t *testing.T) {
	for _, id := range []string{"androidStoreApp", "managedAndroidStoreApp"} {
		d := definition(t, id)
		for platform, fits := range map[models.Platform]bool{models.Android: true, models.AndroidEnterprise: false} {
			why := d.Fits(values(t, d), models.Device{Platform: platform, OSVersion: "15"})
			if why.Empty() != fits {
				t.Errorf("%s on %s: %q", id, platform, why)
			}
		}
	}
}
