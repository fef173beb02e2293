package catalog_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/models/catalog/catalogtest"
	"appdepot/models/catalog/standin"
)

// serve runs a stand-in that counts what it is asked.
func serve(t *testing.T, h http.Handler) (address string, asked *atomic.Int64) {
	t.Helper()
	asked = new(atomic.Int64)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		h.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL, asked
}

// open makes the catalogs with these options and settings.
func open(t *testing.T, o catalog.Options, s models.CatalogSettings) *catalog.Catalogs {
	t.Helper()
	o.Settings = func(context.Context) (models.CatalogSettings, error) { return s, nil }
	c, err := catalog.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func source(t *testing.T, c *catalog.Catalogs, name apptype.Catalog) catalog.Source {
	t.Helper()
	s, err := c.Source(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func host(address string) string { return strings.TrimPrefix(address, "http://") }

// facts are an item's facts by name.
func facts(i catalog.Item) map[models.Fact]string {
	all := map[models.Fact]string{}
	for _, f := range i.Facts {
		all[f.Fact] = f.Value
	}
	return all
}

func TestContract(t *testing.T) {
	apple, _ := serve(t, standin.AppStore())
	microsoft, _ := serve(t, standin.MicrosoftStore())
	winget, _ := serve(t, standin.Winget())
	ours := models.CatalogSource{ID: models.NewID(), Name: "Ours", Kind: models.WingetREST, Location: winget}
	c := open(t, catalog.Options{
		AppStore: apple, MicrosoftStore: microsoft, Hosts: []string{host(winget)}, Now: unhurried(),
		StandIns: map[string]http.Handler{"play.example": standin.Play("veldhoek", "Veldhoek Logistics")},
	}, models.CatalogSettings{Play: models.PlayConnection{Address: "http://play.example", Account: "veldhoek"}, Sources: []models.CatalogSource{ours}})
	for name, contract := range map[apptype.Catalog]catalogtest.Contract{
		apptype.AppStore:       {Text: "route", Unavailable: "route planner pro", Country: "nl"},
		apptype.MicrosoftStore: {Text: "depot board", Unavailable: "depot board gold"},
		apptype.ManagedPlay:    {Text: "microsoft", Unavailable: "floor plans"},
		apptype.Enterprise:     {Text: "client"},
	} {
		t.Run(string(name), func(t *testing.T) {
			contract.Source = source(t, c, name)
			if name == apptype.MicrosoftStore {
				contract.Text = "time sheets"
			}
			catalogtest.Run(t, contract)
		})
	}
}

// unhurried is a clock in which every question is asked long after the one before.
func unhurried() func() time.Time {
	var minutes atomic.Int64
	return func() time.Time { return time.Unix(0, 0).Add(time.Duration(minutes.Add(1)) * time.Minute) }
}

func TestAppStoreFillsFromResult(t *testing.T) {
	address, _ := serve(t, standin.AppStore())
	store := source(t, open(t, catalog.Options{AppStore: address}, models.CatalogSettings{}), apptype.AppStore)
	item, err := store.Item(t.Context(), "900100101", catalog.Query{Country: "NL"})
	if err != nil {
		t.Fatal(err)
	}
	want := map[models.Fact]string{
		models.FactName: "Depot Scanner", models.FactDescription: "Scan parcels at the dock and see where they go next.",
		models.FactPublisher: "Veldhoek Logistics B.V.", models.FactDeveloper: "Veldhoek Logistics B.V.",
		models.FactInformationURL: "https://veldhoek.example/scanner", models.FactStoreURL: "https://apps.apple.com/nl/app/id900100101",
		models.FactStoreID: "900100101", models.FactBundleID: "example.veldhoek.scanner", models.FactVersion: "4.2.1",
		models.FactMinimumOS: "15.2", models.FactDeviceFamily: "iPhone, iPad",
	}
	if diff := cmp.Diff(want, facts(item)); diff != "" {
		t.Error(diff)
	}
	if len(item.Icon) == 0 {
		t.Error("the icon was not fetched")
	}
}

func TestAppStoreFindsByCountryAddressAndBundle(t *testing.T) {
	address, _ := serve(t, standin.AppStore())
	store := source(t, open(t, catalog.Options{AppStore: address}, models.CatalogSettings{}), apptype.AppStore)
	for _, c := range []struct{ text, country, want string }{
		{"canteen", "nl", "900100105"},
		{"canteen", "de", ""},
		{"https://apps.apple.com/nl/app/route-planner/id900100102?l=en", "nl", "900100102"},
		{"id900100102", "us", "900100102"},
		{"example.veldhoek.scanner", "gb", "900100101"},
		{"قائمة", "nl", "900100105"},
	} {
		hits, err := store.Search(t.Context(), catalog.Query{Text: c.text, Country: c.country})
		got := ""
		if len(hits) > 0 {
			got = hits[0].ID
		}
		if err != nil || got != c.want {
			t.Errorf("%s in %s: found %q, want %q (%v)", c.text, c.country, got, c.want, err)
		}
	}
}

func TestPaidAppIsUnavailableWithItsPrice(t *testing.T) {
	address, _ := serve(t, standin.AppStore())
	store := source(t, open(t, catalog.Options{AppStore: address}, models.CatalogSettings{}), apptype.AppStore)
	hits, err := store.Search(t.Context(), catalog.Query{Text: "route planner pro", Country: "nl"})
	if err != nil || len(hits) != 1 {
		t.Fatal(hits, err)
	}
	const want = "Route Planner Pro costs € 4.99. Only free App Store apps can be added. Buy volume licenses for this app instead."
	if got := hits[0].Unavailable.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMicrosoftStoreKindAndContext(t *testing.T) {
	address, _ := serve(t, standin.MicrosoftStore())
	store := source(t, open(t, catalog.Options{MicrosoftStore: address}, models.CatalogSettings{}), apptype.MicrosoftStore)
	for id, want := range map[string][2]string{
		"9NVELDHOEK01":   {"UWP", "system, user"},
		"9PTEKENAAR02":   {"UWP", "user"},
		"XP8URENSTAAT03": {"Win32", "system"},
	} {
		item, err := store.Item(t.Context(), id, catalog.Query{Country: "nl"})
		if err != nil {
			t.Fatal(err)
		}
		got := facts(item)
		if got[models.FactInstallerType] != want[0] || got[models.FactScope] != want[1] || got[models.FactPackageID] != id {
			t.Errorf("%s: %s in context %s, want %s in %s", id, got[models.FactInstallerType], got[models.FactScope], want[0], want[1])
		}
		if len(item.Icon) == 0 {
			t.Errorf("%s has no icon", id)
		}
	}
}

func TestMicrosoftStoreTakesPastedAddress(t *testing.T) {
	address, _ := serve(t, standin.MicrosoftStore())
	store := source(t, open(t, catalog.Options{MicrosoftStore: address}, models.CatalogSettings{}), apptype.MicrosoftStore)
	for _, text := range []string{
		"9nveldhoek01", "https://apps.microsoft.com/detail/9nveldhoek01?hl=nl-nl&gl=NL", "https://apps.microsoft.com/store/detail/depot-board/9NVELDHOEK01",
		"https://www.microsoft.com/nl-nl/p/depot-board/9nveldhoek01?activetab=pivot", "ms-windows-store://pdp/?ProductId=9NVELDHOEK01",
	} {
		hits, err := store.Search(t.Context(), catalog.Query{Text: text, Country: "nl"})
		if err != nil || len(hits) != 1 || hits[0].ID != "9NVELDHOEK01" || hits[0].Kind != "UWP" {
			t.Errorf("%s: %+v %v", text, hits, err)
		}
	}
	if id := apptype.ProductID("https://evil.example/detail/9NVELDHOEK01"); id != "" {
		t.Errorf("an address elsewhere gave %s", id)
	}
}

func TestPlayConnection(t *testing.T) {
	c := open(t, catalog.Options{StandIns: map[string]http.Handler{"play.example": standin.Play("veldhoek", "Veldhoek Logistics")}}, models.CatalogSettings{})
	if _, err := c.Source(t.Context(), apptype.ManagedPlay); models.KindOf(err) != models.KindUnavailable {
		t.Errorf("without a connection: %v", err)
	}
	if wrong, err := c.Connect("http://play.example", "somebody-else"); err != nil {
		t.Fatal(err)
	} else if _, err := wrong.Organization(t.Context()); models.KindOf(err) != models.KindInvalid {
		t.Errorf("an unknown account: %v", err)
	}
	play, err := c.Connect("http://play.example/", "veldhoek")
	if err != nil {
		t.Fatal(err)
	}
	if name, err := play.Organization(t.Context()); err != nil || name != "Veldhoek Logistics" {
		t.Errorf("organization %q, %v", name, err)
	}
	approved := func() (ids []string) {
		items, err := play.Approved(t.Context(), "en")
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range items {
			ids = append(ids, i.ID)
		}
		return ids
	}
	if diff := cmp.Diff(catalog.FirstPlayApps, approved()); diff != "" {
		t.Error(diff)
	}
	if err := play.Approve(t.Context(), "example.veldhoek.scanner"); err != nil {
		t.Fatal(err)
	}
	web, err := play.MakeWebApp(t.Context(), "1", catalog.WebApp{Title: "Intranet", URL: "https://intranet.veldhoek.example/", Display: "standalone"})
	if err != nil || facts(web)[models.FactPlayKind] != "webApp" {
		t.Errorf("web app %+v, %v", web, err)
	}
	if got := approved(); len(got) != 7 {
		t.Errorf("approved afterwards: %v", got)
	}
}

func TestStarterCatalog(t *testing.T) {
	c := open(t, catalog.Options{Off: true}, models.CatalogSettings{})
	apps := source(t, c, apptype.Enterprise)
	files, err := filepath.Glob("data/winget/*.yaml")
	if err != nil || len(files) < 25 {
		t.Fatalf("%d apps in the starter catalog, want at least 25 (%v)", len(files), err)
	}
	updates, err := c.Updates(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	older := 0
	for _, file := range files {
		id := "starter/" + strings.TrimSuffix(filepath.Base(file), ".yaml")
		item, err := apps.Item(t.Context(), id, catalog.Query{})
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		got := facts(item)
		for _, f := range []models.Fact{models.FactName, models.FactDescription, models.FactPublisher, models.FactInformationURL, models.FactLicense, models.FactVersion,
			models.FactInstallCommand, models.FactSetupFile, models.FactScope, models.FactArchitectures} {
			if got[f] == "" {
				t.Errorf("%s does not know its %s", id, f)
			}
		}
		if item.Package == nil || len(item.Package.SHA256) != 64 || item.Package.Name != got[models.FactSetupFile] {
			t.Errorf("%s has no file to download: %+v", id, item.Package)
		}
		if last := item.Variants[len(item.Variants)-1]; last.Version != item.Variants[0].Version {
			older++
			if _, ok, err := updates.Newer(t.Context(), id, last.ID); err != nil || !ok {
				t.Errorf("%s %s has no update (%v)", id, last.Version, err)
			}
		}
		if _, ok, err := updates.Newer(t.Context(), id, item.Variant); err != nil || ok {
			t.Errorf("%s %s, the newest, has an update (%v)", id, item.Variant, err)
		}
	}
	if older < 3 {
		t.Errorf("%d apps have an older version, want at least 3", older)
	}
}

func TestEnterpriseChoosesVariant(t *testing.T) {
	apps := source(t, open(t, catalog.Options{Off: true}, models.CatalogSettings{}), apptype.Enterprise)
	dutch, err := apps.Item(t.Context(), "starter/RARLab.WinRAR", catalog.Query{Language: "nl"})
	if err != nil || dutch.Variant != "7.13.0/x64/nl/system/exe" {
		t.Errorf("in Dutch: %s, %v", dutch.Variant, err)
	}
	msi, err := apps.Item(t.Context(), "starter/7zip.7zip", catalog.Query{Variant: "26.01/x64//system/wix"})
	if err != nil {
		t.Fatal(err)
	}
	want := map[models.Fact]string{
		models.FactName: "7-Zip", models.FactPublisher: "Igor Pavlov", models.FactDeveloper: "Igor Pavlov", models.FactDescription: "A file archiver with a high compression ratio.",
		models.FactInformationURL: "https://7-zip.org/download.html", models.FactLicense: "LGPL-2.1",
		models.FactCatalogID: "starter/7zip.7zip", models.FactCatalogVariant: "26.01/x64//system/wix",
		models.FactVersion: "26.01", models.FactInstalledVersion: "26.01", models.FactSetupFile: "7z2601-x64.msi", models.FactSetupKind: "msi",
		models.FactScope: "system", models.FactArchitectures: "x64",
		models.FactProductCode: "{23170F69-40C1-2702-2601-000001000000}", models.FactUpgradeCode: "{23170F69-40C1-2702-0000-000004000000}",
		models.FactInstallCommand: `msiexec /i "7z2601-x64.msi" /quiet /norestart`,
		models.FactRemoveCommand:  `msiexec /x "{23170F69-40C1-2702-2601-000001000000}" /quiet /norestart`,
	}
	if diff := cmp.Diff(want, facts(msi)); diff != "" {
		t.Error(diff)
	}
	if _, err := apps.Item(t.Context(), "starter/7zip.7zip", catalog.Query{Variant: "1.0/x64//system/wix"}); models.KindOf(err) != models.KindNotFound {
		t.Errorf("a version that nobody offers: %v", err)
	}
}

func TestBrokenSourceDoesNotHideOthers(t *testing.T) {
	down, _ := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }))
	c := open(t, catalog.Options{Hosts: []string{"127.0.0.1"}}, models.CatalogSettings{Sources: []models.CatalogSource{
		{ID: models.NewID(), Name: "Broken", Kind: models.WingetREST, Location: down},
	}})
	hits, err := source(t, c, apptype.Enterprise).Search(t.Context(), catalog.Query{Text: "7-zip"})
	if err != nil || len(hits) != 2 || hits[0].ID != "starter/7zip.7zip" {
		t.Fatalf("%+v %v", hits, err)
	}
	if got := hits[1].Unavailable.String(); got != "siteRefused(Broken, 502 Bad Gateway)" {
		t.Errorf("the broken source says %q", got)
	}
}

func TestSwitchedOff(t *testing.T) {
	address, asked := serve(t, standin.AppStore())
	byAdministrator := open(t, catalog.Options{AppStore: address}, models.CatalogSettings{AppStoreOff: true, MicrosoftStoreOff: true})
	byOperator := open(t, catalog.Options{AppStore: address, Off: true}, models.CatalogSettings{Play: models.PlayConnection{Address: address, Account: "x"}})
	for _, c := range []*catalog.Catalogs{byAdministrator, byOperator} {
		for _, name := range []apptype.Catalog{apptype.AppStore, apptype.MicrosoftStore, apptype.ManagedPlay} {
			if _, err := c.Source(t.Context(), name); models.KindOf(err) != models.KindUnavailable {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := source(t, c, apptype.Enterprise).Search(t.Context(), catalog.Query{Text: "git"}); err != nil {
			t.Errorf("the starter catalog needs no network: %v", err)
		}
	}
	if asked.Load() != 0 {
		t.Errorf("%d questions were asked all the same", asked.Load())
	}
}
