package xmldoc

import (
	"bytes"
	"io"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// StreamUTF16 is Stream for a document that begins with the mark of UTF-16; it reports whether it does, and visits nothing
// otherwise. The library reads UTF-8 only.
func StreamUTF16(b []byte, visit func(Node) error) (is bool, err error) {
	if !bytes.HasPrefix(b, []byte{0xff, 0xfe}) && !bytes.HasPrefix(b, []byte{0xfe, 0xff}) {
		return false, nil
	}
	decoder := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder()
	d := newTokens(transform.NewReader(bytes.NewReader(b), decoder))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // what the declaration names is undone
	return true, stream(d, visit)
}
