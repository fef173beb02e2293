package apptype_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
)

func definition(t *testing.T, id string) *apptype.Definition {
	t.Helper()
	d, ok := apptype.Get(id)
	if !ok {
		t.Fatalf("there is no type %s", id)
	}
	return d
}

// with is the type's example with some answers replaced.
func with(d *apptype.Definition, answers ...string) field.Form {
	form := maps.Clone(d.Example)
	for i := 0; i < len(answers); i += 2 {
		form.Set(answers[i], answers[i+1])
	}
	return form
}

func values(t *testing.T, d *apptype.Definition, answers ...string) field.Values {
	t.Helper()
	v, errs := d.Decode(with(d, answers...))
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	return v
}

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
	if want := (models.Detection{Kind: "android", ID: "com.example.parcels"}); got != want {
		t.Errorf("%+v", got)
	}
}

func TestTypedPackageNameDoesNotCount(t *testing.T) {
	d := definition(t, "androidStoreApp")
	if got := values(t, d, "packageId", "com.evil")["packageId"]; got != "com.example.parcels" {
		t.Errorf("the package name is %q, not the address's", got)
	}
	lob := definition(t, "androidLobApp")
	form := field.Take(lob.Fields(), lob.Example, with(lob, "packageId", "com.evil", "displayName", "New name"))
	if form.Get("packageId") != "com.example.depotscan" || form.Get("displayName") != "New name" {
		t.Errorf("%v", form)
	}
}

func TestWithoutEnrollmentNeedsDeviceAdministrator(t *testing.T) {
	d := definition(t, "androidLobApp")
	for platform, want := range map[string]bool{"androidDeviceAdministrator": true, "androidOpenSourceProject": false, "androidEnterprise": false} {
		if got := d.Assign(values(t, d, "targetedPlatforms", platform)).Intents[models.AvailableWithoutEnrollment]; got != want {
			t.Errorf("%s: %t", platform, got)
		}
	}
}

func TestAPKAnswersItsQuestions(t *testing.T) {
	d := definition(t, "androidLobApp")
	p, err := inspected(t, sample.APK(sample.APKOptions{Label: "Depot Scan", PackageID: "com.example.depotscan", VersionName: "4.2.0",
		VersionCode: 40200, MinSDK: 29, TargetSDK: 35, ABIs: []string{"arm64-v8a"}}))
	if err != nil {
		t.Fatal(err)
	}
	form, filled := d.Fill(field.Form{"description": {"Scans."}, "publisher": {"Us"}, "displayName": {"Scanner"}}, p)
	v, errs := d.Decode(form)
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	want := field.Values{"applicableArchitectures": "arm64", "description": "Scans.", "displayName": "Scanner", "isFeatured": "false",
		"minimumSupportedOperatingSystem": "10.0", "packageId": "com.example.depotscan", "publisher": "Us",
		"targetedPlatforms": "androidDeviceAdministrator", "versionCode": "40200", "versionName": "4.2.0"}
	if diff := cmp.Diff(want, v); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, marked := filled["displayName"]; marked {
		t.Error("a typed name is marked as read from the file")
	}
	if got := filled["minimumSupportedOperatingSystem"].Source; got != "AndroidManifest.xml" {
		t.Errorf("the minimum comes from %q", got)
	}
}

