package webtest

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// index finds what the accessible names of a page's elements are made of.
type index struct {
	ids    map[string]*html.Node
	labels map[string][]*html.Node // by the id in for=
}

func newIndex(doc *goquery.Document) *index {
	x := &index{ids: map[string]*html.Node{}, labels: map[string][]*html.Node{}}
	doc.Find("[id]").Each(func(_ int, s *goquery.Selection) { x.ids[s.AttrOr("id", "")] = s.Nodes[0] })
	doc.Find("label[for]").Each(func(_ int, s *goquery.Selection) {
		x.labels[s.AttrOr("for", "")] = append(x.labels[s.AttrOr("for", "")], s.Nodes[0])
	})
	return x
}

// name is the accessible name of an element: what a screen reader calls it (the parts of the W3C's "Accessible Name and
// Description Computation" that occur in practice).
func (x *index) name(n *html.Node) string {
	if ids := attr(n, "aria-labelledby"); ids != "" {
		return x.textOf(ids)
	}
	for _, name := range []string{attr(n, "aria-label"), x.ownName(n), attr(n, "title")} {
		if name = normal(name); name != "" {
			return name
		}
	}
	return ""
}

// ownName is the name that HTML itself gives an element.
func (x *index) ownName(n *html.Node) string {
	switch n.Data {
	case "input":
		switch attr(n, "type") {
		case "submit", "reset", "button":
			return attr(n, "value")
		case "image":
			return attr(n, "alt")
		}
		return x.label(n)
	case "select", "textarea", "meter", "progress", "output":
		return x.label(n)
	case "img":
		return attr(n, "alt")
	case "fieldset":
		return childText(n, "legend")
	case "table":
		return childText(n, "caption")
	}
	return accessibleText(n)
}

// label is the text of every label of a field.
func (x *index) label(n *html.Node) string {
	var texts []string
	if id := attr(n, "id"); id != "" {
		for _, l := range x.labels[id] {
			texts = append(texts, accessibleText(l))
		}
	}
	if l := ancestor(n, func(p *html.Node) bool { return p.Data == "label" && attr(p, "for") == "" }); l != nil {
		texts = append(texts, accessibleText(l))
	}
	return strings.Join(texts, " ")
}

// textOf joins the text of the elements with these ids, separated by spaces.
func (x *index) textOf(ids string) string {
	var texts []string
	for id := range strings.FieldsSeq(ids) {
		if n := x.ids[id]; n != nil {
			texts = append(texts, accessibleText(n))
		}
	}
	return normal(strings.Join(texts, " "))
}

func childText(n *html.Node, element string) string {
	for c := range n.ChildNodes() {
		if c.Data == element {
			return accessibleText(c)
		}
	}
	return ""
}
