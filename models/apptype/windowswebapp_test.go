package apptype_test

import (
	"testing"

	"appdepot/models"
)

func TestWindowsWebLinkIsForWindows(t *testing.T) {
	d := definition(t, "windowsWebApp")
	v := values(t, d)
	if why := d.Fits(v, models.Device{Platform: models.Windows}); !why.Empty() {
		t.Errorf("on Windows: %s", why)
	}
	if why := d.Fits(v, models.Device{Platform: models.Android}); why.Empty() {
		t.Error("it fits on Android")
	}
	if d.Address(v) != "https://docks.example.com/plan" || d.Detect(v).ID != d.Address(v) {
		t.Errorf("opens %s, detected by %+v", d.Address(v), d.Detect(v))
	}
}

func TestWindowsWebLinkRefusesOtherSchemes(t *testing.T) {
	d := definition(t, "windowsWebApp")
	for _, address := range []string{"javascript:alert(1)", "file:///C:/x", "ms-settings:about", "docks"} {
		if _, errs := d.Decode(with(d, "appUrl", address)); errs["appUrl"].Empty() {
			t.Errorf("%s is accepted", address)
		}
	}
}
