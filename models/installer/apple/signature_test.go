package apple

import (
	"bytes"
	"crypto/x509"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
	"appdepot/models/reason"
)

func TestProfileWarning(t *testing.T) {
	now := time.Date(2030, 5, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		in   time.Duration
		want string
	}{
		{-time.Second, "profileExpired(2030-05-01"}, {0, "profileExpired("}, {time.Hour, "profileExpires(2030-05-01"},
		{30*24*time.Hour - time.Second, "profileExpires(2030-05-31"}, {30 * 24 * time.Hour, ""}, {400 * 24 * time.Hour, ""},
	} {
		if got := ProfileWarning(now.Add(c.in), now).String(); !strings.Contains(got, c.want) || (got == "") != (c.want == "") {
			t.Errorf("in %s: %q, want %q", c.in, got, c.want)
		}
	}
}

// A package is trusted when its signature is intact and its certificate leads to the authority; any other byte in a file or
// in the table of contents breaks it.
func TestPKGSignature(t *testing.T) {
	o := installertest.PKG()
	o.Signer = sample.NewInstallerSigner("Example", "ABCDE12345")
	whole := sample.PKG(o)
	c, err := x509.ParseCertificate(o.Signer.Certificate)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(c)
	x, err := openXAR(input.New(nil, bytes.NewReader(whole), int64(len(whole))))
	if err != nil {
		t.Fatal(err)
	}
	signers, err := x.signers(true, roots)
	if err != nil || len(signers) != 1 || !signers[0].Verified || !signers[0].Note.Empty() {
		t.Errorf("with its authority: %+v, %v", signers, err)
	}
	changed := bytes.Clone(whole)
	changed[len(changed)-10] ^= 1
	if s := verifiedPKG(t, changed); s.Signers[0].Verified || !strings.Contains(s.Signers[0].Note.String(), "packageChanged") || s.Fact(models.FactSigner) != "" {
		t.Errorf("a changed file: %+v", s.Signers)
	}
	changed = bytes.Clone(whole)
	changed[int(x.heap+x.signed.Offset)+5] ^= 1
	if s := verifiedPKG(t, changed); s.Signers[0].Verified || !strings.Contains(s.Signers[0].Note.String(), "certificateMismatch") {
		t.Errorf("a changed signature: %+v", s.Signers)
	}
	o.Signer = nil
	plain := sample.PKG(o)
	plain[len(plain)-10] ^= 1
	if s := verifiedPKG(t, plain); len(s.Warnings) != 2 || !strings.Contains(s.Warnings[1].String(), "checksumsMismatch") {
		t.Errorf("a changed file without a signature: %v", s.Warnings)
	}
}

func verifiedPKG(t *testing.T, b []byte) facts.Signature {
	t.Helper()
	s, err := VerifyPKG(input.New(nil, bytes.NewReader(b), int64(len(b))))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Only the developers that the provisioning profile names may sign.
func TestProfileOfOtherDeveloper(t *testing.T) {
	o := installertest.IPA(t)
	o.Signer = sample.NewSigner("Example")
	others := installertest.ZipPart(t, sample.IPA(o), "Payload/"+o.Name+".app/"+ProfilePath)
	p, err := ReadProfile(others)
	if err != nil {
		t.Fatal(err)
	}
	o.Signer = sample.NewSigner("Another")
	whole := sample.IPA(o)
	verified, err := VerifyIPA(input.New(nil, bytes.NewReader(whole), int64(len(whole))))
	if err != nil {
		t.Fatal(err)
	}
	signer := verified.Signers[0]
	if !signer.Verified || p.allows(signer.SHA256) || !p.allows(p.Signer().SHA256) {
		t.Errorf("signer %+v", signer)
	}
}

// Old profiles are signed by Apple with certificates that use SHA-1, and that is what is said of them.
func TestOldProfilesAreApples(t *testing.T) {
	for _, name := range []string{"ios_adhoc.mobileprovision", "ios_development.mobileprovision"} {
		p, err := ReadProfile(installertest.Read(t, filepath.Join(installertest.Corpus(t), "mobileprovision", name)))
		if err != nil {
			t.Fatal(err)
		}
		if s := p.Signer(); !s.Verified || s.Note.Code != reason.ChainOutdated.Code {
			t.Errorf("%s: verified %t, told %s", name, s.Verified, s.Note)
		}
	}
}
