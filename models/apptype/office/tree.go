package office

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// node is an element of a configuration. Line and column tell where it starts, 0 when it was not read.
type node struct {
	name         string
	attributes   []attribute
	children     []*node
	line, column int
}

type attribute struct{ name, value string }

// element makes a node with attributes, given as name, value, name, value.
func element(name string, attributes ...string) *node {
	n := &node{name: name}
	for i := 0; i < len(attributes); i += 2 {
		n.set(attributes[i], attributes[i+1])
	}
	return n
}

func (n *node) set(name, value string) { n.attributes = append(n.attributes, attribute{name, value}) }

func (n *node) get(name string) string {
	for _, a := range n.attributes {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// all lists the children with a name.
func (n *node) all(name string) []*node {
	var found []*node
	for _, c := range n.children {
		if c.name == name {
			found = append(found, c)
		}
	}
	return found
}

// first is the first child with a name, or an empty element.
func (n *node) first(name string) *node {
	if found := n.all(name); len(found) > 0 {
		return found[0]
	}
	return &node{name: name}
}

// print writes the element as XML, indented by two spaces.
func (n *node) print() []byte {
	var b bytes.Buffer
	n.printTo(&b, 0)
	return b.Bytes()
}

func (n *node) printTo(b *bytes.Buffer, depth int) {
	indent := strings.Repeat("  ", depth)
	b.WriteString(indent + n.opening())
	if len(n.children) == 0 {
		b.WriteString(" />\n")
		return
	}
	b.WriteString(">\n")
	for _, c := range n.children {
		c.printTo(b, depth+1)
	}
	b.WriteString(indent + "</" + n.name + ">\n")
}

// opening is the start of the element without its end, such as `<Language ID="nl-nl"`.
func (n *node) opening() string {
	var b bytes.Buffer
	b.WriteString("<" + n.name)
	for _, a := range n.attributes {
		b.WriteString(" " + a.name + `="`)
		_ = xml.EscapeText(&b, []byte(a.value)) // a buffer never fails
		b.WriteString(`"`)
	}
	return b.String()
}
