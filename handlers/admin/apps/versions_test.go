package apps_test

import (
	"net/http"
	"strings"
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/handlers/web/webtest"
	"appdepot/models"
	"appdepot/models/installer/sample"
	"appdepot/views/link"
)

func msiPackage(name, version, upgradeCode string) []byte {
	return sample.MSI(sample.MSIOptions{Name: name, Version: version, Manufacturer: "Contoso", AllUsers: "1",
		ProductCode: "{5F3C2A10-0000-4000-8000-000000000001}", UpgradeCode: upgradeCode})
}

// openDeployedApp is an app made from a package, at its page.
func openDeployedApp(s *handlertest.Site) *webtest.Browser {
	b := s.As(models.ApplicationManager)
	admintest.BeginType(b, "windowsMobileMSI")
	admintest.Upload(b, "probe.msi", msiPackage("Probe", "1.2.3", "{5F3C2A10-0000-4000-8000-000000000002}"))
	b.Fill("Description", "Measures.")
	b.Press("Next")
	b.Press("Next")
	b.Press("Create")
	return b
}

func TestNewVersionIsUploaded(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := openDeployedApp(s)
	b.Click("Upload new version")
	b.See("Upload another version of the same app")
	admintest.Upload(b, "probe-again.msi", msiPackage("Probe", "1.2.3", "{5F3C2A10-0000-4000-8000-000000000002}"))
	b.See("The app already has version 1.2.3.")
	b.Press("Discard file")
	admintest.Upload(b, "other.msi", msiPackage("Gauge", "2.0.0", "{5F3C2A10-0000-4000-8000-000000000003}"))
	b.See("This package is a different app: Gauge ({5F3C2A10-0000-4000-8000-000000000003}) instead of Probe ({5F3C2A10-0000-4000-8000-000000000002}).")
	b.Press("Discard file")
	admintest.Upload(b, "probe-next.msi", msiPackage("Probe", "2.0.0", "{5F3C2A10-0000-4000-8000-000000000002}"))
	admintest.VerifyNextVersion(t, s, b)
	b.See("Property table")
	b.See("English")
	b.DontSee("1033")
	if n := strings.Count(b.Doc().Find("#package").Text(), "The package is not signed"); n != 1 {
		t.Errorf("%d times the page says that the package is not signed", n)
	}
	b.Press("Set version 2.0.0 as current")
	b.See("Version 2.0.0 of Probe was added. The app is not assigned.")
	b.Within("tr:has(.badge)", func() { b.See("probe-next.msi") })

	versions := b.URL()
	reader := s.As(models.ReadOnlyOperator)
	reader.Visit(versions)
	reader.See("probe-next.msi")
	reader.See("Details from the file")
	reader.DontSee("Upload new version")
	reader.DontSee("Restore")

	b.Click("Restore version 1.2.3")
	b.See("install version 1.2.3 at their next check-in")
	b.Press("Restore version 1.2.3")
	b.See("Version 1.2.3 of Probe was restored. The app is not assigned.")
	b.Within("tr:has(.badge)", func() { b.See("probe.msi") })
	b.Click("Remove version 2.0.0")
	b.Press("Remove version")
	b.AtPath(versions)
	b.DontSee("probe-next.msi")
}

// An address that people know is not changed under them; a name is, because devices do not go by it.
func TestWhatADeployedAppKeeps(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	app := s.Publish(t, "webApp", "", nil, map[string][]string{"displayName": {"Intranet"}, "description": {"News."}, "publisher": {"Us"}, "appUrl": {"https://intranet.example.com/"}},
		models.DraftAssignment{Intent: models.Required, Mode: models.Include, Target: models.TargetAllUsers})
	b := s.As(models.ApplicationManager)
	b.Visit(link.AppProperties(string(app.ID), "information"))
	b.See("You can rename it safely")
	if b.Doc().Find("input#appUrl[readonly][value='https://intranet.example.com/']").Length() != 1 {
		t.Error("the address of a deployed web link can be edited")
	}
	b.Fill("Name", "Company news")
	b.Press("Save")
	b.See("The app was saved.")
	b.Status(http.StatusOK)
}
