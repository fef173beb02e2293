package main

import (
	"strings"
	"testing"

	"appdepot/handlers/browsertest"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/views/link"
)

// leastWord is how tall the words of a chart may get, in pixels from the top of an ascender to the bottom of a descender.
const leastWord = 11

// TestWordsOfChartsAreReadable measures the words of the chart on the dashboard: a drawing that shrinks with the screen takes its words along
// unless it is kept from it.
func TestWordsOfChartsAreReadable(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	p := browsertest.New(t, s.url)
	enter(p, s.cookie(models.Administrator))
	p.Open(link.AdminHome())
	for _, width := range []int{1440, 800, 560, 390, 360} {
		p.SetSize(width, 900)
		if tall := browsertest.Eval[float64](p, `Math.min(...[...document.querySelectorAll(".chart text")].map(e => e.getBoundingClientRect().height))`); tall < leastWord {
			t.Errorf("on a screen of %d pixels the smallest word of the chart is %.1f pixels tall", width, tall)
		}
		if crowded := browsertest.Eval[bool](p, `[...document.querySelectorAll('.chart text[y="128"]')].map(e => e.getBoundingClientRect())
			.some((box, i, all) => i > 0 && box.left < all[i - 1].right)`); crowded {
			t.Errorf("on a screen of %d pixels the days below the chart lie on each other", width)
		}
	}
}

// TestTimesAreThoseOfTheBrowser opens a page where the clock is 14 hours ahead of UTC.
func TestTimesAreThoseOfTheBrowser(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	p := browsertest.New(t, s.url)
	p.SetTimeZone("Pacific/Kiritimati")
	enter(p, s.cookie(models.Administrator))
	p.Open("/audit")
	if told := browsertest.Eval[string](p, `document.querySelector("main time").title`); !strings.HasSuffix(told, " +14") {
		t.Errorf("a browser on Kiritimati is told %q", told)
	}
}

// TestMomentsAreTypedInTheTimeZoneOfTheBrowser writes and reads a date in a rule where the clock is 14 hours ahead of UTC.
func TestMomentsAreTypedInTheTimeZoneOfTheBrowser(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	ctx := s.administrator()
	d := s.answered(ctx, "win32LobApp")
	rule := field.Form{"detectionRules": {"1"}}
	for key, answer := range map[string]string{"type": "file", "path": `C:\Program Files\Example`, "fileOrFolderName": "a.exe", "operationType": "modifiedDate",
		"operator": "greaterThan", "comparisonValue": "2030-01-31T12:00:00Z"} {
		rule[field.RowKey("detectionRules", 0, key)] = []string{answer}
	}
	d, err := s.SaveDraft(ctx, d.ID, d.Version, store.DraftAnswers{Step: "detection", Form: rule})
	s.must(err)
	p := browsertest.New(t, s.url)
	p.SetTimeZone("Pacific/Kiritimati")
	enter(p, s.cookie(models.Administrator))
	p.Open(link.DraftStep(string(d.ID), "detection"))
	p.WaitText("> 1 Feb 2030 02:00 +14")
	p.ClickOn(".rule summary")
	p.WaitText("In your time zone, Pacific/Kiritimati.")
	p.WaitFor(`document.querySelector("[type=datetime-local]").value === "2030-02-01T02:00"`)
	p.Accessible()
	browsertest.Eval[bool](p, `document.querySelector("[type=datetime-local]").value = "2030-02-01T03:30", true`)
	p.Click("Next")
	p.WaitPath(link.DraftStep(string(d.ID), "dependencies"))
	d, err = s.Draft(ctx, d.ID)
	s.must(err)
	if got := d.Form["detectionRules.0.comparisonValue"]; len(got) != 1 || got[0] != "2030-01-31T13:30:00Z" {
		t.Errorf("kept is %q", got)
	}
}
