package webtest

import (
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// finder looks for a part of the current page; what describes it in failures.
type finder struct {
	what string
	in   func(*goquery.Selection) *goquery.Selection
}

// Within narrows every step in do to the one element that a CSS selector finds. It is looked for anew after each page.
func (b *Browser) Within(selector string, do func()) {
	b.t.Helper()
	b.within(finder{selector, func(s *goquery.Selection) *goquery.Selection { return s.Find(selector) }}, do)
}

// WithinGroup narrows to the fieldset, dialog, section or other group with this accessible name.
func (b *Browser) WithinGroup(name string, do func()) {
	b.t.Helper()
	const groups = "fieldset, dialog, section, form, nav, table, [role]"
	b.within(finder{"the group " + name, func(s *goquery.Selection) *goquery.Selection {
		return s.Find(groups).FilterFunction(func(_ int, g *goquery.Selection) bool {
			return visible(g.Nodes[0]) && b.groupName(g) == name
		})
	}}, do)
}

// groupName is the name of a group, which its whole content is not.
func (b *Browser) groupName(g *goquery.Selection) string {
	if g.Is("fieldset, table, [aria-label], [aria-labelledby]") {
		return b.page.names.name(g.Nodes[0])
	}
	return ""
}

// WithinRow narrows to the one table row or list item with this text.
func (b *Browser) WithinRow(text string, do func()) {
	b.t.Helper()
	b.within(finder{"the row with " + text, func(s *goquery.Selection) *goquery.Selection {
		return s.Find("tr, li").FilterFunction(func(_ int, row *goquery.Selection) bool {
			return visible(row.Nodes[0]) && strings.Contains(normal(visibleText(row.Nodes[0])), text)
		})
	}}, do)
}

func (b *Browser) within(f finder, do func()) {
	b.t.Helper()
	outer := b.scope
	b.scope = append(slices.Clip(outer), f)
	defer func() { b.scope = outer }()
	b.here()
	do()
}

// here is the part of the page that steps look at now.
func (b *Browser) here() *goquery.Selection {
	b.t.Helper()
	if b.page.doc == nil {
		b.fatalf("no page has been opened; begin with Visit")
	}
	at := b.page.doc.Selection
	for _, f := range b.scope {
		at = f.in(at)
		if at.Length() != 1 {
			b.fatalf("%s is there %d times; one is needed", f.what, at.Length())
		}
	}
	return at
}

// one finds the visible element with this name: an exact match decides, otherwise the only one whose name contains it.
func (b *Browser) one(what, selector, name string, is func(*html.Node) bool) *html.Node {
	b.t.Helper()
	var exact, partial []*html.Node
	var names []string
	for _, n := range b.here().Find(selector).Nodes {
		if !visible(n) || !is(n) {
			continue
		}
		called := b.page.names.name(n)
		names = append(names, called)
		if called == name {
			exact = append(exact, n)
		} else if strings.Contains(called, name) {
			partial = append(partial, n)
		}
	}
	found := exact
	if len(found) == 0 {
		found = partial
	}
	if len(found) == 0 {
		b.fatalf("there is no %s %q; there is: %s", what, name, strings.Join(names, " | "))
	}
	if len(found) > 1 && !oneLink(found) {
		b.fatalf("%q may mean %d different things (%s); say which with Within, WithinGroup or WithinRow", name, len(found), what)
	}
	return found[0]
}

// oneLink tells whether all are links to the same address: it does not matter which is followed.
func oneLink(found []*html.Node) bool {
	for _, n := range found {
		if n.Data != "a" || attr(n, "href") != attr(found[0], "href") {
			return false
		}
	}
	return true
}

// anyNode is for one, when the selector says enough.
func anyNode(*html.Node) bool { return true }
