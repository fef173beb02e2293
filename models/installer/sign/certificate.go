package sign

import (
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
)

const (
	MaxCertificates = 16    // in one signature
	maxKeyBits      = 16384 // of an RSA key; the time to check a signature grows with the square
)

// CheckableKey reports whether a signature of a certificate's key can be checked in reasonable time.
func CheckableKey(c *x509.Certificate) bool {
	key, ok := c.PublicKey.(*rsa.PublicKey)
	return !ok || key.N.BitLen() <= maxKeyBits
}

// NewSigner describes a certificate.
func NewSigner(scheme string, c *x509.Certificate) facts.Signer {
	sum := sha256.Sum256(c.Raw)
	return facts.Signer{
		Scheme: scheme, Subject: distinguishedName(c.RawSubject), Issuer: distinguishedName(c.RawIssuer),
		SHA256: hex.EncodeToString(sum[:]), NotBefore: c.NotBefore, NotAfter: c.NotAfter,
	}
}

var nameAttributes = map[string]string{
	"2.5.4.3": "CN", "2.5.4.4": "SN", "2.5.4.5": "SERIALNUMBER", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "ST",
	"2.5.4.9": "STREET", "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.12": "T", "2.5.4.17": "POSTALCODE", "2.5.4.42": "GN",
	"1.2.840.113549.1.9.1": "EMAILADDRESS", "0.9.2342.19200300.100.1.1": "UID", "0.9.2342.19200300.100.1.25": "DC",
}

// distinguishedName writes a name the way signing tools print it: most specific part first, "CN=..., O=..., C=...".
func distinguishedName(raw []byte) string {
	var rdns pkix.RDNSequence
	if _, err := asn1.Unmarshal(raw, &rdns); err != nil {
		return ""
	}
	var parts []string
	for _, rdn := range slices.Backward(rdns) {
		for _, a := range rdn {
			key := a.Type.String()
			if short, ok := nameAttributes[key]; ok {
				key = short
			}
			parts = append(parts, key+"="+quoteName(fmt.Sprint(a.Value)))
		}
	}
	return input.CleanText(strings.Join(parts, ", "), input.MaxText)
}

// quoteName keeps a comma or an equals sign inside a value from looking like the next part.
func quoteName(s string) string {
	if strings.ContainsAny(s, `,=+"\<>;`) {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
	}
	return s
}
