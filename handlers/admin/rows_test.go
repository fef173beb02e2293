package admin_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// sendRows posts a step as a page sends it, with so many rows of a table, each with these answers and its number in one of them.
func (d *door) sendRows(id models.ID, step, table string, n int, row map[string]string, more ...string) (*http.Response, string) {
	d.t.Helper()
	draft, err := d.Draft(storetest.System(d.t), id)
	if err != nil {
		d.t.Fatal(err)
	}
	posted := url.Values{table: {strconv.Itoa(n)}, "version": {strconv.Itoa(draft.Version)}}
	for i := range n {
		for key, answer := range row {
			posted.Set(field.RowKey(table, i, key), strings.ReplaceAll(answer, "#", strconv.Itoa(i)))
		}
	}
	for i := 0; i < len(more); i += 2 {
		posted.Set(more[i], more[i+1])
	}
	return d.send(http.MethodPost, link.DraftStep(string(id), step), strings.NewReader(posted.Encode()), "Content-Type", "application/x-www-form-urlencoded")
}

// More rows than a table takes are all shown again with the mistake; a full table says so instead of offering one more.
func TestRowsBeyondTheLimitAreShownAgain(t *testing.T) {
	site := open(t, models.ApplicationManager)
	def, _ := apptype.Get("win32LobApp")
	table := fieldOf(t, def, "requirementRules")
	most := table.Rows.Limit()
	answer, page := site.sendRows(site.exampleDraft(def), "requirements", table.Key, most+1,
		map[string]string{"type": "file", "path": `C:\Depot`, "fileOrFolderName": "part#.dll", "operationType": "exists"})
	if said := fmt.Sprintf("At most %d are possible here, and there are %d.", most, most+1); answer.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(page, said) {
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
	site := open(t, models.ApplicationManager)
	def, _ := apptype.Get("macOSDmgApp")
	id := site.exampleDraft(def)
	site.sendRows(id, "detection", "includedApps", 500, map[string]string{"bundleId": "com.example.part#", "bundleVersion": "1.0"}, "change", "refresh")
	b := site.As(models.ApplicationManager)
	b.Visit(link.DraftStep(string(id), "detection"))
	b.See("There can be no more: at most 500 are possible here.")
	b.Press("Next")
	b.AtPath(link.DraftStep(string(id), "assignments"))
}

// The main app is the first; another one becomes it without scripts.
func TestIncludedAppsAreMoved(t *testing.T) {
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	d := beginType(b, "macOSDmgApp")
	upload(b, "example.dmg", examplePackage(d))
	for _, step := range d.Steps {
		answerAll(b, d, step, d.Example)
		if step.Key != "detection" {
			b.Press("Next")
		}
	}
	b.See("This is the main app")
	b.Press("Move App 2 up")
	b.Within(`[role=group][aria-label="App 1"]`, func() {
		if got := b.Value("Bundle ID"); got != "com.example.ledger.helper" {
			t.Errorf("the first app is %s", got)
		}
		b.Fill("Version", "6.0")
	})
	b.Press("Next")
	b.Press("Next")
	b.Press("Create")
	if v := d.ValuesOf(only(t, s)); v["primaryBundleId"] != "com.example.ledger.helper" || v["primaryBundleVersion"] != "6.0" {
		t.Errorf("the main app is %s %s", v["primaryBundleId"], v["primaryBundleVersion"])
	}
}
