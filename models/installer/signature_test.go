package installer

import (
	"encoding/binary"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/smallstep/pkcs7"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
	"appdepot/models/installer/sign"
	"appdepot/models/reason"
)

// signedSum is the SHA-256 of the certificate that the files in testdata are signed with.
const signedSum = "63376de0403f6f8e5af9d2bb833748dc5823d2718832293de8b779b690dc1006"

// schemesOf lists what was found, "!" before what does not verify.
func schemesOf(r inspected) string {
	var found []string
	for _, s := range r.Signers {
		if s.Verified {
			found = append(found, s.Scheme)
		} else {
			found = append(found, "!"+s.Scheme)
		}
	}
	return strings.Join(found, " ")
}

func TestSignaturesOfAPK(t *testing.T) {
	const blockV3, blockV31 = 0xf05368c0, 0x1b93ad61 // where v3 and v3.1 stand in the signing block
	whole := installertest.Testdata(t, "signed.apk")
	change := func(old, new string) []byte { return installertest.Replace(t, whole, old, new) }
	id := func(n uint32) string { return string(binary.LittleEndian.AppendUint32(nil, n)) }
	label := "S\x00i\x00g\x00n\x00e\x00d\x00"
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"as signed":                {whole, "v3 v2 v1"},
		"content changed":          {change(label, "s\x00i\x00g\x00n\x00e\x00d\x00"), "!v3 !v2 !v1"},
		"rotated key":              {change(id(blockV3), id(blockV31)), "v3.1 !v2 !v1"},
		"v3 taken away":            {change(id(blockV3), id(1)), "!v2 !v1"},
		"signing block taken away": {change("APK Sig Block 42", "APK Sig Block 41"), "!v1"},
	} {
		r := mustInspect(t, c.file)
		if got := schemesOf(r); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if broken := strings.HasPrefix(c.want, "!"); broken != (r.Fact(models.FactSigner) == "") || broken != (len(r.Warnings) > 0) {
			t.Errorf("%s: signer %q, warnings %v", name, r.Fact(models.FactSigner), r.Warnings)
		}
	}
}

// messageOf is the signature of an MSI.
func messageOf(t testing.TB, file []byte) *pkcs7.PKCS7 {
	t.Helper()
	m, err := sign.ParsePKCS7(installertest.Stream(t, file, "\x05DigitalSignature"))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestSignatureOfMSI(t *testing.T) {
	whole := installertest.Testdata(t, "signed.msi")
	r := mustInspect(t, whole)
	want := []facts.Signer{{
		Scheme: sign.SchemeAuthenticode, Subject: `C=NL, O="Example, Inc.", CN=Appdepot test signer`, Issuer: `C=NL, O="Example, Inc.", CN=Appdepot test signer`,
		SHA256: signedSum, Verified: true, NotBefore: r.Signers[0].NotBefore, NotAfter: r.Signers[0].NotAfter,
		Note: reason.AuthorityUntrusted,
	}}
	if diff := cmp.Diff(want, r.Signers); diff != "" {
		t.Error(diff)
	}
	if r.Fact(models.FactSignerSHA256) != signedSum {
		t.Errorf("fact %s", r.Fact(models.FactSignerSHA256))
	}
	digest := messageOf(t, whole).Signers[0].EncryptedDigest
	last := string(digest[len(digest)-8:])
	for _, change := range [][2]string{{"ProductVersion", "ProductVersiom"}, {last, "12345678"}} {
		r := mustInspect(t, installertest.Replace(t, whole, change[0], change[1]))
		if got := schemesOf(r); got != "!Authenticode" || r.Fact(models.FactSigner) != "" {
			t.Errorf("%q changed: %s, signer %q", change[0], got, r.Fact(models.FactSigner))
		}
	}
}

// The system trusts no authority of the tests, whatever the time stamp says.
func TestStampedMSI(t *testing.T) {
	r := mustInspect(t, installertest.Testdata(t, "stamped.msi"))
	if got := schemesOf(r); got != sign.SchemeAuthenticode || r.Signers[0].Note.Code != reason.AuthorityUntrusted.Code && r.Signers[0].Note.Code != reason.CertificateExpired.Code {
		t.Errorf("%s, note %q", got, r.Signers[0].Note)
	}
}

// Updates of one app come from one signer; that is what the fact is for.
func TestOneSignerForAllVersions(t *testing.T) {
	o := installertest.APK(t)
	first := mustInspect(t, sample.APK(o)).Fact(models.FactSignerSHA256)
	o.VersionCode++
	second := mustInspect(t, sample.APK(o)).Fact(models.FactSignerSHA256)
	o.Signer = sample.NewSigner("Example, Inc.")
	other := mustInspect(t, sample.APK(o)).Fact(models.FactSignerSHA256)
	if first == "" || first != second || first == other {
		t.Errorf("first %s, second %s, other %s", first, second, other)
	}
}
