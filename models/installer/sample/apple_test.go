package sample_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
	"time"

	"appdepot/models/installer/sample"
)

func Test7zReadsPKG(t *testing.T) {
	expect(t, saidBy(t, sample.PKG(pkg), "7z", "t", "-txar", "FILE"), "Everything is Ok", "Type = Xar")
	expect(t, saidBy(t, sample.PKG(pkg), "7z", "l", "-txar", "FILE"), "com.example.pkg.pkg/PackageInfo", "com.example.pkg.pkg/Payload")
}

// partOf reads one file of a zip archive.
func partOf(t *testing.T, whole []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestPlistutilReadsIPA(t *testing.T) {
	expect(t, saidBy(t, partOf(t, sample.IPA(ipa), "Payload/Büro.app/Info.plist"), "plistutil", "-i", "FILE", "-f", "xml"),
		"<string>com.example.app</string>", "<string>16.0</string>")
}

func TestOpensslVerifiesProfile(t *testing.T) {
	o := ipa
	o.Expires, o.Profile, o.Team = time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC), "Example profile", "ABCDE12345"
	profile := partOf(t, sample.IPA(o), "Payload/Büro.app/embedded.mobileprovision")
	expect(t, saidBy(t, profile, "openssl", "cms", "-verify", "-noverify", "-inform", "DER", "-in", "FILE"),
		"Verification successful", "<date>2030-01-02T03:04:05Z</date>", "<string>ABCDE12345</string>")
}
