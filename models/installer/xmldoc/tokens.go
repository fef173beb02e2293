package xmldoc

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
)

// MaxRun bounds one token in bytes: a text, a comment, or the start of an element with its attributes. The library keeps each
// whole, several times.
const MaxRun = 1 << 20

const maxAttributes = 256 // of one element

var errToken = errors.New("a part of the document is too long")

// tokens gives the tokens of a document one by one.
type tokens struct {
	*xml.Decoder
	in *metered
}

func newTokens(r io.Reader) tokens {
	in := &metered{Reader: bufio.NewReader(r)}
	return tokens{xml.NewDecoder(in), in}
}

// next gives the next token, unless it is too long to be kept.
func (t tokens) next() (xml.Token, error) {
	t.in.left = MaxRun
	token, err := t.Token()
	if start, is := token.(xml.StartElement); is && len(start.Attr) > maxAttributes {
		return nil, errToken
	}
	return token, err
}

// metered counts the bytes that the library takes for one token. It takes them one by one.
type metered struct {
	*bufio.Reader
	left int
}

func (m *metered) ReadByte() (byte, error) {
	if m.left--; m.left < 0 {
		return 0, errToken
	}
	return m.Reader.ReadByte()
}
