package connectors_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/url"
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
	"appdepot/models/catalog"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
	"appdepot/models/reason"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// dock is a package in two versions, as its maker offers it.
type dock struct {
	files map[string][]byte // by address
	fail  error

	opened chan struct{} // when set, downloads wait until it is closed
}

func newDock() *dock {
	d := &dock{files: map[string][]byte{}}
	for version, code := range map[string]string{"1.0.0": "1", "2.0.0": "2"} {
		d.files[dockAddress(version)] = sample.MSI(sample.MSIOptions{Name: "Dock", Version: version, Manufacturer: "Veldhoek", AllUsers: "1", Platform: "x64",
			ProductCode: "{5F3C2A10-0000-4000-8000-00000000000" + code + "}", UpgradeCode: "{5F3C2A10-0000-4000-8000-000000000009}"})
	}
	return d
}

func dockAddress(version string) string { return "https://veldhoek.example/" + version + "/dock.msi" }

// manifest describes a version.
func (d *dock) manifest(version string) string {
	sum := sha256.Sum256(d.files[dockAddress(version)])
	return fmt.Sprintf("PackageIdentifier: Veldhoek.Dock\nPackageVersion: %s\nManifestType: singleton\nPackageName: Dock\nPublisher: Veldhoek\n"+
		"ShortDescription: At the dock.\nInstallers:\n"+
		"- {Architecture: x64, Scope: machine, InstallerType: msi, InstallerUrl: '%s', InstallerSha256: %s, ProductCode: '{5F3C2A10-0000-4000-8000-00000000000%s}'}\n",
		version, dockAddress(version), hex.EncodeToString(sum[:]), version[:1])
}

// withDock is a catalog from which the way leads to the maker's server.
type withDock struct {
	*catalog.Catalogs
	*dock
}

// Open is that way.
func (d withDock) Open(ctx context.Context, file models.Download) (io.ReadCloser, int64, error) {
	if d.opened != nil {
		select {
		case <-d.opened:
		case <-ctx.Done():
			return nil, 0, ctx.Err()
		}
	}
	if d.fail != nil {
		return nil, 0, d.fail
	}
	content := d.files[file.URL]
	return io.NopCloser(bytes.NewReader(content)), int64(len(content)), nil
}

