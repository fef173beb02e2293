package apps_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/handlers/web/webtest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/views/link"
)

func TestAllAppsWithoutScripts(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.Administrator)
	b.Visit(link.Apps())
	b.See("No apps yet")
	for i := range 60 {
		admintest.AddLink(t, s, fmt.Sprintf("Handbook %02d", i), "Veldhoek", i%2 == 0)
	}
	admintest.AddLink(t, s, "Zebra Scan", "Depot & Co <IT>", true)

	b.Visit(link.Apps())
	b.See("61 apps")
	b.See("Handbook 00")
	b.DontSee("Zebra Scan")
	b.Click("Next")
	b.See("Zebra Scan")
	b.See("Depot & Co <IT>")
	b.Click("Previous")
	b.See("Handbook 00")
}

func TestAppsAreFilteredWithoutScripts(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	admintest.AddLink(t, s, "Handbook", "Veldhoek", false)
	admintest.AddLink(t, s, "Scanner", "Zebra", true)
	b := s.As(models.ReadOnlyOperator)
	b.Visit(link.Apps())
	b.DontSee("Add app")
	b.Within("#list", func() {
		b.Fill("Search by name or publisher", "zebra")
		b.Press("Search")
	})
	b.See("Scanner")
	b.DontSee("Handbook")
	b.Click("Clear filters")
	b.See("Handbook")
	b.WithinGroup("Assigned is any of", func() { b.Check("No") })
	b.Within("#filter-assigned", func() { b.Press("Apply") })
	b.See("Handbook")
	b.DontSee("Scanner")
	b.Click("Name")
	b.See("Handbook")
	if !strings.Contains(b.URL(), "assigned=no") || !strings.Contains(b.URL(), "sort=-name") {
		t.Errorf("the address %s does not hold the state of the list", b.URL())
	}
	b.Within("#list", func() {
		b.Fill("Search by name or publisher", "nothing like it")
		b.Press("Search")
	})
	b.See("No apps match these filters.")
}

func TestAnAppWithItsInstallStatus(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	app := admintest.AddLink(t, s, "Travel", "Veldhoek", true)
	b := s.As(models.Administrator)
	b.Visit(link.App(string(app.ID)))
	b.See("No devices have reported yet")
	ada := s.Person(t, models.PortalUser)
	failed := admintest.AddInstall(t, s, app, "PC-1", ada.ID, models.StateFailed, 1603)
	admintest.AddInstall(t, s, app, "PC-2", ada.ID, models.StateInstalled, 0)
	admintest.AddInstall(t, s, app, "=KIOSK", "", models.StatePendingInstall, 0)

	b.Reload()
	b.See("1 device failed with this error")
	b.See("Windows Installer failed with a fatal error")
	if head := b.Doc().Find(".failure-head").Text(); !strings.Contains(head, "Installer stopped with a fatal error") || strings.Contains(head, "1603") {
		t.Errorf("the head of the failure is not in words: %q", head)
	}
	if got := b.Doc().Find(".failure details:not([open]) dd").Text(); got != "1603" {
		t.Errorf("behind Details stands the code %q", got)
	}
	overview := headsOf(b)
	b.WithinRow("PC-1", func() {
		b.See("Installer stopped with a fatal error")
		b.Click("1603")
	})
	b.AtPath(link.ErrorCode("1603"))
	b.See("Installer stopped with a fatal error")
	b.See("msiexec")
	b.Visit(link.App(string(app.ID)))
	b.Click("Refresh")
	b.AtPath(link.App(string(app.ID)))
	b.Click("Failed 1 33.3%")
	if all := headsOf(b); !slices.Equal(overview, all) {
		t.Errorf("the overview heads the devices %q, the device install status %q", overview, all)
	}
	b.WithinRow("PC-1", func() { b.See("Installer stopped with a fatal error") })
	b.DontSee("PC-2")
	b.Click("Clear filters")
	b.See("PC-2")
	b.Within("#list", func() {
		b.Fill("Search by device or user", "kiosk")
		b.Press("Search")
	})
	b.See("Shared device")
	b.DontSee("PC-1")

	b.Visit(link.AppSection(string(app.ID), "user-status"))
	b.WithinRow(ada.Name, func() { b.See(ada.Email) })

	b.Visit(link.Query(link.AppSection(string(app.ID), "device-status.csv"), "sort", "device"))
	rows, err := csv.NewReader(bytes.NewReader(b.Body())).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d rows of CSV, %v", len(rows), err)
	}
	if rows[1][0] != "'=KIOSK" || rows[2][0] != failed.Name || rows[2][7] != "1603" ||
		rows[2][6] != "The device reported error 1603. It retries at its first check-in after 30 Nov 2026 12:00 UTC, or when you select Retry." || rows[2][10] != "deviceError" {
		t.Errorf("the file says %q", rows)
	}
}

// headsOf are the heads of the columns that hold something.
func headsOf(b *webtest.Browser) (heads []string) {
	for _, h := range b.Doc().Find("#list th[scope=col]:not(.check)").EachIter() {
		heads = append(heads, strings.TrimSpace(h.Text()))
	}
	return heads
}

