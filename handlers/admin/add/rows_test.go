package add_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/views/link"
)

// More rows than a table takes are all shown again with the mistake; a full table says so instead of offering one more.
func TestRowsBeyondTheLimitAreShownAgain(t *testing.T) {
	t.Parallel()
	site := admintest.Open(t, models.ApplicationManager)
	def, _ := apptype.Get("win32LobApp")
	table := fieldOf(t, def, "requirementRules")
	most := table.Rows.Limit()
	answer, page := site.SendRows(site.ExampleDraft(def), "requirements", table.Key, most+1,
		map[string]string{"type": "file", "path": `C:\Depot`, "fileOrFolderName": "part#.dll", "operationType": "exists"})
	if said := fmt.Sprintf("The maximum is %d, but there are %d.", most, most+1); answer.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(page, said) {
		t.Errorf("%s; the page says nothing of the limit", answer.Status)
	}
	for i := range most + 1 {
		if !strings.Contains(page, fmt.Sprintf(`value="part%d.dll"`, i)) {
			t.Errorf("row %d is gone", i+1)
		}
	}
	if strings.Contains(page, `value="add `+table.Key+`"`) {
		t.Error("the page offers one more")
	}
}

// A package with as many apps as are read can be added: the form with all of them arrives.
func TestPackageOfVeryManyAppsIsAdded(t *testing.T) {
	t.Parallel()
	site := admintest.Open(t, models.ApplicationManager)
	def, _ := apptype.Get("macOSDmgApp")
	id := site.ExampleDraft(def)
	site.SendRows(id, "detection", "includedApps", 500, map[string]string{"bundleId": "com.example.part#", "bundleVersion": "1.0"}, "change", "refresh")
	b := site.As(models.ApplicationManager)
	b.Visit(link.DraftStep(string(id), "detection"))
	b.See("You can add up to 500.")
	b.Press("Next")
	b.AtPath(link.DraftStep(string(id), "assignments"))
}

// The main app is the first; another one becomes it without scripts.
func TestIncludedAppsAreMoved(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	d := admintest.BeginType(b, "macOSDmgApp")
	admintest.Upload(b, "example.dmg", admintest.ExamplePackage(d))
	for _, step := range d.Steps {
		answerAll(b, d, step, d.Example)
		if step.Key != "detection" {
			b.Press("Next")
		}
	}
	b.See("Main app: reports show its version")
	b.Press("Move app 2 up")
	b.Within(`[role=group][aria-label="App 1"]`, func() {
		if got := b.Value("Bundle ID"); got != "com.example.ledger.helper" {
			t.Errorf("the first app is %s", got)
		}
		b.Fill("Version", "6.0")
	})
	b.Press("Next")
	b.Press("Next")
	b.Press("Create")
	if v := d.ValuesOf(admintest.OnlyApp(t, s)); v["primaryBundleId"] != "com.example.ledger.helper" || v["primaryBundleVersion"] != "6.0" {
		t.Errorf("the main app is %s %s", v["primaryBundleId"], v["primaryBundleVersion"])
	}
}
