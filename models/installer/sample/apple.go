package sample

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"time"

	"howett.net/plist"
)

// InstallerSigner signs packages of macOS with a key of its own. Devices do not trust it: its authority is itself.
type InstallerSigner struct {
	key         *rsa.PrivateKey
	Certificate []byte // DER
}

// NewInstallerSigner makes a key and a certificate in the form of Apple's "Developer ID Installer".
func NewInstallerSigner(organization, team string) *InstallerSigner {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	must(err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), IsCA: true, BasicConstraintsValid: true,
		Subject:   pkix.Name{CommonName: "Developer ID Installer: " + organization, Organization: []string{organization}, OrganizationalUnit: []string{team}},
		NotBefore: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2050, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	must(err)
	return &InstallerSigner{key, certificate}
}

// sign signs a SHA-1 checksum, as xar archives have it.
func (s *InstallerSigner) sign(sum [sha1.Size]byte) []byte {
	signature, err := rsa.SignPKCS1v15(rand.Reader, s.key, crypto.SHA1, sum[:])
	must(err)
	return signature
}

// properties writes a property list; empty texts are left out.
func properties(values map[string]any, format int) []byte {
	for key, v := range values {
		if v == "" {
			delete(values, key)
		}
	}
	b, err := plist.Marshal(values, format)
	must(err)
	return b
}

// icns is an icon of macOS with one picture.
func icns(png []byte) []byte {
	b := be.AppendUint32([]byte("icns"), uint32(16+len(png)))
	return append(be.AppendUint32(append(b, "ic08"...), uint32(8+len(png))), png...)
}
