package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"appdepot/handlers/browsertest"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/views/link"
)

// TestEveryPaneAndQuestionInABrowser opens what opens above a page, everywhere it is offered, once each: accessible in both
// themes, and closed again with Escape.
func TestEveryPaneAndQuestionInABrowser(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	admin, user := browsertest.New(t, s.url), browsertest.New(t, s.url)
	enter(admin, s.cookie(models.Administrator))
	enter(user, s.cookie(models.PortalUser))
	seen := map[string]bool{}
	for _, path := range s.pages() {
		p := admin
		if strings.HasPrefix(path, link.Company()) {
			p = user
		}
		p.Open(path)
		offered := browsertest.Eval[[]string](p, `[...document.querySelectorAll("a[hx-target='#pane'], a[hx-target='#confirm']")]
			.filter(e => e.checkVisibility()).map(e => e.getAttribute("href"))`)
		for _, address := range offered {
			if kind := someID.ReplaceAllString(address, "…"); !seen[kind] {
				seen[kind] = true
				overlay(p, address)
			}
		}
	}
	if len(seen) < 15 {
		t.Errorf("only %d panes and questions were found: %v", len(seen), seen)
	}
}

// overlay opens and closes one of them.
func overlay(p *browsertest.Page, address string) {
	p.ClickOn(fmt.Sprintf("a[href=%q][hx-target]", address))
	p.WaitFor(`document.querySelector("dialog[open]")`)
	for _, theme := range []string{"light", "dark"} {
		p.SetTheme(theme)
		p.Accessible()
	}
	p.Press(kb.Escape)
	p.WaitFor(`!document.querySelector("dialog[open]")`)
}

// TestEmptyOrganizationInABrowser begins with the set-up and opens every list while it is empty.
func TestEmptyOrganizationInABrowser(t *testing.T) {
	t.Parallel()
	s := emptySite(t)
	ctx := models.WithActor(t.Context(), models.Actor{System: true})
	code, _, err := s.SetUpCode(ctx)
	s.must(err)
	p := browsertest.New(t, s.url)
	look(t, p, link.SetUp())
	s.must(s.SetUp(ctx, field.Form{"code": {code}, "organization": {"Harbour & Hill"}, "name": {"Ada Visser"}, "email": {demoAdmin}, "password": {password}}))
	s.people[models.Administrator], err = s.UserByEmail(ctx, demoAdmin)
	s.must(err)
	look(t, p, link.SignIn())
	enter(p, s.cookie(models.Administrator))
	for _, path := range []string{link.AdminHome(), link.Apps(), link.Query(link.Apps(), "q", "nothing"), link.Drafts(), link.Categories(), link.Devices(), link.Groups(),
		link.EnrollmentTokens(), link.Company(), link.CompanyApps(), link.CompanyInstalled(), link.CompanyDevices()} {
		look(t, p, path)
	}
	p.Allow("404")
	look(t, p, "/nowhere")
}
