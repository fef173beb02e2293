package apps_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/handlers/web/webtest"
	"appdepot/models"
	"appdepot/views/link"
)

// table reads the CSV file that a link of the page leads to.
func table(t *testing.T, b *webtest.Browser) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(b.Body())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestTheFileOfAllAppsIsWhatThePersonSees(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	for i := range 230 {
		admintest.AddLink(t, s, fmt.Sprintf("Handbook %03d", i), "Veldhoek", i%2 == 0)
	}
	b := s.As(models.Administrator)
	b.Visit(link.Query(link.Apps(), "assigned", "yes", "sort", "-name"))
	b.See("1–50 of 115 apps")
	b.Within("#list-columns", func() {
		for _, hidden := range []string{"Platform", "Type", "Assigned", "Install status", "Modified"} {
			b.Uncheck(hidden)
		}
		b.Check("Featured")
		b.Press("Apply")
	})
	if !strings.Contains(b.URL(), "assigned=yes") {
		t.Errorf("choosing columns lost the filters: %s", b.URL())
	}
	b.Click("Export")
	rows := table(t, b)
	if want := []string{"Name", "Publisher", "Version", "Featured"}; !slices.Equal(rows[0], want) {
		t.Errorf("the columns are %q, want %q", rows[0], want)
	}
	if len(rows) != 116 || rows[1][0] != "Handbook 228" || rows[115][0] != "Handbook 000" {
		t.Errorf("%d lines, from %q to %q; want those of 115 apps in the page's order", len(rows), rows[1], rows[len(rows)-1])
	}

	other := s.As(models.ReadOnlyOperator)
	other.Visit(link.Apps())
	other.Within("thead", func() { other.See("Platform") }) // what one person hides, another sees
	b.Visit(link.Apps())
	b.Within("#list-columns", func() { b.Press("Reset") })
	b.Within("thead", func() { b.See("Platform") })
}

func TestSelectedAppsAreExported(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	for _, name := range []string{"Ferry", "Crane", "Quay"} {
		admintest.AddLink(t, s, name, "Veldhoek", false)
	}
	b := s.As(models.Administrator)
	b.Visit(link.Apps())
	b.Check("Select Ferry")
	b.Check("Select Quay")
	b.Within(".bulkbar", func() { b.Press("Export") })
	if rows := table(t, b); len(rows) != 3 || rows[1][0] != "Ferry" || rows[2][0] != "Quay" {
		t.Errorf("the file has %q", rows)
	}
}

func TestRowsOfAPageAreKept(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	for i := range 60 {
		admintest.AddLink(t, s, fmt.Sprintf("Handbook %02d", i), "Veldhoek", false)
	}
	b := s.As(models.Administrator)
	b.Visit(link.Apps())
	b.Select("Rows per page", "25")
	b.Within(".list-foot", func() { b.Press("Apply") })
	b.See("1–25 of 60 apps")
	b.Click("Next")
	b.See("26–50 of 60 apps")
	b.Click("Next")
	b.See("51–60 of 60 apps")
	b.Click("Previous")
	b.See("26–50 of 60 apps")
	b.Visit(link.Apps())
	b.See("1–25 of 60 apps")
}

func TestFiltersCountWhatTheyWouldFind(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	for i := range 5 {
		admintest.AddLink(t, s, fmt.Sprintf("Handbook %d", i), "Veldhoek", i < 2)
	}
	b := s.As(models.ReadOnlyOperator)
	for address, want := range map[string]map[string]string{
		"?count=assigned":              {"yes": "2", "no": "3"},
		"?count=assigned&q=handbook+1": {"yes": "1", "no": "0"},
		"?count=assigned&assigned=no":  {"yes": "2", "no": "3"}, // a filter does not count itself
	} {
		b.Visit(link.Apps() + address)
		var got map[string]string
		if err := json.Unmarshal(b.Body(), &got); err != nil {
			t.Fatal(err)
		}
		if got["yes"] != want["yes"] || got["no"] != want["no"] {
			t.Errorf("%s counts %v, want %v", address, got, want)
		}
	}
}

func TestSeveralAppsAreDeleted(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	admintest.AddLink(t, s, "Travel", "Veldhoek", true)
	for _, name := range []string{"Ferry", "Crane"} {
		admintest.AddLink(t, s, name, "Veldhoek", false)
	}
	b := s.As(models.Administrator)
	b.Visit(link.SelectedApps("delete") + "?all=1")
	b.See("Delete 2 apps?")
	b.See("1 selected app cannot be deleted and stays")
	b.See("Travel is still assigned to all users")
	admintest.AddLink(t, s, "Quay", "Veldhoek", false) // while somebody reads the question
	b.Press("Delete apps")
	b.AtPath(link.Apps())
	b.See("Apps deleted: 2.")
	b.See("2 apps")
	b.Check("Select Travel")
	b.Press("Delete")
	b.See("These apps cannot be deleted yet")
}

func TestSeveralAppsAreSortedFeaturedAndAssigned(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	for _, name := range []string{"Ferry", "Crane", "Quay"} {
		admintest.AddLink(t, s, name, "Veldhoek", false)
	}
	b := s.As(models.Administrator)
	b.Visit(link.NewCategory())
	b.Fill("Name", "Harbor")
	b.Press("Create category")
	choose := func(names ...string) {
		b.Visit(link.Apps())
		for _, name := range names {
			b.Check("Select " + name)
		}
	}
	choose("Ferry", "Crane")
	b.Press("Set categories")
	b.See("2 apps selected")
	b.WithinGroup("Add to", func() { b.Check("Harbor") })
	b.Press("Set categories")
	b.See("Apps with other categories: 2.")
	choose("Ferry")
	b.Press("Set categories")
	b.WithinGroup("Remove from", func() { b.Check("Harbor") })
	b.Press("Set categories")
	b.WithinGroup("Category is any of", func() { b.Check("Harbor") })
	b.Within("#filter-category", func() { b.Press("Apply") })
	b.See("Crane")
	b.DontSee("Ferry")

	choose("Quay")
	b.Press("Feature")
	b.See("Apps now featured in the Company Portal: 1.")
	b.Visit(link.Query(link.Apps(), "featured", "yes"))
	b.See("Quay")
	b.DontSee("Crane")

	choose("Quay", "Ferry")
	b.Press("Assign")
	b.See("Ferry")
	b.See("Quay")
	b.DontSee("Crane")
}

func TestACommandNeedsSomethingSelected(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	admintest.AddLink(t, s, "Ferry", "Veldhoek", false)
	b := s.As(models.Administrator)
	b.Visit(link.Apps())
	b.Press("Delete")
	b.Status(422)
	b.See("Nothing is selected.")
}