func TestTwoAdministratorsEditOneApp(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	app := admintest.AddLink(t, s, "Travel", "Veldhoek", false)
	first, second := s.As(models.Administrator), s.As(models.ApplicationManager)
	for _, b := range []*webtest.Browser{first, second} {
		b.Visit(link.AppSection(string(app.ID), "properties"))
		b.Click("Edit app information")
	}
	first.Fill("Owner", "Finance")
	first.Press("Save")
	first.AtPath(link.AppSection(string(app.ID), "properties"))
	first.See("Finance")
	second.Fill("Owner", "Logistics")
	second.Press("Save")
	second.Status(409)
	second.See("Travel changed while you were editing.")
	if got := second.Value("Owner"); got != "Logistics" {
		t.Errorf("the second administrator's input became %q", got)
	}
	second.Click("Reload to see the latest version")
	if got := second.Value("Owner"); got != "Finance" {
		t.Errorf("the first administrator's change is %q", got)
	}
	second.Fill("Owner", "Logistics")
	second.Fill("Name", "")
	second.Press("Save")
	second.Status(422)
	second.See("Enter a name.")
	second.Fill("Name", "Journeys")
	second.Press("Save")
	second.See("Journeys")
	second.Click("View all")
	second.See("Change app")
	second.See("Logistics")
}

func TestAnAppGetsALogo(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	app := admintest.AddLink(t, s, "Travel", "Veldhoek", false)
	b := s.As(models.ApplicationManager)
	b.Visit(link.AppSection(string(app.ID), "properties"))
	b.Click("Change logo")
	b.Attach("Logo", "logo.png", strings.NewReader("not a picture"))
	b.Press("Save")
	b.Status(422)
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewRGBA(image.Rect(0, 0, 64, 64))); err != nil {
		t.Fatal(err)
	}
	b.Attach("Logo", "logo.png", &picture)
	b.Press("Save")
	b.See("The logo was saved.")
	src, ok := b.Doc().Find("h1").Closest(".page-title").Find("img").Attr("src")
	if !ok || !strings.HasPrefix(src, "/images/") {
		t.Fatalf("the head of the page shows %q", src)
	}
	b.Click("Change logo")
	b.Check("Remove logo and show initials")
	b.Press("Save")
	if b.Doc().Find(".page-title img").Length() > 0 {
		t.Error("the logo is still there")
	}
}

func TestDeletingAnApp(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	app, free := admintest.AddLink(t, s, "Travel", "Veldhoek", true), admintest.AddLink(t, s, "Free", "Veldhoek", false)
	b := s.As(models.Administrator)
	b.Visit(link.App(string(app.ID)))
	b.Click("Delete")
	b.See("Travel cannot be deleted yet")
	b.See("All users (Required)")
	b.Visit(link.App(string(free.ID)))
	b.Click("Delete")
	b.See("Delete Free?")
	b.Press("Delete app")
	b.AtPath(link.Apps())
	b.See("Free was deleted.")
	b.Visit(link.App(string(free.ID)))
	b.Status(404)
}

// An app that was assigned once stays on the devices that have it.
func TestDeletingAnAppTellsOnHowManyDevicesItStays(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	app := s.Windows(t, "Planner")["Planner"]
	def, _ := apptype.Get(app.Type)
	d := def.Detect(app.Values)
	ctx := s.Fixture.As(t, models.Administrator)
	for i, inventory := range [][]models.InstalledApp{
		{{Kind: d.Kind, ID: d.ID, Version: "1.0"}}, {{Kind: "other", ID: d.ID}, {Kind: d.Kind, ID: d.ID}}, {{Kind: "other", ID: d.ID}}, nil,
	} {
		_, err := s.AddDevice(ctx, models.Device{Name: fmt.Sprintf("PC-%d", i), Platform: models.Windows, Ownership: models.Corporate, Enrolled: true,
			Inventory: inventory})
		if err != nil {
			t.Fatal(err)
		}
	}
	b := s.As(models.Administrator)
	b.Visit(link.App(string(app.ID)))
	b.Click("Delete")
	b.See("2 devices")
}

// A row that is longer makes long lists slow on slow lines.
func TestARowOfAllAppsIsShort(t *testing.T) {
	t.Parallel()
	const most = 1700 // bytes
	s := handlertest.New(t)
	app := admintest.AddLink(t, s, "Microsoft 365 Apps for Windows 10 and later", "Microsoft Corporation", true)
	for i, state := range []models.State{models.StateInstalled, models.StateFailed, models.StatePendingInstall, models.StateNotInstalled} {
		admintest.AddInstall(t, s, app, fmt.Sprintf("PC-%d", i), "", state, 0)
	}
	b := s.As(models.Administrator)
	b.Visit(link.Apps())
	row := string(b.Body())
	_, row, _ = strings.Cut(row, "<tbody>")
	row, _, _ = strings.Cut(row, "</tbody>")
	if len(row) > most {
		t.Errorf("a row has %d bytes, at most %d are allowed:\n%s", len(row), most, row)
	}
}
