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
	MaxRun   = 1 << 20 // bytes of one text, or of one element with its attributes: the library keeps each whole, several times
)

var errXML = errors.New("XML document is malformed or too large")

// Decode decodes a document of bounded shape.
func Decode(b []byte, into any) error {
	if err := Walk(b, func(int, string) bool { return true }); err != nil {
		return err
	}
	return xml.Unmarshal(b, into)
}

// Walk visits the elements of a document with their depth, 1 at the top, until one is not wanted. Entities are never
// defined, so a document type that defines any is refused.
func Walk(b []byte, want func(depth int, name string) bool) error {
	if longestRun(b) > MaxRun {
		return errXML
	}
	d := xml.NewDecoder(bytes.NewReader(b))
	for nodes, depth := 0, 0; ; {
		token, err := d.Token()
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

// longestRun is the length of the longest stretch of a document in which nothing begins.
func longestRun(b []byte) (longest int) {
	for len(b) > 0 {
		n := bytes.IndexByte(b[1:], '<') + 1
		if n == 0 {
			n = len(b)
		}
		longest, b = max(longest, n), b[n:]
	}
	return longest
}
