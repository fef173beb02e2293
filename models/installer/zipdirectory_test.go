package installer

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/installer/sample"
)

// longZIP is an app package for Windows whose directory is in the long form, with all that can be there.
func longZIP(t testing.TB) []byte {
	o := sampleMSIX(t)
	o.Signer, o.Filling = nil, 0
	whole := sample.MSIX(o)
	le := binary.LittleEndian
	end := whole[len(whole)-endLength:]
	offset, length, count := le.Uint32(end[16:]), le.Uint32(end[12:]), le.Uint16(end[10:])
	b := bytes.Clone(whole[:offset])
	for rest := whole[offset : offset+length]; len(rest) > 0; {
		entry := bytes.Clone(rest[:centralLength+int(le.Uint16(rest[28:]))])
		rest = rest[len(entry):]
		extra := le.AppendUint16(le.AppendUint16(nil, extra64), 24)
		for _, at := range []int{24, 20, 42} { // size, packed size, header
			extra = le.AppendUint64(extra, uint64(le.Uint32(entry[at:])))
			le.PutUint32(entry[at:], inExtra64)
		}
		le.PutUint16(entry[30:], uint16(len(extra)))
		b = append(append(b, entry...), extra...)
	}
	begins := uint64(len(b))
	b = append(b, end64Magic...)
	b = le.AppendUint64(b, end64Length-12)
	b = append(b, 45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	b = le.AppendUint64(le.AppendUint64(b, uint64(count)), uint64(count))
	b = le.AppendUint64(le.AppendUint64(b, begins-uint64(offset)), uint64(offset))
	b = le.AppendUint64(append(b, locatorMagic+"\x00\x00\x00\x00"...), begins)
	b = le.AppendUint32(b, 1)
	return append(b, endMagic+"\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00"...)
}

func TestLongZIP(t *testing.T) {
	b := longZIP(t)
	r := mustInspect(t, b)
	if r.Format != FormatMSIX || r.Fact(models.FactIdentityName) != "Example.Notes" || r.Icon == nil {
		t.Errorf("%+v", r.Report)
	}
	_, err := openArchive(newSource(nil, bytes.NewReader(b), int64(len(b))))
	if err == nil || !strings.Contains(err.Error(), "zip64") {
		t.Errorf("Android takes no zip64: %v", err)
	}
	for n := range len(b) {
		if _, err := inspectBytes(t, b[:n]); err == nil {
			t.Fatalf("cut to %d of %d bytes and accepted", n, len(b))
		}
	}
}

// What stands between or behind the parts of an archive could be another archive.
func TestNothingBesideTheArchive(t *testing.T) {
	o := sampleMSIX(t)
	o.Signer, o.Filling = nil, 0
	whole := sample.MSIX(o)
	end := len(whole) - endLength
	for name, b := range map[string][]byte{
		"behind the end":          append(bytes.Clone(whole), "more"...),
		"before the end record":   append(append(bytes.Clone(whole[:end]), "more"...), whole[end:]...),
		"before everything":       append([]byte("PK\x03\x04"), whole...),
		"a directory cut short":   shorter(whole, end),
		"more files than it says": fewer(whole, end),
	} {
		_, err := openZip(newSource(nil, bytes.NewReader(b), int64(len(b))))
		inWords(t, name, err)
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
