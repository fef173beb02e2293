package handlers_test

import (
	"crypto/sha256"
	"crypto/x509"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"appdepot/handlers/browsertest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/models/catalog/standin"
	"appdepot/models/field"
	"appdepot/views/link"
)

// searchResult opens the wizard of a type and searches its catalog.
func searchResult(p *browsertest.Page, id, text string) *apptype.Definition {
	d, _ := apptype.Get(id)
	p.Open(link.SelectAppType())
	p.ClickOn(fmt.Sprintf("label:has([value=%s])", d.Entry.ID))
	p.Click("Select")
	p.WaitText("Add app")
	p.Type("App", text)
	p.ClickOn("section.lookup-first button")
	return d
}

func TestMicrosoftStoreAppIsMadeInABrowser(t *testing.T) {
	w := newWorld(t)
	catalogs, err := catalog.New(catalog.Options{
		MicrosoftStore: "http://store.example", StandIns: map[string]http.Handler{"store.example": standin.MicrosoftStore()}, Settings: w.CatalogSettings,
	})
	w.must(err)
	w.Connect(catalogs)
	w.person(models.Administrator) // set-up is behind us
	p := w.browser(models.ApplicationManager)
	d := searchResult(p, "winGetApp", "depot board")
	p.WaitText("Depot Board Gold")
	waitForResults(p)
	p.Click("Select Depot Board")
	p.WaitText("Selected: Depot Board")
	app := w.created(p, d, func(field.Step) {})
	if app.Name != "Depot Board" || app.Values["packageIdentifier"] != "9NVELDHOEK01" || app.LogoID == "" {
		t.Errorf("%q with the picture %q: %v", app.Name, app.LogoID, app.Values)
	}
}

// localCatalog is the server of a program's maker on this machine, and a folder below which a manifest describes the program.
func localCatalog(t *testing.T) (folder string, o catalog.Options) {
	t.Helper()
	file := msi("Dock", "1.0.0")
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(file) }))
	t.Cleanup(server.Close)
	o = catalog.Options{Folder: t.TempDir(), Hosts: []string{strings.TrimPrefix(server.URL, "https://")}, RootCAs: x509.NewCertPool()}
	o.RootCAs.AddCert(server.Certificate())
	manifest := fmt.Sprintf("PackageIdentifier: Veldhoek.Dock\nPackageVersion: 1.0.0\nManifestType: singleton\nPackageName: Dock\nPublisher: Veldhoek\n"+
		"ShortDescription: At the dock.\nInstallers:\n- {Architecture: x64, Scope: machine, InstallerType: msi, InstallerUrl: '%s/dock.msi', InstallerSha256: %x, "+
		"ProductCode: '{6F1C7C0E-5B0A-4C42-9A53-9E7C4C1F0A11}'}\n", server.URL, sha256.Sum256(file))
	folder = filepath.Join(o.Folder, "ours")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "dock.yaml"), []byte(manifest), 0o600); err != nil {
		t.Fatal(err)
	}
	return filepath.Base(folder), o
}

// The server downloads what was chosen in the Enterprise App Catalog, and an app is made of it.
func TestEnterpriseCatalogAppIsMadeInABrowser(t *testing.T) {
	w := newWorld(t)
	folder, o := localCatalog(t)
	o.Settings = w.CatalogSettings
	catalogs, err := catalog.New(o)
	w.must(err)
	w.Connect(catalogs)
	_, err = w.AddCatalogSource(w.Fixture.As(t, models.Administrator), field.Form{"name": {"Ours"}, "kind": {string(models.WingetFolder)}, "location": {folder}})
	w.must(err)
	p := w.browser(models.ApplicationManager)
	d := searchResult(p, "win32CatalogApp", "dock")
	p.Click("Select Dock")
	p.WaitText("Selected: Dock")
	p.WaitText("Signed by")
	p.WaitFor(fileIsKnown)
	waitForResults(p)
	app := w.created(p, d, func(field.Step) {})
	if app.Name != "Dock" || app.DisplayVersion != "1.0.0" || app.VersionID == "" || !strings.Contains(app.Values["detectionRules"], "{6F1C7C0E-5B0A-4C42-9A53-9E7C4C1F0A11}") {
		t.Errorf("%q %s, version %q: %v", app.Name, app.DisplayVersion, app.VersionID, app.Values)
	}
}
