package installer

import (
	"bytes"
	"encoding/asn1"
	"encoding/binary"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/installer/sample"
)

// signedEXE is a program that two have signed.
func signedEXE(t testing.TB) []byte {
	o := sampleEXE(t)
	o.Signer, o.Second = sample.NewSigner("Example, Inc."), sample.NewSigner("Second")
	return sample.EXE(o)
}

// certificatesOf is where a program's certificates stand.
func certificatesOf(t testing.TB, b []byte) peRange {
	t.Helper()
	p, err := openProgram(newSource(nil, bytes.NewReader(b), int64(len(b))))
	if err != nil {
		t.Fatal(err)
	}
	return p.signature
}

// directed says in a program's header that its certificates stand elsewhere.
func directed(t testing.TB, b []byte, to peRange) []byte {
	t.Helper()
	p, err := openProgram(newSource(nil, bytes.NewReader(b), int64(len(b))))
	if err != nil {
		t.Fatal(err)
	}
	b = bytes.Clone(b)
	binary.LittleEndian.PutUint32(b[p.entry:], uint32(to.start))
	binary.LittleEndian.PutUint32(b[p.entry+4:], uint32(to.length))
	return b
}

func TestSignaturesOfEXE(t *testing.T) {
	whole := signedEXE(t)
	table := certificatesOf(t, whole)
	flip := func(at int64) []byte {
		b := bytes.Clone(whole)
		b[at] ^= 1
		return b
	}
	var first asn1.RawValue // with the second one at its end
	if _, err := asn1.Unmarshal(whole[table.start+certificateHeader:], &first); err != nil {
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
		"data in the table":          {directed(t, behind, peRange{table.start, table.length + 8}), "Authenticode Authenticode"}, // unprotected there: Windows allows it
		"the table cut off":          {whole[:table.start], "!Authenticode"},
		"the table taken away":       {directed(t, whole, peRange{}), ""},
		"the table in the header":    {directed(t, whole, peRange{0, int64(len(whole))}), "!Authenticode"},
		"the second one damaged":     {flip(table.start + certificateHeader + int64(len(first.FullBytes)) - 1), "Authenticode !Authenticode"},
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
	whole := signedEXE(t)
	changed := bytes.Clone(whole)
	changed[0x400] ^= 1
	for name, pack := range map[string]func(exe []byte) []byte{
		"stored": func(exe []byte) []byte { return sample.Zip(sample.File{Name: "setup.exe", Content: exe}) },
		"compressed": func(exe []byte) []byte {
			return sample.Zip(sample.File{Name: "setup.exe", Content: exe, Compress: true})
		},
		"intunewin": func(exe []byte) []byte { return packed(sample.File{Name: "setup.exe", Content: exe}) },
	} {
		before := ""
		if name == "intunewin" {
			before = schemeIntuneWin + " "
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
	whole := signedEXE(t)
	table := certificatesOf(t, whole)
	for _, length := range []int64{maxCertTable + 8, 256 << 20} {
		h := &hollow{head: directed(t, whole, peRange{table.start, length})}
		s, err := Verify(t.Context(), h, table.start+length)
		if err != nil || len(s.Signers) != 1 || s.Signers[0].Verified {
			t.Errorf("%d bytes: %+v, %v", length, s, err)
		}
		if h.longest > maxCertTable {
			t.Errorf("%d bytes: %d of them were read at once", length, h.longest)
		}
	}
}
