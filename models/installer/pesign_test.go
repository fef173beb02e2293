package installer

import (
	"bytes"
	"encoding/asn1"
	"encoding/binary"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
	"appdepot/models/installer/windows"
)

const (
	entryHeader  = 8
	longestTable = 4 << 20 // bytes of the table
)

// span is a part of a file.
type span struct{ start, length int64 }

// directoryOf is where a program's header says where its certificates stand.
func directoryOf(b []byte) int {
	le := binary.LittleEndian
	optional := int(le.Uint32(b[60:])) + 24
	if le.Uint16(b[optional:]) == 0x20b {
		return optional + 112 + 4*8
	}
	return optional + 96 + 4*8
}

// certificatesOf is where a program's certificates stand.
func certificatesOf(b []byte) span {
	at, le := directoryOf(b), binary.LittleEndian
	return span{int64(le.Uint32(b[at:])), int64(le.Uint32(b[at+4:]))}
}

// directed says in a program's header that its certificates stand elsewhere.
func directed(b []byte, to span) []byte {
	at, le := directoryOf(b), binary.LittleEndian
	b = bytes.Clone(b)
	le.PutUint32(b[at:], uint32(to.start))
	le.PutUint32(b[at+4:], uint32(to.length))
	return b
}

func TestSignaturesOfEXE(t *testing.T) {
	whole := installertest.SignedEXE(t)
	table := certificatesOf(whole)
	flip := func(at int64) []byte {
		b := bytes.Clone(whole)
		b[at] ^= 1
		return b
	}
	var first asn1.RawValue // with the second one at its end
	if _, err := asn1.Unmarshal(whole[table.start+entryHeader:], &first); err != nil {
		t.Fatal(err)
	}
	behind := append(bytes.Clone(whole), make([]byte, 8)...)
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"as signed":                  {whole, "Authenticode Authenticode"},
		"a byte of the code changed": {flip(0x400), "!Authenticode !Authenticode"},
		"the last byte changed":      {flip(table.start - 1), "!Authenticode !Authenticode"},
		"the checksum changed":       {flip(64 + 24 + 64), "Authenticode Authenticode"}, // which linkers write after signing
		"data behind the table":      {behind, "!Authenticode !Authenticode"},
		"data in the table":          {directed(behind, span{table.start, table.length + 8}), "Authenticode Authenticode"}, // unprotected there: Windows allows it
		"the table cut off":          {whole[:table.start], "!Authenticode"},
		"the table taken away":       {directed(whole, span{}), ""},
		"the table in the header":    {directed(whole, span{0, int64(len(whole))}), "!Authenticode"},
		"the second one damaged":     {flip(table.start + entryHeader + int64(len(first.FullBytes)) - 1), "Authenticode !Authenticode"},
	} {
		r := mustInspect(t, c.file)
		if got := schemesOf(r); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		signer := ""
		if c.want != "" && !strings.Contains(c.want, "!") {
			signer = `CN="Example, Inc.", CN=Second`
		}
		if got := r.Fact(models.FactSigner); got != signer || (len(r.Warnings) == 0) != (signer != "") {
			t.Errorf("%s: signer %q, warnings %v", name, got, r.Warnings)
		}
	}
}

// A setup file keeps its signature in an archive, packed, encrypted or neither.
func TestSignatureOfASetupFile(t *testing.T) {
	whole := installertest.SignedEXE(t)
	changed := bytes.Clone(whole)
	changed[0x400] ^= 1
	for name, pack := range map[string]func(exe []byte) []byte{
		"stored": func(exe []byte) []byte { return sample.Zip(sample.File{Name: "setup.exe", Content: exe}) },
		"compressed": func(exe []byte) []byte {
			return sample.Zip(sample.File{Name: "setup.exe", Content: exe, Compress: true})
		},
		"intunewin": func(exe []byte) []byte {
			return installertest.Win32Content(sample.File{Name: "setup.exe", Content: exe})
		},
	} {
		before := ""
		if name == "intunewin" {
			before = windows.SchemeIntuneWin + " "
		}
		if got := schemesOf(mustInspect(t, pack(whole))); got != before+"Authenticode Authenticode" {
			t.Errorf("%s: %q", name, got)
		}
		if got := schemesOf(mustInspect(t, pack(changed))); got != before+"!Authenticode !Authenticode" {
			t.Errorf("%s and changed: %q", name, got)
		}
	}
}

// hollow is a file of zeros behind its first bytes. It remembers the longest read.
type hollow struct {
	head    []byte
	longest int
}

func (h *hollow) ReadAt(p []byte, off int64) (int, error) {
	h.longest = max(h.longest, len(p))
	clear(p)
	if off < int64(len(h.head)) {
		copy(p, h.head[off:])
	}
	return len(p), nil
}

// A table of certificates is as long as the header says, up to 4 GB: no memory is taken for it.
func TestEndlessCertificatesAreNotRead(t *testing.T) {
	whole := installertest.SignedEXE(t)
	table := certificatesOf(whole)
	for _, length := range []int64{longestTable + 8, 256 << 20} {
		h := &hollow{head: directed(whole, span{table.start, length})}
		s, err := Verify(t.Context(), h, table.start+length)
		if err != nil || len(s.Signers) != 1 || s.Signers[0].Verified {
			t.Errorf("%d bytes: %+v, %v", length, s, err)
		}
		if h.longest > longestTable {
			t.Errorf("%d bytes: %d of them were read at once", length, h.longest)
		}
	}
}
