package installer

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

const (
	maxXMLTokens = 4 << 20 // a block map of 4 GB has 65,536 blocks, of many small files some more
	maxXMLText   = 64 << 10
	maxXMLName   = 256
)

// xmlNode is an element of a document for people and machines: manifests, lists, maps.
type xmlNode struct {
	path  string     // local names from the root on: "Package/Properties/Logo"
	attrs []xml.Attr // of its start
	text  string     // directly in it; known at its end only
	ended bool
}

// attr is the attribute of a local name without a namespace, "" when there is none.
func (n xmlNode) attr(name string) string {
	for _, a := range n.attrs {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// streamXML reads a document of elements without keeping it and visits each at its start and at its end. A document type is
// refused, and with it every entity: nothing outside the document is looked at, nothing grows inside it.
func streamXML(r io.Reader, visit func(xmlNode) error) error {
	d := xml.NewDecoder(r)
	var open []xmlNode
	for range maxXMLTokens {
		token, err := d.Token()
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
			if len(open) == maxXMLDepth || len(t.Name.Local) > maxXMLName {
				return errors.New("elements nested too deeply or of too long names")
			}
			n := xmlNode{path: t.Name.Local, attrs: t.Attr}
			if len(open) > 0 {
				n.path = open[len(open)-1].path + "/" + n.path
			}
			open = append(open, n)
			err = visit(n)
		case xml.CharData:
			if len(open) > 0 {
				top := &open[len(open)-1]
				top.text += string(t[:min(len(t), maxXMLText-len(top.text))])
			}
		case xml.EndElement:
			n := open[len(open)-1]
			n.text, n.ended, open = strings.TrimSpace(n.text), true, open[:len(open)-1]
			err = visit(n)
		}
		if err != nil {
			return err
		}
	}
	return errors.New("document of too many elements")
}
