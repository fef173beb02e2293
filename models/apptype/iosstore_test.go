package apptype_test

import (
	"testing"

	"appdepot/models"
	"appdepot/models/field"
)

func TestAppStorePages(t *testing.T) {
	d := definition(t, "iosStoreApp")
	for address, fine := range map[string]bool{
		"https://apps.apple.com/nl/app/parcel-tracker/id1234567890":     true,
		"https://apps.apple.com/app/id1234567890?mt=8":                  true,
		"https://itunes.apple.com/us/app/id123456":                      true,
		"http://apps.apple.com/app/id1234567890":                        false,
		"https://apps.apple.com.example/app/id1234567890":               false,
		"https://apps.apple.com/developer/id1":                          false,
		"https://play.google.com/store/apps/details?id=com.example.app": false,
	} {
		if _, errs := d.Decode(with(d, "appStoreUrl", address)); errs["appStoreUrl"].Empty() != fine {
			t.Errorf("%s: %q", address, errs["appStoreUrl"])
		}
	}
}

func TestAppStoreResultFillsTheQuestions(t *testing.T) {
	d := definition(t, "iosStoreApp")
	for exact, listed := range map[string]string{"15.2": "15.0", "18.4": "18.0", "19.0": "18.0", "26.2": "26.0", "4.3": "8.0", "9.0": "9.0"} {
		form, _ := d.Fill(field.Form{}, field.Known{Facts: []models.FactValue{
			{Fact: models.FactMinimumOS, Value: exact}, {Fact: models.FactDeviceFamily, Value: "iPhone, iPad"},
		}})
		if got := form.Get("minimumSupportedOperatingSystem"); got != listed {
			t.Errorf("%s becomes %s, want %s", exact, got, listed)
		}
		if got := form["applicableDeviceType"]; len(got) != 2 || got[0] != "iPad" {
			t.Errorf("devices: %v", got)
		}
	}
}

func TestIOSDevicesOfOtherKinds(t *testing.T) {
	d := definition(t, "iosStoreApp")
	v := values(t, d, "applicableDeviceType", "iPad")
	for model, fits := range map[string]bool{"iPad Air": true, "iPhone 13": false, "": true} {
		device := models.Device{Platform: models.IOS, OSVersion: "18.1", Model: model}
		if why := d.Fits(v, device); why.Empty() != fits {
			t.Errorf("%s: %q", model, why)
		}
	}
}
