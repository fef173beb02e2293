package add_test

import (
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/installer/sample"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// rounds is a package that may not tell its bundle ID.
func rounds(bundleID, build string) []byte {
	return sample.IPA(sample.IPAOptions{Name: "Rounds", BundleID: bundleID, Version: "3.1", Build: build, MinimumOS: "16.0", Families: []int{1, 2}})
}

// What a package does not tell is asked for in the wizard, can be changed in the properties while what it tells cannot, and
// decides whether another package is a version of the same app.
func TestBundleIDThatThePackageLacks(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	d := admintest.BeginType(b, "iosLobApp")
	admintest.Upload(b, "rounds.ipa", rounds("", "3100"))
	b.See("The package has no bundle ID")
	answerAll(b, d, d.Steps[0], d.Example)
	b.Press("Next")
	b.See("Enter the bundle ID.")
	b.Fill("Bundle ID", "com.example.round")
	b.Press("Next")
	b.Press("Next")
	b.Press("Create")
	app := admintest.OnlyApp(t, s)

	b.Visit(link.AppProperties(string(app.ID), apptype.PackageSection))
	if b.Doc().Find("input#versionNumber[readonly]").Length() != 1 {
		t.Error("what the package tells can be changed")
	}
	b.Fill("Bundle ID", "com.example.rounds")
	b.Press("Save")
	b.See("The app was saved.")
	app = admintest.OnlyApp(t, s)
	if got := d.Detect(d.ValuesOf(app)).ID; got != "com.example.rounds" {
		t.Errorf("devices look for %q", got)
	}
	versions, err := s.AppVersions(storetest.System(t), app.ID)
	if err != nil || versions[0].Values["bundleId"] != "com.example.rounds" {
		t.Errorf("the version keeps %v, %v", versions, err)
	}

	b.Visit(link.AppSection(string(app.ID), "versions"))
	admintest.Upload(b, "other.ipa", rounds("com.example.other", "3200"))
	b.See("This package is a different app")
	b.Press("Discard file")
	admintest.Upload(b, "rounds.ipa", rounds("", "3200"))
	admintest.VerifyNextVersion(t, s, b)
	if got := b.Value("Bundle ID"); got != "com.example.rounds" {
		t.Errorf("the next version begins with %q", got)
	}
	b.Fill("Bundle ID", "com.example.other")
	b.Press("Set version 3.1 as current")
	b.See("This package is a different app")
	b.Fill("Bundle ID", "com.example.rounds")
	b.Press("Set version 3.1 as current")
	b.See("Version 3.1 of Rounds was added. The app is not assigned.")
}

// The same for the codes of the other kinds of package.
func TestCodesThatThePackageLacks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		id, file, label, wrong, right string
		content                       []byte
	}{
		{"windowsMobileMSI", "probe.msi", "Product code", "{1}", "{5F3C2A10-0000-4000-8000-000000000001}",
			sample.MSI(sample.MSIOptions{Name: "Probe", Version: "1.2.3", Manufacturer: "Contoso", AllUsers: "2"})},
		{"androidLobApp", "scan.apk", "Package name", "scan", "com.example.depotscan",
			sample.APK(sample.APKOptions{Label: "Scan", VersionName: "4.2.0", VersionCode: 40200, MinSDK: 29, TargetSDK: 34})},
	} {
		t.Run(c.id, func(t *testing.T) {
			s := handlertest.New(t)
			b := s.As(models.ApplicationManager)
			d := admintest.BeginType(b, c.id)
			admintest.Upload(b, c.file, c.content)
			b.See("Not in the package")
			answerAll(b, d, d.Steps[0], d.Example)
			b.Fill(c.label, c.wrong)
			b.Press("Next")
			b.See("Some fields need your attention")
			b.Fill(c.label, c.right)
			b.Press("Next")
			b.Press("Next")
			b.Press("Create")
			if got := d.Detect(d.ValuesOf(admintest.OnlyApp(t, s))).ID; got != c.right {
				t.Errorf("devices look for %q", got)
			}
		})
	}
}
