package apptype_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
)

func shelves(t *testing.T, o sample.MSIXOptions) models.Package {
	t.Helper()
	o.DisplayName, o.PublisherDisplayName = "Shelves", "Example Logistics"
	p, err := inspected(t, sample.MSIX(o))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestWindowsPackageAnswers(t *testing.T) {
	d := definition(t, "windowsUniversalAppX")
	p := shelves(t, sample.MSIXOptions{Name: "Example.Shelves", Publisher: "CN=Example Logistics", Version: "2.5.0.0", Architecture: "arm64", MinVersion: "10.0.19041.0"})
	form, _ := d.Fill(field.Form{"description": {"Shows shelves."}}, apptype.PackageFacts("shelves.msix", p))
	v, errs := d.Decode(form)
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	want := models.Detection{Kind: "appx", ID: "Example.Shelves_" + p.Fact(models.FactPublisherHash), Version: "2.5.0.0", Match: models.MinimumVersion}
	if diff := cmp.Diff(want, d.Detect(v)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if d.DisplayVersion(v) != "2.5.0.0" || v["applicableArchitectures"] != "arm64" || v["isBundle"] != "false" {
		t.Errorf("%v", v)
	}
	device := models.Device{Platform: models.Windows, OSVersion: "10.0.22631.3007", Architecture: models.ARM64}
	if why := d.Fits(v, device); !why.Empty() {
		t.Errorf("on a fitting device: %s", why)
	}
	device.OSVersion = "10.0.17763.1"
	if why := d.Fits(v, device); !strings.Contains(why.String(), "10.0.19041.0") {
		t.Errorf("on an older Windows: %q", why)
	}
}

func TestBundleIsOneApp(t *testing.T) {
	d := definition(t, "windowsUniversalAppX")
	inner := func(architecture string) sample.MSIXOptions {
		return sample.MSIXOptions{Name: "Example.Shelves", DisplayName: "Shelves", Publisher: "CN=Example Logistics", Version: "2.5.0.0", Architecture: architecture}
	}
	p, err := inspected(t, sample.MSIXBundle(sample.MSIXBundleOptions{Version: "2.6.0.0", Packages: []sample.MSIXOptions{inner("x64"), inner("x86")}}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Accept("shelves.msixbundle", p.Size, p); err != nil {
		t.Fatal(err)
	}
	form, _ := d.Fill(field.Form{}, apptype.PackageFacts("shelves.msix", p))
	if form.Get("isBundle") != "true" || form.Get("identityVersion") != "2.6.0.0" || len(form["applicableArchitectures"]) != 2 {
		t.Errorf("%v", form)
	}
}

func TestNewVersionOfWindowsPackageRisesAndStaysTheSameApp(t *testing.T) {
	d := definition(t, "windowsUniversalAppX")
	for change, refused := range map[[2]string]string{
		{"identityVersion", "2.5.0.1"}:             "",
		{"identityVersion", "2.10.0.0"}:            "",
		{"identityVersion", "2.5.0.0"}:             "already has",
		{"identityVersion", "2.4.9.9"}:             "older",
		{"identityName", "Example.Racks"}:          "different app",
		{"identityPublisherHash", "8wekyb3d8bbwe"}: "different app",
	} {
		err := d.NewVersion(values(t, d), values(t, d, change[0], change[1]))
		if (err == nil) != (refused == "") || err != nil && !strings.Contains(err.Error(), refused) {
			t.Errorf("%v: %v", change, err)
		}
	}
}
