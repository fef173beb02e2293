package handlers_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/browsertest"
	"appdepot/models"
	"appdepot/views/link"
)

// A list is worked with by mouse and by keyboard: rows open as a whole, ranges are selected, and filters tell what they would find.
func TestListsAreWorkedWith(t *testing.T) {
	w := newWorld(t)
	w.person(models.Administrator) // set-up is behind us
	for i := range 60 {
		admintest.AddLink(t, w.Site, fmt.Sprintf("Handbook %02d", i), "Veldhoek", i%3 == 0)
	}
	p := w.browser(models.ApplicationManager)
	p.SetSize(1280, 900)
	p.Open(link.Apps())

	selected := func(text string) {
		t.Helper()
		p.WaitFor(fmt.Sprintf(`document.querySelector(".bulkbar").checkVisibility() && document.querySelector("[data-selected]").innerText === %q`, text))
	}
	focus := func(name string) {
		browsertest.Eval[bool](p, fmt.Sprintf(`document.querySelector('[aria-label="%s"]').focus() || true`, name))
	}
	focus("Select Handbook 03")
	p.Press(" ")
	selected("1 selected")
	focus("Select Handbook 06")
	browsertest.Eval[bool](p, `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: " ", shiftKey: true, bubbles: true, cancelable: true}))`)
	selected("4 selected")
	p.Press(kb.Escape)
	p.WaitFor(`!document.querySelector(".bulkbar").checkVisibility()`)
	p.Click("Select all")
	selected("50 selected")
	p.ClickOn(".select-all")
	selected("60 apps selected")
	p.Click("Clear selection Esc")
	p.WaitFor(`!document.querySelector(".bulkbar").checkVisibility()`)

	p.Click("Assigned")
	p.WaitFor(`document.querySelector('[data-count="yes"]').innerText === "20" && document.querySelector('[data-count="no"]').innerText === "40"`)
	p.Press(kb.Escape)
	p.WaitText("Updated just now")

	p.ClickOn(`tr:has([aria-label="Select Handbook 07"]) td:not(.check)`)
	p.WaitText("Handbook 07")
	p.WaitFor(`document.querySelector("h1")?.innerText === "Handbook 07"`)
}

// A row of the audit log opens its details in its place, wherever it is clicked.
func TestRowsOfTheLogOpenInPlace(t *testing.T) {
	w := newWorld(t)
	w.person(models.Administrator) // set-up is behind us
	p := w.browser(models.Administrator)
	p.SetSize(1280, 900)
	p.Open(link.Audit())
	p.ClickOn(`.list tbody tr th`)
	p.WaitText("Activity ID")
}
