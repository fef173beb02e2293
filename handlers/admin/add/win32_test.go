package add_test

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/handlers/web/webtest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/installer/sample"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// realMSI is a Windows Installer package that others made, and without the corpus a sample.
func realMSI() []byte {
	corpus := cmp.Or(os.Getenv("APPDEPOT_CORPUS"), filepath.Join("..", "..", "..", "shared", "corpus"))
	content, err := os.ReadFile(filepath.Join(corpus, "msi", "putty-0.68-installer.msi"))
	if err != nil {
		return sample.Example(".msi")
	}
	return content
}

// win32OfMSI goes through the wizard with a Windows Installer package: everything but words is in the file.
func win32OfMSI(t *testing.T, s *handlertest.Site, uninstall string) models.App {
	b := s.As(models.ApplicationManager)
	d := admintest.BeginType(b, "win32LobApp")
	admintest.Upload(b, "terminal.msi", realMSI())
	b.Fill("Description", "A terminal for the machines in the yard.")
	b.Press("Next")
	value(t, b, "Install command", `msiexec /i "terminal.msi" /qn`)
	if got := b.Value("Uninstall command"); !strings.HasPrefix(got, "msiexec /x {") {
		t.Errorf("it is taken off with %q", got)
	}
	b.Within(buttons(fieldOf(t, d, "allowAvailableUninstall")), func() { b.Choose(uninstall) })
	b.Press("Next")
	b.Select("Minimum operating system", "Windows 10 22H2")
	b.Press("Next")
	b.Within(`[role=group][aria-label="Rule 1"]`, func() {
		if code := b.Value("MSI product code"); len(code) != 38 {
			t.Errorf("devices look for the product %q", code)
		}
	})
	for range d.Steps[3:] {
		b.Press("Next")
	}
	b.Press("Next")
	b.Press("Create")
	return admintest.OnlyApp(t, s)
}

// A Windows app made of a real package is offered in the Company Portal, and people take it off themselves when that is allowed.
func TestPeopleTakeOffWhatTheyMay(t *testing.T) {
	t.Parallel()
	for uninstall, may := range map[string]bool{"Yes": true, "No": false} {
		t.Run(uninstall, func(t *testing.T) {
			s := handlertest.New(t)
			app := win32OfMSI(t, s, uninstall)
			ctx := storetest.System(t)
			laptop, err := s.AddDevice(ctx, models.Device{Name: "Laptop", Platform: models.Windows, OSVersion: "10.0.26100", Architecture: models.X64,
				Ownership: models.Corporate, PrimaryUserID: s.Person(t, models.PortalUser).ID, Enrolled: true})
			if err == nil {
				err = s.AssignApp(ctx, app.ID, app.Version, []models.DraftAssignment{{Intent: models.Available, Mode: models.Include, Target: models.TargetAllUsers}})
			}
			if err != nil {
				t.Fatal(err)
			}
			b := s.As(models.PortalUser)
			b.Visit(link.CompanyApp(string(app.ID)))
			b.Press("Install " + app.Name)
			s.Clock.Pass(time.Minute)
			s.AddInstall(t, models.Install{AppID: app.ID, DeviceID: laptop.ID, State: models.StateInstalled, Version: app.DisplayVersion, Wanted: models.Available})
			s.Clock.Pass(time.Minute)
			b.Reload()
			b.See("Installed")
			if may {
				b.Click("Uninstall")
				b.Press("Uninstall")
				b.See("Uninstalling")
				return
			}
			b.DontSee("Uninstall")
			b.Visit(link.CompanyUninstall(string(app.ID)))
			b.See("does not allow you to uninstall " + app.Name)
		})
	}
}

// An app whose provisioning profile ends soon is marked in the list and on its own pages, from 30 days before.
func TestEndOfAProfileIsTold(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	ends := s.Clock.Now().AddDate(0, 0, 31)
	file := sample.IPA(sample.IPAOptions{Name: "Rounds", BundleID: "com.example.rounds", Version: "3.1", Build: "1", MinimumOS: "16.0", Families: []int{1},
		Profile: "Rounds", Team: "ABCDE12345", Expires: ends, Signer: sample.NewSigner("Example Logistics")})
	d, _ := apptype.Get("iosLobApp")
	app := s.Publish(t, d.Entry.ID, "rounds.ipa", file, d.Example)
	pages := func(look func(*webtest.Browser)) {
		b := s.As(models.ReadOnlyOperator)
		for _, page := range []string{link.App(string(app.ID)), link.AppSection(string(app.ID), "properties")} {
			b.Visit(page)
			look(b)
		}
	}
	pages(func(b *webtest.Browser) { b.DontSee("The provisioning profile") })
	s.Clock.Pass(2 * 24 * time.Hour)
	list := func() *webtest.Browser {
		b := s.As(models.ReadOnlyOperator)
		b.Visit(link.Apps())
		return b
	}
	pages(func(b *webtest.Browser) { b.See("expires on " + ends.Format("2 Jan 2006")) })
	list().See("Expires on " + ends.Format("2 Jan"))
	s.Clock.Pass(30 * 24 * time.Hour)
	pages(func(b *webtest.Browser) { b.See("expired on " + ends.Format("2 Jan 2006")) })
	list().See("Expired on " + ends.Format("2 Jan"))
}
