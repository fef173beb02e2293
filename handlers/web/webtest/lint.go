package webtest

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// Lint checks a page against the rules every page keeps: usable without a script and with a screen reader, nothing inline
// that the content security policy would refuse, and the headers that protect it. It gives a sentence for each breach.
func Lint(doc *goquery.Document, status int, header http.Header) []string {
	l := &linter{doc: doc, names: newIndex(doc)}
	if status == http.StatusInternalServerError {
		l.say("the server failed: status 500")
	}
	for _, rule := range []func(*linter){
		(*linter).document, (*linter).headings, (*linter).ids, (*linter).references, (*linter).fields,
		(*linter).clickables, (*linter).inlineCode, (*linter).forms, (*linter).tables,
	} {
		rule(l)
	}
	return append(l.problems, lintHeader(header)...)
}

type linter struct {
	doc      *goquery.Document
	names    *index
	problems []string
}

func (l *linter) say(format string, args ...any) {
	l.problems = append(l.problems, fmt.Sprintf(format, args...))
}

func (l *linter) document() {
	if l.doc.Find("html").AttrOr("lang", "") == "" {
		l.say("<html> has no lang")
	}
	if normal(l.doc.Find("head > title").Text()) == "" {
		l.say("the page has no title")
	}
	if n := l.doc.Find("main").Length(); n != 1 {
		l.say("there are %d <main>; a page has one", n)
	}
}

func (l *linter) headings() {
	if n := l.doc.Find("h1").Length(); n != 1 {
		l.say("there are %d <h1>; a page has one", n)
	}
	level := 1 // the navigation before the first h1 may have an h2
	for _, n := range l.doc.Find("h1, h2, h3, h4, h5, h6").Nodes {
		next := int(n.Data[1] - '0')
		if next > level+1 {
			l.say("%s follows a heading of level %d: a level is skipped", tag(n), level)
		}
		if accessibleText(n) == "" {
			l.say("%s is empty", tag(n))
		}
		level = next
	}
}

func (l *linter) ids() {
	met := map[string]bool{}
	for _, n := range l.doc.Find("[id]").Nodes {
		id := attr(n, "id")
		if id == "" || strings.ContainsAny(id, " \t\n") {
			l.say("%s: an id needs at least one character and no spaces", tag(n))
		}
		if met[id] {
			l.say("the id %q is there twice", id)
		}
		met[id] = true
	}
}

// pointing are the attributes that name other elements by their ids.
var pointing = []string{
	"for", "form", "list", "popovertarget", "commandfor", "aria-activedescendant", "aria-controls", "aria-describedby",
	"aria-details", "aria-errormessage", "aria-flowto", "aria-labelledby", "aria-owns",
}

func (l *linter) references() {
	for _, key := range pointing {
		for _, n := range l.doc.Find("[" + key + "]").Nodes {
			for id := range strings.FieldsSeq(attr(n, key)) {
				if l.names.ids[id] == nil {
					l.say("%s: %s names %q, which is not on the page", tag(n), key, id)
				}
			}
		}
	}
	for _, n := range l.doc.Find(`a[href^="#"]`).Nodes {
		if l.names.ids[strings.TrimPrefix(attr(n, "href"), "#")] == nil {
			l.say("%s leads nowhere on the page", tag(n))
		}
	}
}

func (l *linter) fields() {
	unnamed := []string{"hidden", "submit", "reset", "button", "image"} // hidden fields need no name; clickables looks at buttons
	for _, n := range l.doc.Find("input, select, textarea").Nodes {
		if !slices.Contains(unnamed, attr(n, "type")) && l.names.name(n) == "" {
			l.say("%s has no label", tag(n))
		}
	}
	for _, n := range l.doc.Find("img").Nodes {
		if !has(n, "alt") {
			l.say("%s has no alt", tag(n))
		}
	}
}

func (l *linter) clickables() {
	const all = "a[href], button, summary, input[type=submit], input[type=button], input[type=reset], input[type=image]"
	for _, n := range l.doc.Find(all).Nodes {
		if l.names.name(n) == "" {
			l.say("%s has no name", tag(n))
		}
		if u, err := url.Parse(attr(n, "href")); err != nil || u.Scheme == "javascript" {
			l.say("%s is not an address", tag(n))
		}
	}
	for _, n := range l.doc.Find("dialog").Nodes {
		if !has(n, "aria-label") && !has(n, "aria-labelledby") {
			l.say("%s has no aria-label or aria-labelledby", tag(n))
		}
	}
	l.doc.Find("[tabindex]").Not(`[tabindex="0"], [tabindex="-1"]`).Each(func(_ int, s *goquery.Selection) {
		l.say("%s changes the order of the Tab key", tag(s.Nodes[0]))
	})
}

func (l *linter) inlineCode() {
	for _, n := range l.doc.Find("style, [style], script:not([src])").Nodes {
		l.say("%s is inline style or script, which the content security policy refuses", tag(n))
	}
	for _, n := range l.doc.Find("*").Nodes {
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Key, "hx-on") {
				l.say("%s has %s: inline script, which the content security policy refuses", tag(n), a.Key)
			}
		}
	}
}

// forms checks that what changes something is a POST, and works without htmx.
func (l *linter) forms() {
	for _, form := range l.doc.Find("form").Nodes {
		method := strings.ToLower(attr(form, "method"))
		if !slices.Contains([]string{"", "get", "post", "dialog"}, method) {
			l.say("%s has the method %s", tag(form), method)
		}
		telling := goquery.NewDocumentFromNode(form).Find("input[type=password], input[type=file], textarea").Length()
		if method != "post" && method != "dialog" && telling > 0 {
			l.say("%s sends a password, a file or a long text with GET", tag(form))
		}
	}
	p := page{names: l.names}
	for _, n := range l.doc.Find("[hx-post], [hx-put], [hx-patch], [hx-delete]").Nodes {
		form := n
		if n.Data != "form" {
			form = p.form(n)
		}
		if form == nil || !strings.EqualFold(attr(form, "method"), "post") {
			l.say("%s changes something, but is not in a form with method post", tag(n))
		}
	}
}

func (l *linter) tables() {
	for _, n := range l.doc.Find("table").Nodes {
		if l.names.name(n) == "" {
			l.say("%s has no caption", tag(n))
		}
		if goquery.NewDocumentFromNode(n).Find("th").Length() == 0 {
			l.say("%s has no th", tag(n))
		}
	}
	for _, n := range l.doc.Find("th").Nodes {
		if !has(n, "scope") {
			l.say("%s has no scope", tag(n))
		}
		if l.names.name(n) == "" && goquery.NewDocumentFromNode(n).Find("input[aria-label]").Length() == 0 {
			l.say("%s is empty", tag(n))
		}
	}
}

// tag is the opening tag of an element with the start of its text, to find it by.
func tag(n *html.Node) string {
	var b strings.Builder
	b.WriteString("<" + n.Data)
	for _, a := range n.Attr {
		fmt.Fprintf(&b, " %s=%q", a.Key, a.Val)
	}
	b.WriteString(">")
	text := []rune(accessibleText(n))
	return b.String() + string(text[:min(len(text), 40)])
}
