package add_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"appdepot/handlers/handlertest"
	"appdepot/handlers/web/webtest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// offered are the entries that the pane shows.
func offered(b *webtest.Browser) []string {
	return b.Doc().Find(`input[name=entry]`).Map(func(_ int, s *goquery.Selection) string { return s.AttrOr("value", "") })
}

func TestPaneIsNarrowedWithoutScripts(t *testing.T) {
	t.Parallel()
	b := handlertest.New(t).As(models.ApplicationManager)
	b.Visit(link.SelectAppType())
	if got := offered(b); len(got) != len(apptype.Pane()) {
		t.Errorf("%d entries are offered", len(got))
	}
	for _, e := range apptype.Pane() {
		b.See(e.Heading)
	}
	search := func(query string) []string {
		b.Fill("Filter by name, platform, or file extension, such as .msi", query)
		b.Press("Search")
		return offered(b)
	}
	for query, want := range map[string]string{".msi": "lineOfBusinessApp", "iphone": "iosStoreApp", "PC business": "lineOfBusinessApp", "google": "androidStoreApp"} {
		b.Visit(link.SelectAppType())
		if got := search(query); !slices.Contains(got, want) || slices.Contains(got, "webApp") {
			t.Errorf("%q finds %q", query, got)
		}
	}
	if got := search("xyzzy"); len(got) != 0 {
		t.Errorf("nonsense finds %q", got)
	}
	b.See("No app type matches “xyzzy”.")
	b.See(".apk")
	b.Visit(link.Query(link.SelectAppType(), "platform", "ios"))
	for _, id := range offered(b) {
		if e, _ := apptype.PaneEntryOf(id); !e.ForPlatform(models.IOS) {
			t.Errorf("%s is no app for iOS", e.Label)
		}
	}
}

func TestPaneDescribesWhatIsSelectedWithoutScripts(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	b.Visit(link.SelectAppType())
	b.Choose("Line-of-business app")
	b.Press("Show type details")
	for _, words := range []string{"added from its installation file", "What you need", ".apk", "up to 2 GB", "up to 8 GB", "Your plan has no limit."} {
		b.See(words)
	}
	b.Choose("Built-in app")
	b.Press("Show type details")
	b.See("People need an Apple Account to install this app from the App Store.")
	b.See("People need a Google account to install this app from Google Play.")
	b.Choose("Line-of-business app")
	b.Press("Select")
	b.See("App package file")
	admin := s.As(models.Administrator)
	if err := s.SetPlan(storetest.System(t), field.Form{"plan": {string(models.PlanTrial)}}); err != nil {
		t.Fatal(err)
	}
	admin.Visit(link.SelectAppType())
	admin.See("2 GB of 2 GB left in your trial plan.")
}

// The pane explains the general types of the source document; the fifth comes with app sources.
func TestPaneExplainsTheGeneralTypes(t *testing.T) {
	t.Parallel()
	b := handlertest.New(t).As(models.ApplicationManager)
	b.Visit(link.SelectAppType())
	shown := b.Doc().Find(".general-types dt")
	if shown.Length() != 4 {
		t.Errorf("%d general types are explained", shown.Length())
	}
	for _, g := range apptype.GeneralTypes() {
		said := shown.FilterFunction(func(_ int, s *goquery.Selection) bool { return s.Text() == g.Name }).Next().Text()
		if said != g.Installs+" "+g.Updates {
			t.Errorf("of %s it says %q", g.Name, said)
		}
	}
}

func TestPaneAsksWhatToAdd(t *testing.T) {
	t.Parallel()
	b := handlertest.New(t).As(models.ApplicationManager)
	b.Visit(link.Query(link.SelectAppType(), "q", "xyzzy"))
	b.Press("Select")
	b.Status(http.StatusUnprocessableEntity)
	b.See("Select an app type.")
}

// Two entries may have one label: those who hear the list are told them apart.
func TestEntriesHaveNamesOfTheirOwn(t *testing.T) {
	t.Parallel()
	b := handlertest.New(t).As(models.ApplicationManager)
	b.Visit(link.SelectAppType())
	seen := map[string]bool{}
	b.Doc().Find("label.option").Each(func(_ int, s *goquery.Selection) {
		name := strings.Join(strings.Fields(s.Text()), " ")
		if seen[name] {
			t.Errorf("two entries are called %q", name)
		}
		seen[name] = true
	})
}
