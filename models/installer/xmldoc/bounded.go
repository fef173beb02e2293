package xmldoc

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
)

// The caps of XML documents. The library that decodes them follows any nesting, so documents are walked before.
const (
	MaxDepth = 64
	MaxNodes = 200_000
)

var errXML = errors.New("XML document is malformed or too large")

// Decode decodes a document of bounded shape: of at most as many elements.
func Decode(b []byte, elements int, into any) error {
	if err := Walk(b, func(int, string) bool { elements--; return elements >= 0 }); err != nil {
		return err
	}
	return xml.Unmarshal(b, into)
}

// Walk visits the elements of a document with their depth, 1 at the top, until one is not wanted. Entities are never
// defined, so a document type that defines any is refused.
func Walk(b []byte, want func(depth int, name string) bool) error {
	d := newTokens(bytes.NewReader(b))
	for nodes, depth := 0, 0; ; {
		token, err := d.next()
		if err == io.EOF && nodes > 0 {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			nodes++
			depth++
			if nodes > MaxNodes || depth > MaxDepth || !want(depth, t.Name.Local) {
				return errXML
			}
		case xml.EndElement:
			depth--
		case xml.Directive:
			if bytes.ContainsRune(t, '[') {
				return errXML
			}
		}
	}
}
