package xmldoc

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
)

// FromUTF16 gives a document that begins with the mark of UTF-16 in UTF-8, without its declaration, which names the other
// encoding. The library reads UTF-8 only.
func FromUTF16(b []byte) (document []byte, is bool) {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		order = binary.LittleEndian
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		order = binary.BigEndian
	default:
		return b, false
	}
	units := make([]uint16, 0, len(b)/2)
	for b = b[2:]; len(b) >= 2; b = b[2:] {
		units = append(units, order.Uint16(b))
	}
	document = []byte(string(utf16.Decode(units)))
	if _, rest, found := bytes.Cut(document, []byte("?>")); found && bytes.HasPrefix(document, []byte("<?xml")) {
		document = rest
	}
	return document, true
}
