package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"appdepot/handlers/browsertest"
	"appdepot/models"
	"appdepot/views/link"
)

// offeredPanes are the addresses of what a page offers to open above it.
const offeredPanes = `[...document.querySelectorAll("a[hx-target='#pane'], a[hx-target='#confirm']")]
	.filter(e => e.checkVisibility()).map(e => e.getAttribute("href"))`

// openPanes opens what opens above a page where it is first offered, once each: accessible in both themes, and closed again with
// Escape.
func (w *walk) openPanes(t *testing.T, paths []string) {
	seen := map[string]bool{}
	for _, path := range paths {
		var fresh []string
		for _, address := range w.panes[path] {
			if kind := someID.ReplaceAllString(address, "…"); !seen[kind] {
				seen[kind] = true
				fresh = append(fresh, address)
			}
		}
		if len(fresh) == 0 {
			continue
		}
		t.Run(someID.ReplaceAllString(strings.ReplaceAll(path, "/", " "), "…"), func(t *testing.T) {
			p := w.tab(t, path)
			p.SetLanguage("en")
			p.SetSize(1280, 800)
			p.Open(path)
			for _, address := range fresh {
				overlay(p, address)
			}
		})
	}
	if len(seen) < 15 {
		t.Errorf("only %d panes and questions were found: %v", len(seen), seen)
	}
}

// overlay opens and closes one of them.
func overlay(p *browsertest.Page, address string) {
	p.ClickOn(fmt.Sprintf("a[href=%q][hx-target]", address))
	p.WaitFor(`document.querySelector("dialog[open]")`)
	p.AccessibleInBothThemes("dialog[open]")
	p.Press(kb.Escape)
	p.WaitFor(`!document.querySelector("dialog[open]")`)
}

// TestEmptyOrganizationInABrowser begins with the set-up and opens every list while it is empty.
func TestEmptyOrganizationInABrowser(t *testing.T) {
	t.Parallel()
	s := emptySite(t)
	p := browsertest.New(t, s.url)
	look(t, p, link.SetUp())
	s.people[models.Administrator] = setUp(t, s.Store)
	look(t, p, link.SignIn())
	enter(p, s.cookie(models.Administrator))
	for _, path := range []string{link.AdminHome(), link.Apps(), link.Query(link.Apps(), "q", "nothing"), link.Drafts(), link.Categories(), link.Devices(), link.Groups(),
		link.EnrollmentTokens(), link.Company(), link.CompanyApps(), link.CompanyInstalled(), link.CompanyDevices()} {
		look(t, p, path)
	}
	p.Allow("404")
	look(t, p, "/nowhere")
}
