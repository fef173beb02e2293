package webtest

import (
	"io"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// file is what Attach puts into a file field.
type file struct {
	name    string
	content []byte
}

// nonTextInputs are the kinds of input that nobody types into.
var nonTextInputs = []string{"checkbox", "radio", "file", "submit", "button", "reset", "image", "hidden"}

// Fill types a value into the text field with this label, replacing what is there.
func (b *Browser) Fill(label, value string) {
	b.t.Helper()
	n := b.field("text field", "input, textarea", label, func(n *html.Node) bool {
		return !slices.Contains(nonTextInputs, attr(n, "type"))
	})
	if has(n, "readonly") {
		b.fatalf("the field %q is read-only", label)
	}
	if n.Data == "textarea" {
		goquery.NewDocumentFromNode(n).SetText(value)
		return
	}
	set(n, "value", value)
}

// Choose picks the radio button with this label; the others of its name are cleared.
func (b *Browser) Choose(label string) {
	b.t.Helper()
	radio := b.field("radio button", "input", label, kind("radio"))
	for _, n := range b.page.doc.Find("input[type=radio]").Nodes {
		if attr(n, "name") == attr(radio, "name") && b.page.form(n) == b.page.form(radio) {
			unset(n, "checked")
		}
	}
	set(radio, "checked", "")
}

// Check ticks the check box with this label.
func (b *Browser) Check(label string) {
	b.t.Helper()
	set(b.field("check box", "input", label, kind("checkbox")), "checked", "")
}

// Uncheck clears the check box with this label.
func (b *Browser) Uncheck(label string) {
	b.t.Helper()
	unset(b.field("check box", "input", label, kind("checkbox")), "checked")
}

// Select picks an option by its text in the drop-down list with this label. In a list of several it adds to the choice.
func (b *Browser) Select(label, option string) {
	b.t.Helper()
	list := b.field("drop-down list", "select", label, anyNode)
	var picked *html.Node
	var texts []string
	options := goquery.NewDocumentFromNode(list).Find("option")
	for _, o := range options.Nodes {
		texts = append(texts, accessibleText(o))
		if accessibleText(o) == option {
			picked = o
		}
	}
	if picked == nil || has(picked, "disabled") {
		b.fatalf("%q has no option %q to pick; there is: %s", label, option, strings.Join(texts, " | "))
	}
	if !has(list, "multiple") {
		options.RemoveAttr("selected")
	}
	set(picked, "selected", "")
}

// Attach puts a file into the file field with this label; where several are allowed it adds one.
func (b *Browser) Attach(label, filename string, content io.Reader) {
	b.t.Helper()
	n := b.field("file field", "input", label, kind("file"))
	data, err := io.ReadAll(content)
	if err != nil {
		b.t.Fatalf("read %s: %s", filename, err)
	}
	if !has(n, "multiple") {
		delete(b.page.files, n)
	}
	b.page.files[n] = append(b.page.files[n], file{filename, data})
}

// Field finds any field by its label, to look at its attributes.
func (b *Browser) Field(label string) *goquery.Selection {
	b.t.Helper()
	n := b.one("field", "input, select, textarea", label, func(n *html.Node) bool { return attr(n, "type") != "hidden" })
	return goquery.NewDocumentFromNode(n).Selection
}

// Value is what the field with this label holds: empty for a box that is not ticked, joined with commas for several.
func (b *Browser) Value(label string) string {
	b.t.Helper()
	return strings.Join(values(b.Field(label).Nodes[0]), ",")
}

// field finds a field that can be changed.
func (b *Browser) field(what, selector, label string, is func(*html.Node) bool) *html.Node {
	b.t.Helper()
	n := b.one(what, selector, label, is)
	if disabled(n) {
		b.fatalf("the %s %q is disabled", what, label)
	}
	return n
}

func kind(name string) func(*html.Node) bool {
	return func(n *html.Node) bool { return attr(n, "type") == name }
}

// disabled tells whether a field or a fieldset around it is switched off; what is in the fieldset's legend stays on.
func disabled(n *html.Node) bool {
	legend := ancestor(n, func(p *html.Node) bool { return p.Data == "legend" })
	off := ancestor(n, func(p *html.Node) bool {
		return p.Data == "fieldset" && has(p, "disabled") && (legend == nil || legend.Parent != p)
	})
	return has(n, "disabled") || off != nil
}
