package sign

import (
	"testing"

	"appdepot/models/installer/installertest"
)

func FuzzPKCS7(f *testing.F) {
	message := installertest.Stream(f, installertest.Testdata(f, "signed.msi"), "\x05DigitalSignature")
	f.Add(message)
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := ParsePKCS7(b)
		if err != nil {
			return
		}
		if m.Verify() == nil && m.GetOnlySigner() == nil {
			t.Error("a signature verifies without a certificate")
		}
		_, _, _ = indirectDigest(m.Content)
	})
}
