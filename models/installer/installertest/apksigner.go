package installertest

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/pem"
	"fmt"
	"path/filepath"
	"testing"

	"appdepot/models/installer/sample"
)

// APKSigner is a key that Android's own tool signs with.
type APKSigner struct{ arguments []string }

// NewAPKSigner makes a signer's key readable for the tool.
func NewAPKSigner(t *testing.T, s *sample.Signer) APKSigner {
	t.Helper()
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate()})
	name := fmt.Sprintf("%x.pk8", sha256.Sum256(s.Certificate())) // the tool names signatures after the file
	return APKSigner{[]string{"--key", Written(t, name[56:], s.PrivateKey()), "--cert", Written(t, "certificate.pem", certificate)}}
}

// Sign signs a package with the tool's arguments, by one signer or several.
func (s APKSigner) Sign(t *testing.T, whole []byte, arguments []string, others ...APKSigner) []byte {
	t.Helper()
	out := filepath.Join(t.TempDir(), "signed.apk")
	arguments = append(append([]string{"sign"}, arguments...), s.arguments...)
	for _, o := range others {
		arguments = append(append(arguments, "--next-signer"), o.arguments...)
	}
	Tool(t, "apksigner", append(arguments, "--out", out, Written(t, "unsigned.apk", whole))...)
	return Read(t, out)
}

// Rotate has this signer vouch for the next, and gives the file with the proof. What the old key may still do are arguments of the tool.
func (s APKSigner) Rotate(t *testing.T, next APKSigner, may ...string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "lineage")
	arguments := append([]string{"rotate", "--out", out, "--old-signer"}, s.arguments...)
	Tool(t, "apksigner", append(append(append(arguments, may...), "--new-signer"), next.arguments...)...)
	return out
}

// Rezip copies an archive without some of its files and with more.
func Rezip(t testing.TB, whole []byte, leaveOut string, more map[string]string) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	return Zip(t, func(z *zip.Writer) error {
		for _, f := range from.File {
			if f.Name == leaveOut {
				continue
			}
			if err := z.Copy(f); err != nil {
				return err
			}
		}
		for name, content := range more {
			if err := WriteEntry(z, name, []byte(content)); err != nil {
				return err
			}
		}
		return nil
	})
}
