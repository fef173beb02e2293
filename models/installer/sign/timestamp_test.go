package sign

import (
	"crypto/x509"
	"strings"
	"testing"
	"time"

	"appdepot/models/installer/installertest"
	"appdepot/models/reason"
)

// A signature whose certificate has expired is trusted when a trusted authority stamped the time, and only then.
func TestTimeStamp(t *testing.T) {
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(installertest.Testdata(t, "root.pem")) {
		t.Fatal("no certificate in root.pem")
	}
	whole := installertest.Testdata(t, "stamped.msi")
	m, err := ParsePKCS7(installertest.Stream(t, whole, "\x05DigitalSignature"))
	if err != nil {
		t.Fatal(err)
	}
	at, err := StampedTime(m, roots)
	if want := time.Unix(1590000000, 0); err != nil || !at.Equal(want) {
		t.Errorf("stamped at %s, error %v, want %s", at, err, want)
	}
	if note := trustNote(m, roots); !note.Empty() {
		t.Errorf("with its root: %s", note)
	}
	if note := trustNote(m, x509.NewCertPool()); note.Code != reason.AuthorityUntrusted.Code && note.Code != reason.CertificateExpired.Code {
		t.Errorf("without its root: %q", note)
	}

	m.Signers[0].EncryptedDigest[0] ^= 1
	if _, err := StampedTime(m, roots); err == nil {
		t.Error("a stamp for another signature was taken")
	}
	m.Signers[0].UnauthenticatedAttributes = nil
	if note := trustNote(m, roots); !strings.Contains(note.String(), "certificateExpired") {
		t.Errorf("without its stamp: %q", note)
	}
}
