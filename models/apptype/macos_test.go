package apptype_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
	"appdepot/models/reason"
)

func pkgPackage(t *testing.T, o sample.PKGOptions) models.Package {
	t.Helper()
	p, err := inspected(t, sample.PKG(o))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func ledger(location string, apps ...sample.PKGApp) sample.PKGPackage {
	return sample.PKGPackage{ID: "com.example.ledger" + strings.ReplaceAll(location, "/", "."), Version: "5.4", Location: location, Apps: apps}
}

var (
	ledgerApp = sample.PKGApp{Name: "Ledger", BundleID: "com.example.ledger", Version: "5.4", Build: "5400", MinimumOS: "11.3"}
	helperApp = sample.PKGApp{Name: "Helper", BundleID: "com.example.ledger_helper", Version: "1.0", Build: "7"}
)

func TestPKGAnswersItsQuestions(t *testing.T) {
	d := definition(t, "macOSLobApp")
	p := pkgPackage(t, sample.PKGOptions{Title: "Ledger", Packages: []sample.PKGPackage{
		ledger("/Library/Helpers", helperApp), ledger("/Applications", ledgerApp)}})
	form, filled := d.Fill(field.Form{"description": {"Books."}, "publisher": {"Us"}}, says(p))
	v, errs := d.Decode(form)
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	want := field.Values{"bundleId": "com.example.ledger", "versionNumber": "5.4", "buildNumber": "5400", "canBeManaged": "severalApps",
		"displayName": "Ledger", "description": "Books.", "publisher": "Us", "minimumSupportedOperatingSystem": "11.0",
		"ignoreVersionDetection": "false", "isFeatured": "false",
		"childApps": `[{"buildNumber":"5400","bundleId":"com.example.ledger","versionNumber":"5.4"}]`}
	if diff := cmp.Diff(want, v); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !filled["childApps"].Guess {
		t.Error("one of several apps is taken for the main one, and nobody says that it is a guess")
	}
	odd, err := d.Accept("ledger.pkg", p.Size, p)
	if err != nil || len(odd) != 2 || odd[0].Code != reason.MacAppNotSigned.Code || !strings.Contains(odd[1].String(), "/Library/Helpers") {
		t.Errorf("%v %v", odd, err)
	}
}

func TestWhatCanBeInstalledAsManaged(t *testing.T) {
	d := definition(t, "macOSLobApp")
	tests := []struct {
		packages []sample.PKGPackage
		want     string
	}{
		{[]sample.PKGPackage{ledger("/Applications", ledgerApp)}, "yes"},
		{[]sample.PKGPackage{ledger("/Applications", ledgerApp, helperApp)}, "severalApps"},
		{[]sample.PKGPackage{ledger("/Applications", ledgerApp), {ID: "com.example.scripts", Version: "1", Scripts: true}}, "severalPackages"},
		{[]sample.PKGPackage{ledger("/Library/Ledger", ledgerApp)}, "elsewhere"},
		{[]sample.PKGPackage{{ID: "com.example.scripts", Version: "1", Scripts: true}}, "noApp"},
	}
	for _, tt := range tests {
		form, _ := d.Fill(field.Form{"installAsManaged": {"true"}}, says(pkgPackage(t, sample.PKGOptions{Packages: tt.packages})))
		v, _ := d.Decode(form)
		if v["canBeManaged"] != tt.want {
			t.Errorf("%s, want %s", v["canBeManaged"], tt.want)
		}
		if managed := tt.want == "yes"; d.CanUninstall(v) != managed {
			t.Errorf("%s: can be uninstalled: %t", tt.want, !managed)
		}
	}
	if d.CanUninstall(values(t, d, "installAsManaged", "false")) {
		t.Error("what is not managed can be uninstalled")
	}
	mac := models.Device{Platform: models.MacOS, OSVersion: "10.15.7"}
	if why := d.Fits(values(t, d, "minimumSupportedOperatingSystem", "10.13"), mac); why.String() != "managedInstallTooOld(10.15.7)" {
		t.Errorf("%q", why)
	}
}

func TestIncludedAppsAreFoundTogether(t *testing.T) {
	d := definition(t, "macOSDmgApp")
	apps := []models.Detection{{Kind: "macos", ID: "com.example.ledger", Version: "5.4", Match: models.SameVersion},
		{Kind: "macos", ID: "com.example.ledger.helper", Version: "5.4", Match: models.SameVersion}}
	want := apps[0]
	want.Also = apps[1:]
	v := values(t, d, "ignoreVersionDetection", "false")
	if diff := cmp.Diff(want, d.Detect(v)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if d.DisplayVersion(v) != "5.4" || v["primaryBundleId"] != "com.example.ledger" {
		t.Errorf("the main app is %s %s", v["primaryBundleId"], d.DisplayVersion(v))
	}
	if got := d.Detect(values(t, d)); got.Version != "" || got.Also[0].Version != "" {
		t.Errorf("any version will do, and %+v is looked for", got)
	}
	if _, errs := d.Decode(with(d, "includedApps", "")); errs["includedApps"].Empty() {
		t.Error("a disk image without apps is accepted")
	}
}

func TestDMGAnswersItsQuestions(t *testing.T) {
	p, err := inspected(t, sample.DMG(sample.DMGOptions{Volume: "Ledger", Apps: []sample.App{
		{Name: "Ledger", BundleID: "com.example.ledger", Version: "5.4", MinimumOS: "26.1"}, {Name: "Nameless", Version: "1.0"}}}))
	if err != nil {
		t.Fatal(err)
	}
	d := definition(t, "macOSDmgApp")
	form, _ := d.Fill(field.Form{"description": {"Books."}, "publisher": {"Us"}}, says(p))
	v, errs := d.Decode(form)
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	if v["includedApps"] != `[{"bundleId":"com.example.ledger","bundleVersion":"5.4"}]` || v["minimumSupportedOperatingSystem"] != "26.0" {
		t.Errorf("%v", v)
	}
	if _, asked := field.ByKey(d.Fields(), "isFeatured"); asked {
		t.Error("a disk image can be featured")
	}
}

func TestDetectionInPlainWords(t *testing.T) {
	d := definition(t, "macOSPkgApp")
	step, _ := d.Step("detection")
	said := func(answers ...string) string {
		var all []string
		for _, s := range step.Summary(with(d, answers...)) {
			all = append(all, s.String())
		}
		return strings.Join(all, "\n")
	}
	if got := said(); !strings.Contains(got, "com.example.ledger, version 5.4") || !strings.Contains(got, "get the version in the file") {
		t.Error(got)
	}
	if got := said("ignoreVersionDetection", "true"); !strings.Contains(got, ", any version") || !strings.Contains(got, "keep it") {
		t.Error(got)
	}
	if got := said("includedApps", "0"); !strings.Contains(got, "so that Macs can detect") {
		t.Error(got)
	}
}

func TestScriptsOfPackages(t *testing.T) {
	d := definition(t, "macOSPkgApp")
	for script, accepted := range map[string]bool{
		"#!/bin/sh\nexit 0\n": true, "": true, "echo hello\n": false, " #!/bin/sh\n": false,
		"#!/bin/sh\n" + strings.Repeat("é", 15_349): true, "#!/bin/sh\n" + strings.Repeat("#", 15_350): false,
	} {
		for _, key := range []string{"preInstallScript", "postInstallScript"} {
			if _, errs := d.Decode(with(d, key, script)); errs[key].Empty() != accepted {
				t.Errorf("%s of %d characters beginning with %.10q: %s", key, len(script), script, errs[key])
			}
		}
	}
	if d.CanUninstall(values(t, d)) {
		t.Error("a package can be uninstalled")
	}
}

func TestVersionsOfMacApps(t *testing.T) {
	lob := definition(t, "macOSLobApp")
	for version, fine := range map[string]bool{"5.4": false, "5.3.9": false, "5.10": true} {
		if err := lob.NewVersion(values(t, lob), values(t, lob, "versionNumber", version)); (err == nil) != fine {
			t.Errorf("%s: %v", version, err)
		}
	}
	for _, id := range []string{"macOSDmgApp", "macOSPkgApp"} {
		d := definition(t, id)
		if err := d.NewVersion(values(t, d), values(t, d, "includedApps.0.bundleVersion", "1.0")); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
}