// enterprise is a site whose Enterprise App Catalog has the package.
func enterprise(t *testing.T, d *dock) *handlertest.Site {
	below := t.TempDir()
	for _, version := range []string{"1.0.0", "2.0.0"} {
		folder := filepath.Join(below, "ours", version)
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "dock.yaml"), []byte(d.manifest(version)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := connected(t, catalog.Options{Folder: below})
	s.ConnectEnterprise(withDock{s.Catalogs, d})
	_, err := s.AddCatalogSource(s.Fixture.As(t, models.Administrator), field.Form{"name": {"Ours"}, "kind": {string(models.WingetFolder)}, "location": {"ours"}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// await loads the page again until it says something that work in the background brings.
func await(t *testing.T, b *webtest.Browser, text string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !strings.Contains(b.Text(), text); b.Reload() {
		if time.Now().After(deadline) {
			b.See(text)
		}
	}
}

// chooseDock begins an app with the old version.
func chooseDock(b *webtest.Browser) {
	admintest.Begin(b, entryOf("win32CatalogApp"))
	searchFor(b, "dock")
	b.Press("Select Dock")
	b.See("Dock has several installers.")
	b.Press("Select version 1.0.0 for x64, Any language, All users of the device, msi")
	b.See("Selected: Dock")
}

func TestCatalogAppIsDownloadedAddedAndUpdated(t *testing.T) {
	t.Parallel()
	s := enterprise(t, newDock())
	b := s.As(models.ApplicationManager)
	chooseDock(b)
	await(t, b, "Signed by")
	b.Press("Next")
	if got := b.Value("Install command"); !strings.HasPrefix(got, `msiexec /i "dock.msi"`) {
		t.Errorf("the install command is %q", got)
	}
	if _, only := b.Field("Install behavior").Attr("readonly"); !only {
		t.Error("the context can be chosen, though the installer has one only")
	}
	for range 3 {
		b.Press("Next")
	}
	b.Press("+ Add all users, Required")
	b.Press("Next")
	b.Press("Create")
	old := admintest.OnlyApp(t, s)
	if old.DisplayVersion != "1.0.0" || old.VersionID == "" || !strings.Contains(old.Values["detectionRules"], "{5F3C2A10-0000-4000-8000-000000000001}") {
		t.Errorf("%s, version %q, found by %s", old.DisplayVersion, old.VersionID, old.Values["detectionRules"])
	}

	needing := dependsOn(t, s, old)
	b.Visit(link.CatalogUpdates())
	b.See("2.0.0")
	b.Click("Update Dock")
	b.See("The new app takes over the old app's 1 assignment")
	b.Press("Update")
	b.See("Downloading the update of Dock to 2.0.0.")
	await(t, b, "Everything is up to date")
	ctx := storetest.System(t)
	list, err := s.Apps(ctx, store.AppQuery{})
	if err != nil || len(list.Items) != 3 {
		t.Fatalf("%d apps, %v", len(list.Items), err)
	}
	for _, a := range list.Items {
		if a.ID == old.ID {
			if left, err := s.Assignments(ctx, a.ID); err != nil || len(left) != 0 {
				t.Errorf("the old app keeps %+v, %v", left, err)
			}
			continue
		}
		if a.ID == needing.ID {
			continue
		}
		if needs, err := s.Relations(ctx, needing.ID); err != nil || len(needs.Own) != 1 || needs.Own[0].OtherID != a.ID {
			t.Errorf("what depended on the old app now has %+v, %v", needs.Own, err)
		}
		relations, err := s.Relations(ctx, a.ID)
		if err != nil || len(relations.Own) != 1 || relations.Own[0].OtherID != old.ID || relations.Own[0].Kind != models.Supersedence {
			t.Errorf("%+v, %v", relations.Own, err)
		}
		assigned, err := s.Assignments(ctx, a.ID)
		if err != nil || len(assigned) != 1 || assigned[0].Intent != models.Required || assigned[0].Target != models.TargetAllUsers {
			t.Errorf("%+v, %v", assigned, err)
		}
	}
}

// dependsOn is an app that needs another one.
func dependsOn(t *testing.T, s *handlertest.Site, other models.App) models.App {
	t.Helper()
	ctx := s.Fixture.As(t, models.ApplicationManager)
	d, err := s.AddDraft(ctx, "win32LobApp")
	if err == nil {
		d, err = s.AttachUpload(ctx, d.ID, d.Version, s.Send(t, "crane.msi", sample.Example(".msi")))
	}
	def, _ := apptype.Get("win32LobApp")
	for _, step := range def.Steps {
		if err == nil && len(step.Sections) > 0 {
			d, err = s.SaveDraft(ctx, d.ID, d.Version, store.DraftAnswers{Step: step.Key, Form: def.Example})
		}
	}
	if err == nil {
		d, err = s.SaveDraftRelations(ctx, d.ID, d.Version, models.Dependency, []models.Relation{{Kind: models.Dependency, OtherID: other.ID, Automatic: true}})
	}
	if err != nil {
		t.Fatal(err)
	}
	app, err := s.PublishDraft(ctx, d.ID, d.Version)
	if err != nil {
		t.Fatal(err)
	}
	return app
}

// What somebody else signed than the version before does not become an app by itself.
func TestUpdateFromAnotherSignerWaitsForPeople(t *testing.T) {
	t.Parallel()
	d := newDock()
	d.files[dockAddress("2.0.0")] = sample.MSI(sample.MSIOptions{Name: "Dock", Version: "2.0.0", Manufacturer: "Veldhoek", AllUsers: "1", Platform: "x64",
		ProductCode: "{5F3C2A10-0000-4000-8000-000000000002}", UpgradeCode: "{5F3C2A10-0000-4000-8000-000000000666}"})
	s := enterprise(t, d)
	b := s.As(models.ApplicationManager)
	chooseDock(b)
	await(t, b, "Signed by")
	for range 5 {
		b.Press("Next")
	}
	b.Press("Create")
	b.Visit(link.CatalogUpdates())
	b.Click("Update Dock")
	b.Press("Update")
	b.Click("Update of Dock in progress")
	await(t, b, "This file is a different app")
	list, err := s.Apps(storetest.System(t), store.AppQuery{})
	if err != nil || len(list.Items) != 1 {
		t.Errorf("%d apps, %v", len(list.Items), err)
	}
}

func TestContentThatDoesNotArrive(t *testing.T) {
	t.Parallel()
	d := newDock()
	d.fail = reason.FileDiffers.Of("dock.msi").Invalid()
	s := enterprise(t, d)
	b := s.As(models.ApplicationManager)
	chooseDock(b)
	await(t, b, "dock.msi does not match the SHA-256 hash in the catalog")
	b.Press("Next")
	b.See("Some fields need your attention")
	d.fail = nil
	b.Press("Retry")
	await(t, b, "Signed by")
}

func TestCatalogAppNeedsItsContent(t *testing.T) {
	t.Parallel()
	d, _ := apptype.Get("win32CatalogApp")
	s := enterprise(t, newDock())
	b := s.As(models.ApplicationManager)
	admintest.Begin(b, d.Entry)
	b.Press("Next")
	b.See("This app has no content to install yet")
	b.Visit(link.CatalogUpdates())
	b.See("No apps from the Enterprise App Catalog yet")
}

// Whoever goes on while the content is still coming, or right after it has come, is not stopped; without scripts the page knows
// nothing of it.
func TestPeopleGoOnWhileContentArrives(t *testing.T) {
	t.Parallel()
	d := newDock()
	d.opened = make(chan struct{})
	s := enterprise(t, d)
	b := s.As(models.ApplicationManager)
	chooseDock(b)
	b.Press("Next")
	b.See("Install command")
	b.Press("Previous")
	watch := s.As(models.ApplicationManager)
	watch.Visit(b.URL())
	close(d.opened)
	await(t, watch, "Signed by")
	b.Fill("Notes", "For the dock.")
	b.Press("Next")
	b.See("Install command")
	b.Press("Previous")
	if got := b.Value("Notes"); got != "For the dock." {
		t.Errorf("the notes are %q", got)
	}
	b.See("Signed by")
}

// A maker that cannot be reached is named, and people may bring the very installer themselves.
func TestInstallerIsUploadedInPlaceOfTheDownload(t *testing.T) {
	t.Parallel()
	d := newDock()
	d.fail = reason.SiteUnreachable.Of("veldhoek.example").Unavailable()
	s := enterprise(t, d)
	b := s.As(models.ApplicationManager)
	chooseDock(b)
	u, err := url.Parse(dockAddress("1.0.0"))
	if err != nil {
		t.Fatal(err)
	}
	await(t, b, "The installer could not be downloaded from "+u.Host)
	b.DontSee("-1")
	b.Click("Upload it yourself")
	b.Attach("App package file", "other.msi", bytes.NewReader(d.files[dockAddress("2.0.0")]))
	b.Press("Upload file")
	await(t, b, "does not match the SHA-256 hash in the catalog")
	b.Click("Upload it yourself")
	b.Attach("App package file", "dock (1).msi", bytes.NewReader(d.files[dockAddress("1.0.0")]))
	b.Press("Upload file")
	await(t, b, "Signed by")
	b.See("dock.msi")
	b.Press("Next")
	b.See("Install command")
}
