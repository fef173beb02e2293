package apptype_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
)

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
	form, filled := d.Fill(field.Form{"description": {"Scans."}, "publisher": {"Us"}, "displayName": {"Scanner"}}, apptype.PackageFacts("scan.apk", p))
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
