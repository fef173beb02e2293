package connectors_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/handlers/web/webtest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/models/catalog/standin"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// standIn serves a catalog on this machine.
func standIn(t *testing.T, h http.Handler) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

func entryOf(id string) apptype.Entry {
	e, _ := apptype.PaneEntryOf(id)
	return e.Entry
}

// searchFor asks the catalog of a draft from the first step of its wizard.
func searchFor(b *webtest.Browser, text string) {
	b.Within("section.lookup-first", func() {
		b.Fill("App", text)
		b.Press("Search")
	})
}

func TestAppStoreAppIsFoundAndAdded(t *testing.T) {
	t.Parallel()
	s := connected(t, catalog.Options{AppStore: standIn(t, standin.AppStore())})
	b := s.As(models.ApplicationManager)
	admintest.Begin(b, entryOf("iosStoreApp"))
	b.Within("section.lookup-first", func() {
		b.Fill("App", "canteen")
		b.Select("App Store country or region", "United States")
		b.Press("Search")
	})
	b.See("No apps found")
	b.Select("App Store country or region", "Netherlands")
	b.Press("Search")
	b.See("Canteen Menu 🍲 قائمة")
	b.Fill("App", "route planner")
	b.Press("Search")
	b.See("Free · iPhone · 2.0")
	b.See("Route Planner Pro costs € 4.99. Only free App Store apps can be added")
	if n := b.Doc().Find("button[aria-label='Select Route Planner Pro']").Length(); n != 0 {
		t.Error("an app that costs money can be selected")
	}
	if src, ok := b.Doc().Find("main img").First().Attr("src"); !ok || !strings.HasPrefix(src, "/look-ups/appStore/icon") {
		t.Errorf("the picture comes from %q", src)
	}
	b.Press("Select Route Planner")
	b.See("Selected: Route Planner")
	b.See("From App Store")
	b.Press("Next")
	b.See("Required")
	b.Press("Next")
	b.Press("Create")
	app := admintest.OnlyApp(t, s)
	want := map[string]string{"bundleId": "example.veldhoek.routes", "appStoreUrl": "https://apps.apple.com/nl/app/id900100102",
		"minimumSupportedOperatingSystem": "17.0", "applicableDeviceType": "iPhoneAndIPod"}
	for key, value := range want {
		if app.Values[key] != value {
			t.Errorf("%s is %q, not %q", key, app.Values[key], value)
		}
	}
	if app.Name != "Route Planner" || app.LogoID == "" || app.Publisher != "Veldhoek Logistics B.V." {
		t.Errorf("%q of %q, with the picture %q", app.Name, app.Publisher, app.LogoID)
	}
}

// Choosing another app takes back what the first one said, and keeps what was typed.
func TestAnotherAppTakesThePlaceOfTheFirst(t *testing.T) {
	t.Parallel()
	s := connected(t, catalog.Options{AppStore: standIn(t, standin.AppStore())})
	b := s.As(models.ApplicationManager)
	admintest.Begin(b, entryOf("iosStoreApp"))
	searchFor(b, "scanner")
	b.Press("Select Depot Scanner")
	b.Fill("Description", "For the dock.")
	b.Press("Next")
	b.Press("Previous")
	b.Click("Choose another app")
	b.Fill("App", "900100106")
	b.Press("Search")
	b.Press("Select Time Sheets")
	if name, about := b.Value("Name"), b.Value("Description"); name != "Time Sheets" || about != "For the dock." {
		t.Errorf("%s: %s", name, about)
	}
}

func TestStoresThatDoNotAnswer(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		o    catalog.Options
		says string
	}{
		"broken":       {catalog.Options{AppStore: standIn(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("<html>")) }))}, "App Store sent an unreadable response."},
		"refusing":     {catalog.Options{AppStore: standIn(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }))}, "App Store rejected the request: 500"},
		"busy":         {catalog.Options{AppStore: standIn(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(429) }))}, "App Store is busy."},
		"unreachable":  {catalog.Options{AppStore: "http://127.0.0.1:1"}, "This server cannot reach App Store."},
		"switched off": {catalog.Options{Off: true}, "The operator of this server turned off searches outside it."},
	} {
		t.Run(name, func(t *testing.T) {
			b := connected(t, c.o).As(models.ApplicationManager)
			admintest.Begin(b, entryOf("iosStoreApp"))
			searchFor(b, "scanner")
			b.See(c.says)
			b.Click("iOS store app")
			b.See("Fields with an asterisk are required.")
		})
	}
}

func TestMicrosoftStoreAppIsFoundAndAdded(t *testing.T) {
	t.Parallel()
	s := connected(t, catalog.Options{MicrosoftStore: standIn(t, standin.MicrosoftStore())})
	b := s.As(models.ApplicationManager)
	admintest.Begin(b, entryOf("winGetApp"))
	searchFor(b, "depot")
	b.See("UWP")
	b.Press("Select Depot Board Gold")
	b.See("Depot Board Gold costs € 9.99. Only free apps can be added from the Microsoft Store.")
	b.Fill("App", "https://apps.microsoft.com/detail/xp8urenstaat03?hl=nl-nl&gl=NL")
	b.Press("Search")
	b.See("Win32")
	b.Press("Select Time Sheets Desktop")
	b.See("Selected: Time Sheets Desktop")
	for label, want := range map[string]string{"Package identifier": "XP8URENSTAAT03", "Installer type": "Win32", "Install behavior": "System"} {
		if _, only := b.Field(label).Attr("readonly"); !only || b.Value(label) != want {
			t.Errorf("%s is %q, read-only %t", label, b.Value(label), only)
		}
	}
	b.Press("Next")
	b.Press("Next")
	b.Press("Create")
	if app := admintest.OnlyApp(t, s); app.Values["installExperience.runAsAccount"] != "system" || app.Values["packageIdentifier"] != "XP8URENSTAAT03" {
		t.Errorf("%+v", app.Values)
	}
}

