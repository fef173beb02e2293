package installer

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
	"appdepot/models/installer/sign"
)

func verifyBytes(t testing.TB, b []byte) facts.Signature {
	t.Helper()
	s, err := Verify(t.Context(), bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestVerifyDMG(t *testing.T) {
	s := verifyBytes(t, installertest.Testdata(t, "signed.dmg"))
	if len(s.Signers) != 1 || !s.Signers[0].Verified || s.Signers[0].Scheme != sign.SchemeCode || len(s.Warnings) != 0 {
		t.Fatalf("%+v", s)
	}
	if want := `CN="Developer ID Application: Example, Inc. (ABCDE12345)", OU=ABCDE12345, O="Example, Inc.", C=US`; s.Fact(models.FactSigner) != want {
		t.Errorf("signer %s", s.Fact(models.FactSigner))
	}
	if note := s.Signers[0].Note.String(); !strings.Contains(note, "authorityUntrusted") {
		t.Errorf("note %q", note)
	}
	r := mustInspect(t, installertest.Testdata(t, "signed.dmg"))
	if r.Fact(models.FactDeveloperID) != "true" || r.Fact(models.FactNotarized) != "false" || r.Fact(models.FactPublisher) != "Example, Inc." {
		t.Errorf("facts %v", r.Facts)
	}
}

// Every part of a signed image is under the signature: chunks, list of chunks, trailer, and the signature itself.
func TestChangedSignedDMG(t *testing.T) {
	whole := installertest.Testdata(t, "signed.dmg")
	trailer := len(whole) - 512
	list, signature := int(binary.BigEndian.Uint64(whole[trailer+216:])), int(binary.BigEndian.Uint64(whole[trailer+296:]))
	for part, at := range map[string]int{
		"chunk": 100, "list": list + 20, "trailer": trailer + 490, "checksum": trailer + 91, "digest": signature + 12 + 3*8 + 64 + 40, "message": trailer - 40,
	} {
		b := bytes.Clone(whole)
		b[at] ^= 1
		s, err := Verify(t.Context(), bytes.NewReader(b), int64(len(b)))
		installertest.InWords(t, part, err)
		if err == nil && s.Fact(models.FactSigner) != "" {
			t.Errorf("%s: still signed by %s", part, s.Fact(models.FactSigner))
		}
	}
}

// Content between the signature and the trailer, or a second list of chunks behind the signature, is not under it.
func TestUnsignedContentInSignedDMG(t *testing.T) {
	signed, other := installertest.Testdata(t, "signed.dmg"), sample.DMG(installertest.DMG(t))
	trailer := bytes.Clone(signed[len(signed)-512:])
	start := len(signed) - 512
	b := append(bytes.Clone(signed[:start]), other[:len(other)-512]...)
	inner := other[len(other)-512:]
	for _, at := range []int{32, 216, 224} { // lengths and the place of the list
		copy(trailer[at:at+8], inner[at:at+8])
	}
	binary.BigEndian.PutUint64(trailer[24:], uint64(start))
	binary.BigEndian.PutUint64(trailer[216:], binary.BigEndian.Uint64(inner[216:])+uint64(start))
	b = append(b, trailer...)
	if r := mustInspect(t, b); r.Fact(models.FactBundleID) != "com.example.app" || r.Fact(models.FactSigner) != "" {
		t.Errorf("facts %v", r.Facts)
	}
}

func TestVerifySampleDMG(t *testing.T) {
	o := installertest.DMG(t)
	o.Signer, o.Filling = sample.NewSigner("Example"), 3<<20
	s := verifyBytes(t, sample.DMG(o))
	if s.Fact(models.FactSigner) != "CN=Example" {
		t.Errorf("%+v", s)
	}
}
