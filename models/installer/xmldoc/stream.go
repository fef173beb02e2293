package xmldoc

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

const (
	maxXMLTokens = 4 << 20 // a block map of 4 GB has 65,536 blocks, of many small files some more
	maxXMLText   = 64 << 10
	maxXMLPath   = 1000
)

// Node is an element of a document for people and machines: manifests, lists, maps.
type Node struct {
	Path  string     // local names from the root on: "Package/Properties/Logo"
	attrs []xml.Attr // of its start
	Text  string     // directly in it; known at its end only
	Ended bool
	text  []byte
}

// Attr is the attribute of a local name without a namespace, "" when there is none.
func (n Node) Attr(name string) string {
	for _, a := range n.attrs {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// Stream reads a document of elements without keeping it and visits each at its start and at its end. A document type is
// refused, and with it every entity: nothing outside the document is looked at, nothing grows inside it.
func Stream(r io.Reader, visit func(Node) error) error { return stream(newTokens(r), visit) }

func stream(d tokens, visit func(Node) error) error {
	var open []Node
	for range maxXMLTokens {
		token, err := d.next()
		if err == io.EOF {
			return nil // the decoder has seen to it that every element has ended
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.Directive:
			return errors.New("document type is not allowed")
		case xml.StartElement:
			n := Node{Path: t.Name.Local, attrs: t.Attr}
			if len(open) > 0 {
				n.Path = open[len(open)-1].Path + "/" + n.Path
			}
			if len(open) == MaxDepth || len(n.Path) > maxXMLPath {
				return errors.New("elements nested too deeply or of too long names")
			}
			open = append(open, n)
			err = visit(n)
		case xml.CharData:
			if len(open) > 0 {
				top := &open[len(open)-1]
				top.text = append(top.text, t[:min(len(t), maxXMLText-len(top.text))]...)
			}
		case xml.EndElement:
			n := open[len(open)-1]
			n.Text, n.Ended, open = strings.TrimSpace(string(n.text)), true, open[:len(open)-1]
			err = visit(n)
		}
		if err != nil {
			return err
		}
	}
	return errors.New("document of too many elements")
}