// play is a site whose managed Google Play is a stand-in; it is not connected yet.
func play(t *testing.T) *handlertest.Site {
	return connected(t, catalog.Options{StandIns: map[string]http.Handler{"play.example": standin.Play("veldhoek", "Veldhoek Logistics")}})
}

func connectPlay(b *webtest.Browser) {
	b.Visit(link.PlayConnection("connect"))
	b.Fill("URL", "http://play.example")
	b.Fill("Account", "veldhoek")
	b.Press("Connect")
}

func TestManagedGooglePlayNeedsTheConnection(t *testing.T) {
	t.Parallel()
	s := play(t)
	b := s.As(models.Administrator)
	b.Visit(link.SelectAppType())
	b.Choose("Managed Google Play app")
	b.Press("Select")
	b.AtPath(link.PlayApps())
	b.See("Managed Google Play is not connected.")
	b.Visit(link.PlayWebApp())
	b.Fill("Title", "Hours")
	b.Fill("URL", "https://hours.example/")
	b.Press("Add web app")
	b.Status(http.StatusUnprocessableEntity)
	b.See("Managed Google Play is not connected.")
	b.Visit(link.PlayApps())
	b.Click("Open Connectors")
	b.AtPath(link.Connectors())
}

// Connecting brings the five apps that every organization has; the two that keep a device managed cannot be uninstalled.
func TestConnectingBringsFiveApps(t *testing.T) {
	t.Parallel()
	s := play(t)
	b := s.As(models.Administrator)
	connectPlay(b)
	b.See("New approved apps: 5.")
	apps, err := s.Recognized(storetest.System(t), "androidManagedStoreApp")
	if err != nil || len(apps) != 5 {
		t.Fatalf("%v, %v", apps, err)
	}
	d, _ := apptype.Get("androidManagedStoreApp")
	for name, removable := range map[string]bool{"com.microsoft.intune": false, "com.azure.authenticator": false, "com.microsoft.launcher": true} {
		app, err := s.App(storetest.System(t), apps[name])
		if err != nil || d.CanUninstall(d.ValuesOf(app)) != removable {
			t.Errorf("%s can be uninstalled: %t, %v", name, !removable, err)
		}
	}
	b.Visit(link.App(string(apps["com.microsoft.intune"])) + "/assignments")
	if b.Doc().Find("#assign-uninstall").Length() > 0 {
		t.Error("the app that keeps devices managed can be assigned as Uninstall")
	}
}

func TestAppsOfManagedGooglePlayAreChosen(t *testing.T) {
	t.Parallel()
	s := play(t)
	connectPlay(s.As(models.Administrator))
	b := s.As(models.ApplicationManager)
	b.Visit(link.PlayApps())
	b.Press("Sync now")
	b.AtPath(link.PlayApps())
	b.See("No new apps. All approved apps were already added.")
	b.Fill("Search managed Google Play", "s")
	b.Press("Search")
	b.See("Floor Plans costs € 3.49. Only free managed Google Play apps can be added.")
	b.See("Already added")
	b.Press("Add selected apps")
	b.Status(http.StatusUnprocessableEntity)
	b.See("Select at least one app.")
	b.Check("Select Depot Scanner")
	b.Check("Select Time Sheets")
	b.Press("Add selected apps")
	b.See("2 apps were added. They are not assigned yet.")
	list, err := s.Apps(storetest.System(t), store.AppQuery{})
	if err != nil || len(list.Items) != 7 {
		t.Errorf("%d apps, %v", len(list.Items), err)
	}
}

func TestWebAppOfManagedGooglePlay(t *testing.T) {
	t.Parallel()
	s := play(t)
	b := s.As(models.Administrator)
	connectPlay(b)
	b.Visit(link.PlayWebApp())
	b.Fill("URL", "http://hours.example/")
	b.Press("Add web app")
	b.SeeFor("Title", "Enter a title.")
	b.SeeFor("URL", "needs a URL that starts with https://")
	b.Fill("Title", "Hours")
	b.Fill("URL", "https://hours.example/")
	b.Press("Add web app")
	b.See("Hours was added. It is not assigned yet.")
	b.See("Android Enterprise")
}

func TestSystemApp(t *testing.T) {
	t.Parallel()
	s := play(t)
	connectPlay(s.As(models.Administrator))
	b := s.As(models.ApplicationManager)
	admintest.Begin(b, entryOf("androidManagedSystemApp"))
	b.DontSee("Notes")
	b.Fill("Name", "Launcher")
	b.Fill("Description", "The home screen.")
	b.Fill("Publisher", "Maker")
	b.Fill("Package name", "launcher")
	b.Press("Next")
	b.SeeFor("Package name", "Use parts separated by dots")
	b.Fill("Package name", "com.microsoft.launcher")
	b.Press("Next")
	b.SeeFor("Package name", "already exists as a managed Google Play app")
	b.Fill("Package name", "com.android.deskclock")
	b.Press("Next")
	b.See("Enables the system app on these devices.")
	b.See("Disables the system app on these devices.")
	b.DontSee("Available for enrolled devices")
	b.Press("Next")
	b.Press("Create")
	b.See("Launcher was created.")
}
