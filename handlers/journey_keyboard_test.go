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
	p.WaitFor(`document.querySelector("[name=displayName]") && !document.querySelector("#package[hx-get]")`) // the file is read
	p.Open(strings.Replace(p.Path(), "/information", "/detection", 1))
	focus := func(selector string) { browsertest.Eval[bool](p, `document.querySelector('`+selector+`').focus() || true`) }
	focus(`button[value="add detectionRules"]`)
	p.Press(kb.Enter)
	p.WaitFor(`document.activeElement.name === "detectionRules.0.type"`)
	focus(`button[value="remove detectionRules 0"]`)
	p.Press(kb.Enter)
	p.WaitFor(`document.activeElement.value === "add detectionRules" && !document.querySelector(".rule")`)
}
