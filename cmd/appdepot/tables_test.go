package main

import (
	"fmt"
	"strings"
	"testing"

	"appdepot/handlers/browsertest"
	"appdepot/models"
	"appdepot/views/link"
)

// leastName is how narrow the column that names a table's rows may get, in pixels.
const leastName = 140

// measureTables measures the tables of an open page on screens of many widths: the column that names the rows keeps its room, and
// nothing lies on the next column. It gives their captions.
func measureTables(t *testing.T, p *browsertest.Page, path string) map[string]bool {
	t.Helper()
	tables := map[string]bool{}
	if !browsertest.Eval[bool](p, `!!document.querySelector("table.table")`) {
		return tables
	}
	for _, width := range []int{1440, 1280, 1180, 1024, 800, 390} {
		p.SetSize(width, 900)
		for _, m := range measured(p) {
			tables[m.Table] = true
			if m.Name < leastName {
				t.Errorf("%s at %d pixels: the names of %q have %d pixels", path, width, m.Table, m.Name)
			}
			if m.Over != "" {
				t.Errorf("%s at %d pixels: in %q this lies on the next column: %s", path, width, m.Table, m.Over)
			}
		}
	}
	return tables
}

// measure is what one table looks like: the width of its narrowest row header, and the first thing that sticks out of its cell.
type measure struct {
	Table string
	Name  int
	Over  string
}

func measured(p *browsertest.Page) []measure {
	return browsertest.Eval[[]measure](p, `(() => {
		const shown = e => e.checkVisibility() && e.getBoundingClientRect().width > 1;
		const clipped = (e, cell) => e !== cell && (getComputedStyle(e).overflowX !== "visible" || clipped(e.parentElement, cell));
		const out = cell => [...cell.querySelectorAll("*")].find(e => {
			const inner = e.getBoundingClientRect(), outer = cell.getBoundingClientRect();
			return shown(e) && !e.closest("svg svg, [popover]") && (inner.right > outer.right + 1 || inner.left < outer.left - 1) && !clipped(e.parentElement, cell);
		});
		return [...document.querySelectorAll("table.table")].filter(shown).map(table => {
			const cells = [...table.querySelectorAll("tbody tr > :not(:only-child)")].filter(shown);
			const names = cells.filter(c => c.matches("th")).map(c => Math.round(c.getBoundingClientRect().width));
			const over = cells.map(out).find(Boolean);
			return {Table: table.caption?.innerText ?? "", Name: names.length ? Math.min(...names) : 1000, Over: over ? over.outerHTML.slice(0, 160) : ""};
		});
	})()`)
}

// offeredMenus are the ids of the menus of a page's rows.
const offeredMenus = `[...document.querySelectorAll("tr a[data-menu]")].filter(e => e.checkVisibility()).map(e => e.dataset.menu)`

// openMenus opens the menu of a row with the right button of a mouse, on every list that has one, beside the name and on it: it stays
// when the button is let go.
func (w *walk) openMenus(t *testing.T, paths []string) {
	seen := map[string]bool{}
	for _, path := range paths {
		for _, id := range w.menus[path] {
			if seen[id] || strings.HasPrefix(path, link.Company()) {
				continue
			}
			seen[id] = true
			t.Run(id, func(t *testing.T) {
				p := w.tab(t, path)
				p.SetLanguage("en")
				p.SetSize(1280, 800)
				for _, part := range []string{"td:not(.check, .act)", "th a"} {
					p.Open(path)
					p.RightClick(fmt.Sprintf("tr:has(a[data-menu=%q]) %s", id, part))
					p.WaitFor(fmt.Sprintf(`document.getElementById(%q).matches(":popover-open")`, id))
				}
			})
		}
	}
	if len(seen) < 2 {
		t.Errorf("only %d menus were found: %v", len(seen), seen)
	}
}

// TestDevicesOpenAboveTheSearch opens the list of devices on the Company Portal's home: what is under the pointer is the list.
func TestDevicesOpenAboveTheSearch(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	p := browsertest.New(t, s.url)
	enter(p, s.cookie(models.PortalUser))
	for _, width := range []int{1440, 390} {
		p.SetSize(width, 900)
		p.Open(link.Company())
		p.Click("Switch device")
		p.WaitFor(`document.querySelector("dialog.cp-sheet[open] li a")`)
		covered := browsertest.Eval[[]string](p, `[...document.querySelectorAll("dialog.cp-sheet li a")].filter(a => {
			const r = a.getBoundingClientRect();
			return [0.1, 0.5, 0.9].some(x => [0.1, 0.5, 0.9].some(y =>
				document.elementFromPoint(r.left + r.width * x, r.top + r.height * y)?.closest("a") !== a));
		}).map(a => a.innerText)`)
		if len(covered) > 0 {
			t.Errorf("at %d pixels these devices are covered: %s", width, strings.Join(covered, ", "))
		}
	}
}