func msiPackage(t *testing.T, allUsers string) models.Package {
	t.Helper()
	p, err := inspected(t, sample.MSI(sample.MSIOptions{Name: "Label Printer", Version: "2.1.0", Manufacturer: "Us", AllUsers: allUsers,
		ProductCode: "{23170f69-40C1-2702-2409-000001000000}", UpgradeCode: "{23170F69-40C1-2702-0000-000004000000}"}))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestInstallContextIsAChoiceOnlyWhenThePackageLeavesOne(t *testing.T) {
	d := definition(t, "windowsMobileMSI")
	tests := []struct{ allUsers, typed, want string }{
		{"1", "false", "true"}, // for the device, whatever is typed
		{"", "true", "false"},  // for one user
		{"2", "", "false"},     // both: for the user unless chosen
		{"2", "true", "true"},
	}
	for _, tt := range tests {
		form, _ := d.Fill(field.Form{"description": {"Prints."}}, msiPackage(t, tt.allUsers))
		posted := form
		if tt.typed != "" {
			posted = field.Form{"useDeviceContext": {tt.typed}, "description": {"Prints."}, "displayName": form["displayName"], "publisher": form["publisher"]}
		}
		v, errs := d.Decode(field.Take(d.Fields(), form, posted))
		if err := errs.Err(); err != nil || v["useDeviceContext"] != tt.want {
			t.Errorf("ALLUSERS=%q and %q typed: %q, want %q; %v", tt.allUsers, tt.typed, v["useDeviceContext"], tt.want, err)
		}
	}
}

func TestAnotherPackageAnswersAnew(t *testing.T) {
	d := definition(t, "windowsMobileMSI")
	first, second := msiPackage(t, "1"), msiPackage(t, "2")
	for i, f := range second.Facts {
		if f.Fact == models.FactName {
			second.Facts[i].Value = "Another Printer"
		}
	}
	form, _ := d.Fill(field.Form{"publisher": {"Typed"}}, first)
	form, _ = d.Fill(d.Forget(form, first), second)
	if form.Get("displayName") != "Another Printer" || form.Get("publisher") != "Typed" || form.Get("installContext") != "dual" || form.Get("useDeviceContext") != "" {
		t.Errorf("%v", form)
	}
}

func TestDetectionOfMSI(t *testing.T) {
	d := definition(t, "windowsMobileMSI")
	code := "{23170F69-40C1-2702-2409-000001000000}"
	if got, want := d.Detect(values(t, d)), (models.Detection{Kind: "msi", ID: code, Version: "24.09.00.0", Match: models.SameVersion}); got != want {
		t.Errorf("%+v", got)
	}
	if got, want := d.Detect(values(t, d, "ignoreVersionDetection", "true")), (models.Detection{Kind: "msi", ID: code}); got != want {
		t.Errorf("%+v", got)
	}
}

func TestInstallerArguments(t *testing.T) {
	d := definition(t, "windowsMobileMSI")
	for line, accepted := range map[string]bool{
		"/norestart":                          true,
		`INSTALLDIR="C:\Program Files\x" /qn`: true,
		`TEXT="a /x b"`:                       true,
		"REBOOT=ReallySuppress -norestart":    true,
		"msiexec /qn":                         false,
		`C:\Windows\System32\MSIEXEC.EXE /qn`: false,
		"/i":                                  false,
		"/I other.msi":                        false,
		"-x {code}":                           false,
		"/qn /uninstall":                      false,
		`"/x" {code}`:                         false,
		`PROPERTY="open`:                      false,
	} {
		if _, errs := d.Decode(with(d, "commandLine", line)); errs["commandLine"].Empty() != accepted {
			t.Errorf("%s: %s", line, errs["commandLine"])
		}
	}
}

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

func TestAndroidVersionsHaveOneSigner(t *testing.T) {
	signed := func(s *sample.Signer, code uint32) models.Package {
		p, err := inspected(t, sample.APK(sample.APKOptions{Label: "A", PackageID: "a.b", VersionCode: code, MinSDK: 29, Signer: s}))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	ours, theirs := sample.NewSigner("ours"), sample.NewSigner("theirs")
	d := definition(t, "androidLobApp")
	if !d.SameSigner(signed(ours, 1), signed(ours, 2)) {
		t.Error("the same signer is refused")
	}
	if d.SameSigner(signed(ours, 1), signed(theirs, 2)) || d.SameSigner(signed(ours, 1), signed(nil, 2)) {
		t.Error("another signer, or none, is accepted")
	}
	if !definition(t, "windowsMobileMSI").SameSigner(msiPackage(t, "1"), msiPackage(t, "2")) {
		t.Error("Windows does not care who signed before")
	}
}

func TestWhichDevicesAnAppFits(t *testing.T) {
	phone := models.Device{Platform: models.Android, OSVersion: "14", Architecture: models.ARM64}
	old, enterprise, intel := phone, phone, phone
	old.OSVersion, enterprise.Platform, intel.Architecture = "9", models.AndroidEnterprise, models.X64
	pc := models.Device{Platform: models.Windows, OSVersion: "10.0.22631", Architecture: models.X64}
	arm, small := pc, pc
	arm.Architecture, small.Architecture = models.ARM64, models.X86
	tests := []struct {
		id      string
		answers []string
		device  models.Device
		why     string // part of the sentence; empty when it fits
	}{
		{"webApp", nil, pc, ""},
		{"webApp", nil, phone, ""},
		{"androidLobApp", nil, phone, ""},
		{"androidLobApp", nil, enterprise, ""},
		{"androidLobApp", nil, pc, "The app is for Android, and the device runs Windows."},
		{"androidLobApp", nil, old, "The app needs Android 10.0 or later, and the device has 9."},
		{"androidLobApp", nil, intel, "The app is made for arm64, arm, and the device has x64."},
		{"androidLobApp", []string{"applicableArchitectures", ""}, intel, ""},
		{"androidLobApp", []string{"applicableArchitectures", "arm"}, phone, ""},
		{"androidLobApp", []string{"targetedPlatforms", "androidEnterprise"}, enterprise, ""},
		{"androidLobApp", []string{"targetedPlatforms", "androidEnterprise"}, phone, "managed through Android Enterprise"},
		{"androidStoreApp", nil, old, ""},
		{"windowsMobileMSI", nil, pc, ""},
		{"windowsMobileMSI", nil, arm, ""},
		{"windowsMobileMSI", nil, small, "The app is made for x64, and the device has x86."},
	}
	for _, tt := range tests {
		d := definition(t, tt.id)
		why := d.Fits(values(t, d, tt.answers...), tt.device).String()
		if (why == "") != (tt.why == "") || !strings.Contains(why, tt.why) {
			t.Errorf("%s %v on %+v: %q, want %q", tt.id, tt.answers, tt.device, why, tt.why)
		}
	}
}

func TestTextsAreListedOnce(t *testing.T) {
	texts := apptype.Texts()
	seen := map[string]bool{}
	for _, s := range texts {
		if s == "" || seen[s] {
			t.Errorf("%q is empty or there twice", s)
		}
		seen[s] = true
	}
	for _, want := range []string{"Store app", "Line-of-business app", "App information", "Android %s", "Minimum operating system", "Enter the address that the link opens."} {
		if !seen[want] {
			t.Errorf("%q is missing", want)
		}
	}
}
