package handlers_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"appdepot/handlers/browsertest"
	"appdepot/models"
	"appdepot/models/installer/sample"
	"appdepot/views/link"
)

// Whoever works without a mouse stays where they are when a row comes or goes: in the row that is new, or at the command that
// adds one.
func TestRowsAreAddedAndRemovedByKeyboard(t *testing.T) {
	w := newWorld(t)
	w.person(models.Administrator) // set-up is behind us
	p := w.browser(models.ApplicationManager)
	p.Open(link.SelectAppType())
	p.ClickOn("label:has([value=win32LobApp])")
	p.Click("Select")
	path := filepath.Join(t.TempDir(), "probe.exe")
	w.must(os.WriteFile(path, sample.Example(".exe"), 0o600))
	p.Attach("App package file", path)
	p.WaitFor(`document.querySelector("[name=displayName]").value === "Probe" && ` + fileIsKnown)
	p.Open(strings.Replace(p.Path(), "/information", "/detection", 1))
	focus := func(selector string) {
		browsertest.Eval[bool](p, `document.querySelector('`+selector+`').focus() || true`)
	}
	focus(`button[value="add detectionRules"]`)
	p.Press(kb.Enter)
	p.WaitFor(`document.activeElement.name === "detectionRules.0.type"`)
	focus(`button[value="remove detectionRules 0"]`)
	p.Press(kb.Enter)
	p.WaitFor(`document.activeElement.value === "add detectionRules" && !document.querySelector(".rule")`)
}

// A row that is moved keeps the keyboard, up to the end of its way and back.
func TestRowsAreMovedByKeyboard(t *testing.T) {
	w := newWorld(t)
	w.person(models.Administrator) // set-up is behind us
	p := w.browser(models.ApplicationManager)
	p.Open(link.SelectAppType())
	p.ClickOn("label:has([value=macOSDmgApp])")
	p.Click("Select")
	path := filepath.Join(t.TempDir(), "ledger.dmg")
	w.must(os.WriteFile(path, sample.DMG(sample.DMGOptions{Volume: "Ledger", Apps: []sample.App{
		{Name: "Ledger", BundleID: "com.example.ledger", Version: "5.4"}, {Name: "Helper", BundleID: "com.example.helper", Version: "5.4"},
		{Name: "Printer", BundleID: "com.example.printer", Version: "5.4"},
	}}), 0o600))
	p.Attach("App package file", path)
	p.WaitFor(`document.querySelector("[name=displayName]").value === "Ledger" && ` + fileIsKnown)
	p.Open(strings.Replace(p.Path(), "/information", "/detection", 1))
	last := browsertest.Eval[string](p, `document.getElementById("includedApps-2-bundleId").value`)
	at := func(row, button string) {
		p.WaitFor(`document.getElementById("includedApps-` + row + `-bundleId").value === "` + last + `" && document.activeElement.ariaLabel === "` + button + `"`)
	}
	browsertest.Eval[bool](p, `document.querySelector('button[value="move includedApps 2 1"]').focus() || true`)
	p.Press(kb.Enter)
	at("1", "Move app 2 up")
	p.Press(kb.Enter)
	at("0", "Move app 1 down")
	p.Press(kb.Enter)
	at("1", "Move app 2 down")
}
