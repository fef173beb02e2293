package sign

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"path/filepath"
	"testing"
	"time"

	"github.com/smallstep/pkcs7"

	"appdepot/models/installer/installertest"
	"appdepot/models/reason"
)

// authority issues certificates in the tests.
type authority struct {
	key         *rsa.PrivateKey
	certificate *x509.Certificate
}

var serial = big.NewInt(100)

// issue makes a certificate for a purpose, valid for some years; a nil authority makes a root.
func (a *authority) issue(t *testing.T, name string, method x509.SignatureAlgorithm, purpose x509.ExtKeyUsage, from, to int) *authority {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	serial = new(big.Int).Add(serial, big.NewInt(1))
	template := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: name}, SignatureAlgorithm: method,
		NotBefore: time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(to, 1, 1, 0, 0, 0, 0, time.UTC),
		BasicConstraintsValid: true, IsCA: purpose == x509.ExtKeyUsageAny,
	}
	if !template.IsCA {
		template.ExtKeyUsage = []x509.ExtKeyUsage{purpose}
	}
	by, parent := key, template
	if a != nil {
		by, parent = a.key, a.certificate
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), by)
	if err != nil {
		t.Fatal(err)
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return &authority{key, c}
}

// What is said of a chain is what is wrong with it.
func TestChainNotesSayWhatIsWrong(t *testing.T) {
	const sha256, sha1 = x509.SHA256WithRSA, x509.SHA1WithRSA
	root := (*authority)(nil).issue(t, "Root", sha256, x509.ExtKeyUsageAny, 2000, 2040)
	stranger := (*authority)(nil).issue(t, "Stranger", sha256, x509.ExtKeyUsageAny, 2000, 2040)
	old := root.issue(t, "Old", sha1, x509.ExtKeyUsageAny, 2000, 2040)
	roots := x509.NewCertPool()
	roots.AddCert(root.certificate)
	for name, c := range map[string]struct {
		signer *authority
		want   string
	}{
		"trusted":            {root.issue(t, "A", sha256, x509.ExtKeyUsageCodeSigning, 2020, 2040), ""},
		"expired":            {root.issue(t, "A", sha256, x509.ExtKeyUsageCodeSigning, 2020, 2021), string(reason.CertificateExpired.Code)},
		"for something else": {root.issue(t, "A", sha256, x509.ExtKeyUsageServerAuth, 2020, 2040), string(reason.CertificatePurpose.Code)},
		"of a stranger":      {stranger.issue(t, "A", sha256, x509.ExtKeyUsageCodeSigning, 2020, 2040), string(reason.AuthorityUntrusted.Code)},
		"SHA-1":              {old.issue(t, "A", sha1, x509.ExtKeyUsageCodeSigning, 2020, 2040), string(reason.ChainOutdated.Code)},
		"SHA-1, a stranger":  {stranger.issue(t, "A", sha1, x509.ExtKeyUsageCodeSigning, 2020, 2040), string(reason.AuthorityUntrusted.Code)},
		"SHA-1, of no CA":    {root.issue(t, "No CA", sha256, x509.ExtKeyUsageCodeSigning, 2020, 2040).issue(t, "A", sha1, x509.ExtKeyUsageCodeSigning, 2020, 2040), string(reason.AuthorityUntrusted.Code)},
	} {
		others := []*x509.Certificate{old.certificate, stranger.certificate, root.certificate}
		if got := ChainNote(verifyChain(c.signer.certificate, others, x509.ExtKeyUsageCodeSigning, time.Time{}, roots)); string(got.Code) != c.want {
			t.Errorf("%s: %q, want %q", name, got.Code, c.want)
		}
	}
}

// countersigned is a message by a signer whose certificate has expired, and the countersignature of another.
func countersigned(t *testing.T, root, signer, by *authority, at time.Time) *pkcs7.PKCS7 {
	t.Helper()
	whole, err := pkcs7.NewSignedData([]byte("content"))
	if err != nil {
		t.Fatal(err)
	}
	unsigned := []pkcs7.Attribute{{Type: counterSignature, Value: "replaced below"}}
	if err := whole.AddSigner(signer.certificate, signer.key, pkcs7.SignerInfoConfig{ExtraUnsignedAttributes: unsigned}); err != nil {
		t.Fatal(err)
	}
	whole.AddCertificate(by.certificate)
	whole.AddCertificate(root.certificate)
	b, err := whole.Finish()
	if err != nil {
		t.Fatal(err)
	}
	m, err := ParsePKCS7(b)
	if err != nil {
		t.Fatal(err)
	}
	m.Signers[0].UnauthenticatedAttributes[0].Value.Bytes = countersign(t, by, m.Signers[0].EncryptedDigest, at)
	return m
}

