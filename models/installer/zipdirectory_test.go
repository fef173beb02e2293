package installer

import (
	"bytes"
	"encoding/binary"
	"testing"

	"appdepot/models"
	"appdepot/models/installer/archive"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
)

func TestLongZIP(t *testing.T) {
	b := installertest.LongZIP(t)
	r := mustInspect(t, b)
	if r.Format != facts.FormatMSIX || r.Fact(models.FactIdentityName) != "Example.Notes" || r.Icon == nil {
		t.Errorf("%+v", r.Report)
	}
	for n := range len(b) {
		if _, err := inspectBytes(t, b[:n]); err == nil {
			t.Fatalf("cut to %d of %d bytes and accepted", n, len(b))
		}
	}
}

// What stands between or behind the parts of an archive could be another archive.
func TestNothingBesideTheArchive(t *testing.T) {
	o := installertest.MSIX(t)
	o.Signer, o.Filling = nil, 0
	whole := sample.MSIX(o)
	end := len(whole) - installertest.ZipEndLength
	for name, b := range map[string][]byte{
		"behind the end":          append(bytes.Clone(whole), "more"...),
		"before the end record":   append(append(bytes.Clone(whole[:end]), "more"...), whole[end:]...),
		"before everything":       append([]byte("PK\x03\x04"), whole...),
		"a directory cut short":   shorter(whole, end),
		"more files than it says": fewer(whole, end),
	} {
		_, err := archive.Open(input.New(nil, bytes.NewReader(b), int64(len(b))))
		installertest.InWords(t, name, err)
		if err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// shorter says that the directory begins one byte later than it does.
func shorter(b []byte, end int) []byte {
	b = bytes.Clone(b)
	le := binary.LittleEndian
	le.PutUint32(b[end+12:], le.Uint32(b[end+12:])-1)
	le.PutUint32(b[end+16:], le.Uint32(b[end+16:])+1)
	return b
}

// fewer says that there is one file less.
func fewer(b []byte, end int) []byte {
	b = bytes.Clone(b)
	b[end+10]--
	return b
}
