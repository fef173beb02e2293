package installertest

import (
	"bytes"
	"testing"

	"appdepot/models/installer/compound"
	"appdepot/models/installer/input"
)

// Stream reads a stream of an OLE compound file.
func Stream(t testing.TB, file []byte, name string) []byte {
	t.Helper()
	c, err := compound.Open(input.New(nil, bytes.NewReader(file), int64(len(file))))
	if err != nil {
		t.Fatal(err)
	}
	b, err := c.Read(name, 1<<20, name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