// countersign makes a SignerInfo about a signature.
func countersign(t *testing.T, by *authority, signature []byte, at time.Time) []byte {
	t.Helper()
	marshal := func(v any, params string) []byte {
		b, err := asn1.MarshalWithParams(v, params)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	set := func(b []byte) asn1.RawValue { return asn1.RawValue{Tag: asn1.TagSet, IsCompound: true, Bytes: b} }
	type attribute struct {
		Type  asn1.ObjectIdentifier
		Value asn1.RawValue
	}
	sum := sha1.Sum(signature)
	attributes := append(marshal(attribute{signingTime, set(marshal(at, ""))}, ""), marshal(attribute{messageDigest, set(marshal(sum[:], ""))}, "")...)
	digest := sha1.Sum(marshal(set(attributes), ""))
	made, err := rsa.SignPKCS1v15(rand.Reader, by.key, crypto.SHA1, digest[:])
	if err != nil {
		t.Fatal(err)
	}
	s := counterSigner{Version: 1, Signature: made, Signed: asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: attributes}}
	s.By.Issuer, s.By.Serial = asn1.RawValue{FullBytes: by.certificate.RawIssuer}, by.certificate.SerialNumber
	s.Digest.Algorithm, s.Method.Algorithm = pkcs7.OIDDigestAlgorithmSHA1, pkcs7.OIDEncryptionAlgorithmRSA
	return marshal(s, "")
}

// A signature with a countersignature (PKCS #9) stays good after its certificate has expired.
func TestCounterSignatureIsATimeStamp(t *testing.T) {
	root := (*authority)(nil).issue(t, "Root", x509.SHA256WithRSA, x509.ExtKeyUsageAny, 2000, 2040)
	roots := x509.NewCertPool()
	roots.AddCert(root.certificate)
	signer := root.issue(t, "Signer", x509.SHA256WithRSA, x509.ExtKeyUsageCodeSigning, 2012, 2014)
	by := root.issue(t, "Time", x509.SHA1WithRSA, x509.ExtKeyUsageTimeStamping, 2010, 2020)
	at := time.Date(2013, 5, 4, 3, 2, 1, 0, time.UTC)
	m := countersigned(t, root, signer, by, at)
	if got, err := StampedTime(m, roots); err != nil || !got.Equal(at) {
		t.Errorf("stamped at %s, error %v", got, err)
	}
	if note := trustNote(m, roots); !note.Empty() {
		t.Errorf("told %s", note)
	}
	if _, err := StampedTime(m, x509.NewCertPool()); err == nil {
		t.Error("a stranger's time was taken")
	}
	m.Signers[0].EncryptedDigest[0] ^= 1
	if _, err := StampedTime(m, roots); err == nil {
		t.Error("a countersignature of another signature was taken")
	}
	if late := countersigned(t, root, signer, by, at.AddDate(5, 0, 0)); trustNote(late, roots).Code != reason.CertificateExpired.Code {
		t.Error("a signature from after the certificate's end was taken")
	}
	if stranger := countersigned(t, root, signer, root.issue(t, "Not for time", x509.SHA256WithRSA, x509.ExtKeyUsageCodeSigning, 2010, 2020), at); trustNote(stranger, roots).Code != reason.CertificateExpired.Code {
		t.Error("a time by a certificate for something else was taken")
	}
}

// Microsoft's roots are those whose digests Microsoft publishes.
func TestMicrosoftRootsAreShipped(t *testing.T) {
	want := map[string]bool{
		"847df6a78497943f27fc72eb93f9a637320a02b561d0a91b09e87a7807ed7c61": true, // 2011
		"df545bf919a2439c36983b54cdfc903dfa4f37d3996d8d84b4c31eec6f3c163e": true, // 2010
		"885de64c340e3ea70658f01e1145f957fcda27aabeea1ab9faa9fdb0102d4077": true, // 2001
		"f38406e540d7a9d90cb4a9479299640ffb6df9e224ecc7a01c0d9558d8dad77d": true, // 1997
	}
	for _, c := range certificatesIn(microsoftRoots) {
		if isRoot(c, WindowsRoots()) {
			delete(want, NewSigner("", c).SHA256)
		}
	}
	if len(want) > 0 {
		t.Errorf("not shipped: %v", want)
	}
}

// A real installer of 2017 has such a time stamp. Its authority's root is gone from the systems of today, so its own authority is
// taken for a root here.
func TestCounterSignatureOfARealInstaller(t *testing.T) {
	whole := installertest.Read(t, filepath.Join(installertest.Corpus(t), "msi", "putty-0.68-installer.msi"))
	m, err := ParsePKCS7(installertest.Stream(t, whole, "\x05DigitalSignature"))
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	for _, c := range m.Certificates {
		roots.AddCert(c)
	}
	if at, err := StampedTime(m, roots); err != nil || !at.Equal(time.Date(2017, 2, 18, 17, 14, 58, 0, time.UTC)) {
		t.Errorf("stamped at %s, error %v", at, err)
	}
}
