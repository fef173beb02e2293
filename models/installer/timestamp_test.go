package installer

import (
	"bytes"
	"crypto/x509"
	"strings"
	"testing"
	"time"

	"github.com/smallstep/pkcs7"
)

// messageOf is the signature of an MSI.
func messageOf(t testing.TB, file []byte) *pkcs7.PKCS7 {
	t.Helper()
	c, err := openCompound(newSource(nil, bytes.NewReader(file), int64(len(file))))
	if err != nil {
		t.Fatal(err)
	}
	b, err := c.read(signatureStream, maxPKCS7, "signature")
	if err != nil {
		t.Fatal(err)
	}
	m, err := parsePKCS7(b)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// A signature whose certificate has expired is trusted when a trusted authority stamped the time, and only then.
func TestTimeStamp(t *testing.T) {
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(read(t, "testdata/root.pem")) {
		t.Fatal("no certificate in root.pem")
	}
	whole := read(t, "testdata/stamped.msi")
	r := mustInspect(t, whole)
	if got := schemesOf(r); got != schemeAuthenticode || !strings.Contains(r.Signers[0].Note.String(), "intact") {
		t.Errorf("%s, note %q", got, r.Signers[0].Note)
	}

	m := messageOf(t, whole)
	at, err := stampedTime(m, roots)
	if want := time.Unix(1590000000, 0); err != nil || !at.Equal(want) {
		t.Errorf("stamped at %s, error %v, want %s", at, err, want)
	}
	if note := trust(m, roots); !note.Empty() {
		t.Errorf("with its root: %s", note)
	}
	if note := trust(m, x509.NewCertPool()); !strings.Contains(note.String(), "not from an authority") && !strings.Contains(note.String(), "expired") {
		t.Errorf("without its root: %q", note)
	}

	m.Signers[0].EncryptedDigest[0] ^= 1
	if _, err := stampedTime(m, roots); err == nil {
		t.Error("a stamp for another signature was taken")
	}
	m.Signers[0].UnauthenticatedAttributes = nil
	if note := trust(m, roots); !strings.Contains(note.String(), "has expired") {
		t.Errorf("without its stamp: %q", note)
	}
}
