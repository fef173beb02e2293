package webtest

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// inline are the elements that do not begin a new line.
var inline = []string{
	"a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "em", "i", "img", "input", "kbd", "label", "mark", "q",
	"s", "samp", "select", "small", "span", "strong", "sub", "sup", "svg", "time", "title", "u", "var", "wbr", "option",
}

// visibleText is the text people see in a node, a line for each block.
func visibleText(n *html.Node) string {
	var b strings.Builder
	write(&b, n, hidden)
	var lines []string
	for line := range strings.Lines(b.String()) {
		if line = normal(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// accessibleText is the text of a node as part of a name: without what is decoration, and without the contents of fields.
func accessibleText(n *html.Node) string {
	var b strings.Builder
	write(&b, n, func(n *html.Node) bool {
		return attr(n, "aria-hidden") == "true" || n.Data == "select" || n.Data == "textarea" || hasNoText(n)
	})
	return normal(b.String())
}

// write appends the text below a node, leaving out what skip says.
func write(b *strings.Builder, n *html.Node, skip func(*html.Node) bool) {
	if n.Type == html.TextNode {
		b.WriteString(strings.Map(blank, n.Data))
		return
	}
	if n.Type == html.ElementNode && skip(n) {
		return
	}
	block := n.Type == html.ElementNode && !slices.Contains(inline, n.Data)
	if block {
		b.WriteByte('\n')
	}
	if n.Data == "img" {
		b.WriteString(attr(n, "alt"))
	}
	for c := range n.ChildNodes() {
		write(b, c, skip)
	}
	if block {
		b.WriteByte('\n')
	}
}

// blank turns the line ends of the source into spaces: only elements make lines.
func blank(r rune) rune {
	if r == '\n' || r == '\r' {
		return ' '
	}
	return r
}

// hasNoText are the elements whose content is nobody's text.
func hasNoText(n *html.Node) bool {
	return n.Data == "script" || n.Data == "style" || n.Data == "template" || n.Data == "head"
}

// hidden tells whether an element is not shown without a script. What is in a popover or in details counts as shown:
// people open those with a click. A closed dialog is opened by Press.
func hidden(n *html.Node) bool {
	return hasNoText(n) || has(n, "hidden") || n.Data == "dialog" && !has(n, "open")
}

// visible tells whether an element and all around it are shown.
func visible(n *html.Node) bool {
	return !hidden(n) && ancestor(n, hidden) == nil
}

// normal makes every run of white space one space.
func normal(s string) string { return strings.Join(strings.Fields(s), " ") }

func ancestor(n *html.Node, is func(*html.Node) bool) *html.Node {
	for p := range n.Ancestors() {
		if p.Type == html.ElementNode && is(p) {
			return p
		}
	}
	return nil
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

func set(n *html.Node, key, value string) {
	unset(n, key)
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}

func unset(n *html.Node, key string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}
