package connectors_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/models/catalog/standin"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// connected is a site whose catalogs are stand-ins.
func connected(t *testing.T, o catalog.Options) *handlertest.Site {
	t.Helper()
	site := handlertest.New(t)
	o.Settings = site.CatalogSettings
	catalogs, err := catalog.New(o)
	if err != nil {
		t.Fatal(err)
	}
	site.Connect(catalogs)
	return site
}

func TestStoreLookupsAreSwitchedOffAndOn(t *testing.T) {
	t.Parallel()
	site := connected(t, catalog.Options{})
	b := site.As(models.Administrator)
	b.Visit(link.Connectors())
	b.See("https://itunes.apple.com")
	b.Press("Turn off search in the App Store")
	b.See("Search in the App Store was turned off.")
	ctx := site.Fixture.As(t, models.Administrator)
	if _, err := site.Catalogs.Source(ctx, apptype.AppStore); models.KindOf(err) != models.KindUnavailable {
		t.Errorf("the App Store is still asked: %v", err)
	}
	b.Press("Turn on search in the App Store")
	b.See("Search in the App Store was turned on.")
	if _, err := site.Catalogs.Source(ctx, apptype.AppStore); err != nil {
		t.Error(err)
	}
	b.Press("Turn off search in the Microsoft Store")
	b.See("Search in the Microsoft Store was turned off.")
}

func TestOperatorsSwitchIsShown(t *testing.T) {
	t.Parallel()
	b := handlertest.New(t).As(models.Administrator)
	b.Visit(link.Connectors())
	b.See("The operator of this server turned off searches outside it")
}

func TestConnectToManagedGooglePlay(t *testing.T) {
	t.Parallel()
	site := connected(t, catalog.Options{StandIns: map[string]http.Handler{"play.example": standin.Play("veldhoek", "Veldhoek Logistics")}})
	b := site.As(models.Administrator)
	b.Visit(link.Connectors())
	b.Click("Connect")
	b.Fill("URL", "http://127.0.0.1:1/")
	b.Fill("Account", "veldhoek")
	b.Press("Connect")
	b.Status(http.StatusUnprocessableEntity)
	b.SeeFor("URL", "Enter a URL that starts with https://")
	b.Fill("URL", "https://127.0.0.1:1/")
	b.Press("Connect")
	b.Status(http.StatusUnprocessableEntity)
	b.See("Managed Google Play was not searched: its URL leads to this server's own network")
	if got := b.Value("URL"); got != "https://127.0.0.1:1/" {
		t.Errorf("the address typed became %q", got)
	}
	b.Fill("URL", "http://play.example")
	b.Fill("Account", "somebody")
	b.Press("Connect")
	b.SeeFor("Account", "The catalog has no account somebody.")
	b.Fill("Account", "veldhoek")
	b.Press("Connect")
	b.AtPath(link.Connectors())
	b.See("Veldhoek Logistics")
	b.See("Last sync")
	b.Click("Disconnect")
	b.See("Disconnect from managed Google Play?")
	b.Press("Disconnect")
	b.See("Your organization is disconnected from managed Google Play.")
}

func TestSourcesOfTheEnterpriseCatalog(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(standin.Winget())
	t.Cleanup(server.Close)
	below := t.TempDir()
	manifest := "PackageIdentifier: Veldhoek.Dock\nPackageVersion: 1\nManifestType: singleton\nPackageName: Dock\nPublisher: Veldhoek\nInstallers:\n" +
		"- {Architecture: x64, InstallerType: msi, InstallerUrl: 'https://veldhoek.example/dock.msi', InstallerSha256: " + strings.Repeat("ab", 32) + "}\n"
	if err := os.Mkdir(filepath.Join(below, "ours"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(below, "ours", "dock.yaml"), []byte(manifest), 0o600); err != nil {
		t.Fatal(err)
	}
	site := connected(t, catalog.Options{Folder: below, Hosts: []string{strings.TrimPrefix(server.URL, "http://")}})
	b := site.As(models.Administrator)
	b.Visit(link.Connectors())
	b.See("Appdepot starter catalog")
	b.Click("Add source")
	b.Press("Add source")
	b.Status(http.StatusUnprocessableEntity)
	b.SeeFor("Name", "Enter a name.")
	b.SeeFor("Location", "Enter the URL of a server or the path of a folder.")
	b.Fill("Name", "Dock programs")
	b.Choose("Folder on the server")
	b.Fill("Location", "../../etc")
	b.Press("Add source")
	b.SeeFor("Location", "Enter the path relative to the folder")
	b.Fill("Location", "ours")
	b.Press("Add source")
	b.AtPath(link.Connectors())
	b.See("Dock programs was added.")

	b.Click("Edit source Dock programs")
	b.Choose("winget REST source")
	b.Fill("Location", server.URL)
	b.Press("Save")
	b.See("Dock programs was saved.")
	source, err := site.Catalogs.Source(site.Fixture.As(t, models.Administrator), apptype.Enterprise)
	if err != nil {
		t.Fatal(err)
	}
	hits, err := source.Search(site.Fixture.As(t, models.Administrator), catalog.Query{Text: "dock client"})
	if err != nil || len(hits) != 1 || hits[0].Kind != "Dock programs" {
		t.Errorf("the new source finds %+v, %v", hits, err)
	}
	b.Click("Remove source Dock programs")
	b.Press("Remove source")
	b.See("Dock programs was removed.")
	if list, err := site.CatalogSources(storetest.System(t)); err != nil || len(list) != 0 {
		t.Errorf("sources left: %+v, %v", list, err)
	}
}
