package main

import (
	"fmt"
	"maps"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"

	"appdepot/handlers/browsertest"
	"appdepot/models"
	"appdepot/views/link"
)

// TestEveryPageInABrowser opens every page of the demo once: accessible in both themes, on a desk and in a hand, without an error
// on the console, and nowhere to be pushed sideways, in any language; names have room in its tables. Then it opens what opens above
// pages, and the menus of rows.
func TestEveryPageInABrowser(t *testing.T) {
	t.Parallel()
	w := newWalk(t, demoSite(t))
	paths := w.pages()
	t.Run("page", func(t *testing.T) {
		for _, path := range paths {
			t.Run(someID.ReplaceAllString(strings.ReplaceAll(path, "/", " "), "…"), func(t *testing.T) {
				t.Parallel()
				w.visit(t, path)
			})
		}
	})
	if n := len(w.tables); n < 15 {
		t.Errorf("only %d tables were found: %v", n, w.tables)
	}
	t.Run("uninstalling", func(t *testing.T) {
		p := browsertest.New(t, w.url) // which remembers another device
		enter(p, w.cookie(models.PortalUser))
		look(t, p, w.uninstall(w.administrator()))
	})
	t.Run("panes and questions", func(t *testing.T) { w.openPanes(t, paths) })
	t.Run("menus of rows", func(t *testing.T) { w.openMenus(t, paths) })
}

// walk is a way over every page, in tabs that are signed in.
type walk struct {
	*site
	tabs map[models.Role]chan *browsertest.Page // those that are free

	mu           sync.Mutex
	tables       map[string]bool     // by caption
	panes, menus map[string][]string // by page: addresses of the panes that it offers, ids of the menus of its rows
}

// fewRows is how many rows of a list are looked at: what is wrong with a row is wrong with the first ones, and axe-core takes its time for each.
const fewRows = 12

func newWalk(t *testing.T, s *site) *walk {
	for _, list := range []string{"apps", "devices", "users", "groups", "audit", "device-status", "user-status"} {
		s.must(s.SaveListView(s.administrator(), list, models.ListView{Size: fewRows}))
	}
	w := &walk{site: s, tabs: map[models.Role]chan *browsertest.Page{}, tables: map[string]bool{}, panes: map[string][]string{}, menus: map[string][]string{}}
	for _, role := range []models.Role{models.Administrator, models.PortalUser} {
		n := runtime.GOMAXPROCS(0)
		w.tabs[role] = make(chan *browsertest.Page, n)
		for range n {
			p := browsertest.New(t, s.url)
			enter(p, s.cookie(role))
			w.tabs[role] <- p
		}
	}
	return w
}

// tab lends a test a tab of somebody who may see the page.
func (w *walk) tab(t *testing.T, path string) *browsertest.Page {
	role := models.Administrator
	if strings.HasPrefix(path, link.Company()) {
		role = models.PortalUser
	}
	p := <-w.tabs[role]
	t.Cleanup(func() { w.tabs[role] <- p })
	p.Lend(t)
	return p
}

// visit looks at a page, and notes what can be opened on it.
func (w *walk) visit(t *testing.T, path string) {
	t.Helper()
	p := w.tab(t, path)
	look(t, p, path, func() {
		tables := map[string]bool{}
		if !strings.HasPrefix(path, link.Company()) {
			tables = measureTables(t, p, path)
		}
		p.SetSize(1280, 800)
		panes := browsertest.Eval[[]string](p, offeredPanes)
		menus := browsertest.Eval[[]string](p, offeredMenus)
		w.mu.Lock()
		defer w.mu.Unlock()
		w.panes[path], w.menus[path] = panes, menus
		maps.Copy(w.tables, tables)
	})
}

var someID = regexp.MustCompile(`[0-9a-f-]{36}`)

// enter gives the browser a session.
func enter(p *browsertest.Page, cookie string) {
	p.Open(link.SignIn())
	browsertest.Eval[string](p, fmt.Sprintf("document.cookie = 'appdepot_session=%s; path=/'", cookie))
}

// look opens a page as people do, in English, where it does more with it, and in Dutch.
func look(t *testing.T, p *browsertest.Page, path string, more ...func()) {
	t.Helper()
	p.SetLanguage("en")
	p.Open(path)
	if at := p.Path(); at != path {
		t.Fatalf("%s leads to %s", path, at)
	}
	for _, width := range []int{1440, 390} {
		p.SetSize(width, 3000) // nothing stands behind the bar at the bottom
		p.AccessibleInBothThemes("html")
	}
	fits(t, p, path)
	for _, do := range more {
		do()
	}
	p.SetLanguage("nl")
	p.Open(path)
	fits(t, p, path)
}

// fits wants that nothing can be pushed sideways on a small screen.
func fits(t *testing.T, p *browsertest.Page, path string) {
	t.Helper()
	for _, width := range []int{390, 360} {
		p.SetSize(width, 900)
		if wide := browsertest.Eval[int](p, "document.documentElement.scrollWidth"); wide > width {
			language := browsertest.Eval[string](p, "document.documentElement.lang")
			t.Errorf("%s in %s is %d pixels wide on a screen of %d: %s", path, language, wide, width, widest(p))
		}
		if cut := browsertest.Eval[[]string](p, cutHeadings); len(cut) > 0 {
			t.Errorf("%s: headings of columns are cut on a screen of %d: %q", path, width, cut)
		}
	}
}

// cutHeadings lists the headings of columns that do not fit into theirs.
const cutHeadings = `[...document.querySelectorAll(".table thead th")].filter(th => th.offsetWidth && th.scrollWidth > th.clientWidth)
	.map(th => th.textContent.trim())`

// widest names what sticks out.
func widest(p *browsertest.Page) string {
	return browsertest.Eval[string](p, `(inside => [...document.body.querySelectorAll("*")]
		.filter(e => e.getBoundingClientRect().right > innerWidth + 1 && inside(e.parentElement))
		.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(" | "))(function inside(e) {
			return e === document.documentElement || getComputedStyle(e).overflowX === "visible" && inside(e.parentElement);
		})`)
}
