package handlers_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/catalog"
	"appdepot/models/catalog/standin"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// The search of a store opens beside the questions, and fills them in.
func TestAppIsFoundInAStoreInABrowser(t *testing.T) {
	w := newWorld(t)
	w.person(models.Administrator) // set-up is behind us
	p := w.browser(models.ApplicationManager)
	p.Open(link.SelectAppType())
	p.ClickOn("label:has([value=iosStoreApp])")
	p.Click("Select")
	p.WaitText("Search the App Store")
	waitForResults(p)
	p.Type("App", "route planner")
	p.ClickOn("section.lookup-first button")
	p.WaitText("Route Planner Pro costs € 4.99.")
	p.WaitFor(`document.querySelector("dialog[open] #pane img")?.naturalWidth > 0`)
	waitForResults(p)
	p.Click("Select Route Planner")
	p.WaitText("Selected: Route Planner")
	p.WaitFor(`document.querySelector("[name=bundleId]").value === "example.veldhoek.routes"`)
	waitForResults(p)
	p.Click("Next")
	p.WaitFor(`location.pathname.endsWith("/assignments")`)
}

// Apps of managed Google Play are chosen several at once. An Android package of one's own becomes one too.
func TestAppsOfGooglePlayAreChosenInABrowser(t *testing.T) {
	w := newWorld(t)
	catalogs, err := catalog.New(catalog.Options{StandIns: map[string]http.Handler{"play.example": standin.Play("veldhoek", "Veldhoek")}, Settings: w.CatalogSettings})
	w.must(err)
	w.Connect(catalogs)
	w.must(w.ConnectPlay(w.Fixture.As(t, models.Administrator), field.Form{"location": {"http://play.example"}, "account": {"veldhoek"}}, "Veldhoek"))
	p := w.browser(models.ApplicationManager)
	p.Open(link.PlayApps())
	waitForResults(p)
	p.Type("Search managed Google Play", "s")
	p.Click("Search")
	p.WaitText("Floor Plans costs € 3.49.")
	waitForResults(p)
	p.Click("Select Depot Scanner")
	p.Click("Select Time Sheets")
	p.Click("Add selected apps")
	p.WaitText("2 apps were added.")
	here, err := w.Recognized(storetest.System(t), "androidManagedStoreApp")
	w.must(err)
	for name, id := range here {
		if !strings.HasPrefix(name, "example.") || id == "" {
			t.Errorf("%s was added", name)
		}
	}
	file := filepath.Join(t.TempDir(), "dock.apk")
	w.must(os.WriteFile(file, sample.APK(sample.APKOptions{Label: "Dock", PackageID: "example.veldhoek.dock", VersionName: "3.1", MinSDK: 30, Signer: sample.NewSigner("Veldhoek")}), 0o600))
	p.Open(link.PlayApps())
	p.Click("Add private app")
	p.WaitPath(link.PlayPrivateApp())
	waitForResults(p)
	p.Attach("Installer packages", file)
	p.WaitText("A private app stays private")
	waitForResults(p)
	p.Type("Title", "Dock & quay")
	p.Click("Add private app")
	p.WaitText("Dock & quay was added.")
	here, err = w.Recognized(storetest.System(t), "androidManagedStoreApp")
	w.must(err)
	p.WaitPath(link.App(string(here["example.veldhoek.dock"])))
}
