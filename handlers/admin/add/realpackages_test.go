package add_test

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// realPackages are packages that others made, by the type whose wizard takes them.
var realPackages = map[string][]string{
	"androidLobApp":        {"apk/com.politedroid_6.apk", "apk/v1.v2.sig_1020.apk"},
	"iosLobApp":            {"ipa/fastlane-very-capable-app.ipa", "ipa/icyleaf-embedded.ipa"},
	"windowsMobileMSI":     {"msi/putty-0.68-installer.msi", "msi/NUnit-2.5.2.9222.msi"},
	"windowsUniversalAppX": {"appx/HelloWorld.appx", "appxbundle/BundleWithIntlPackage.appxbundle", "msix/TestWindows.msix", "msixbundle/existingBundle.msixbundle"},
	"macOSLobApp":          {"pkg/sparkle-test.pkg"},
	"macOSPkgApp":          {"pkg/sparkle-test.pkg", "pkg/rtrouton-Uninstall_Tanium_Client.pkg"},
	"win32LobApp":          {"intunewin/made-msi-probe.intunewin", "intunewin/JayRHa-install.intunewin", "msi/putty-0.68-installer.msi"},
	"macOSDmgApp":          {"dmg/SparkleTestCodeSign_apfs.dmg", "dmg/brew-transmission-2.61.dmg"},
}

// Real packages become apps, without JavaScript: what they do not say is answered as the type's example does.
func TestRealPackagesBecomeApps(t *testing.T) {
	t.Parallel()
	folder := cmp.Or(os.Getenv("APPDEPOT_CORPUS"), filepath.Join("..", "..", "..", "shared", "corpus"))
	for id, files := range realPackages {
		for _, name := range files {
			content, err := os.ReadFile(filepath.Join(folder, name))
			if os.IsNotExist(err) {
				continue // these packages are not part of the project
			}
			if err != nil {
				t.Fatal(err)
			}
			t.Run(id+"/"+filepath.Base(name), func(t *testing.T) {
				s := handlertest.New(t)
				b := s.As(models.ApplicationManager)
				d := admintest.BeginType(b, id)
				admintest.Upload(b, filepath.Base(name), content)
				b.See("Uploaded")
				answers := withFile(t, s, d)
				for _, step := range d.Steps {
					answerAll(b, d, step, answers)
					b.Press("Next")
				}
				b.Press("Next")
				b.Press("Create")
				app := admintest.OnlyApp(t, s)
				if app.Type != id || b.URL() != link.App(string(app.ID)) || app.Name != d.Example.Get("displayName") {
					t.Errorf("%s of the type %s was made, and %s is shown", app.Name, app.Type, b.URL())
				}
				if got := d.Detect(d.ValuesOf(app)); got.ID == "" {
					t.Errorf("devices recognize it by %+v", got)
				}
			})
		}
	}
}

// withFile is the example of a type with the answers that the file of the only draft gives in the place of its own.
func withFile(t *testing.T, s *handlertest.Site, d *apptype.Definition) field.Form {
	t.Helper()
	drafts, err := s.Drafts(storetest.System(t))
	if err != nil || len(drafts) != 1 {
		t.Fatalf("%d drafts, %v", len(drafts), err)
	}
	answers := maps.Clone(d.Example)
	for _, f := range section(d, apptype.PackageSection).Fields {
		delete(answers, f.Key)
		if said, ok := drafts[0].Form[f.Key]; ok {
			answers[f.Key] = said
		}
	}
	return answers
}
