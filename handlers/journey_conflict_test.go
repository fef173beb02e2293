package handlers_test

import (
	"testing"

	"appdepot/handlers/browsertest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// Two administrators edit one app in browsers with scripts: the second is told, and what they typed is still there.
func TestTwoAdministratorsWithScripts(t *testing.T) {
	w := newWorld(t)
	app := w.webApp()
	edit := link.AppProperties(string(app.ID), apptype.Information)
	first, second := w.browser(models.Administrator), w.browser(models.ApplicationManager)
	first.Open(edit)
	second.Open(edit)
	first.Type("Owner", "Finance")
	first.Click("Save")
	first.WaitPath(link.AppSection(string(app.ID), "properties"))
	second.Allow("status of 409")
	second.Type("Owner", "Logistics")
	second.Click("Save")
	second.WaitText(app.Name + " changed while you were editing.")
	second.WaitFor(`[...document.querySelectorAll("input")].some(i => i.value === "Logistics")`)
	second.Accessible()
	now, err := w.App(storetest.System(t), app.ID)
	w.must(err)
	if now.Owner != "Finance" {
		t.Errorf("the owner is %s; the second change went over the first", now.Owner)
	}
}

// browser is Chromium with somebody of the role signed in.
func (w world) browser(role models.Role) *browsertest.Page {
	w.t.Helper()
	p := browsertest.New(w.t, w.URL)
	p.Open(link.SignIn())
	p.Type("Email", w.person(role).Email)
	p.Type("Password", storetest.Password)
	p.Click("Sign in")
	p.WaitPath(link.AdminHome())
	return p
}

// waitForResults wants a page to be usable by everybody at both widths and in both themes.
func waitForResults(p *browsertest.Page) {
	for _, width := range []int{390, 1440} {
		p.SetSize(width, 900)
		for _, theme := range []string{"dark", "light"} {
			p.SetTheme(theme)
			p.Accessible()
		}
	}
}
