package sign

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"math/big"
	"slices"
	"time"

	"github.com/smallstep/pkcs7"
)

// Before RFC 3161, Authenticode's time stamps were countersignatures (PKCS #9, RFC 2985, 5.3.6): another signer signs the signature,
// with the time among its attributes. The signer's certificates lie with those of the message. Source: Microsoft, "Windows
// Authenticode Portable Executable Signature Format", Authenticode time stamp.
var (
	counterSignature = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 6}
	messageDigest    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	signingTime      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 5}
)

var errCounterSignature = errors.New("countersignature does not hold")

// counterSigner is SignerInfo of RFC 2315.
type counterSigner struct {
	Version int
	By      struct {
		Issuer asn1.RawValue
		Serial *big.Int
	}
	Digest    pkix.AlgorithmIdentifier
	Signed    asn1.RawValue `asn1:"optional,tag:0"`
	Method    pkix.AlgorithmIdentifier
	Signature []byte
}

// readCounterSignature gives the time at which a trusted authority signed the message's signature.
func readCounterSignature(b []byte, message *pkcs7.PKCS7, roots *x509.CertPool) (at time.Time, err error) {
	var s counterSigner
	if _, err := asn1.Unmarshal(b, &s); err != nil {
		return at, err
	}
	i := slices.IndexFunc(message.Certificates, func(c *x509.Certificate) bool {
		return s.By.Serial != nil && c.SerialNumber.Cmp(s.By.Serial) == 0 && bytes.Equal(c.RawIssuer, s.By.Issuer.FullBytes)
	})
	algorithm, err := digestAlgorithm(s.Digest)
	if err != nil || i < 0 || len(s.Signed.FullBytes) == 0 {
		return at, errCounterSignature
	}
	h := algorithm.New()
	h.Write(message.Signers[0].EncryptedDigest)
	at, err = s.attributes(h.Sum(nil))
	if err != nil {
		return at, err
	}
	by := message.Certificates[i]
	signed := append([]byte{asn1.TagSet | 0x20}, s.Signed.FullBytes[1:]...) // what was signed has the tag of a set
	if !counterSigned(by, algorithm, signed, s.Signature) {
		return time.Time{}, errCounterSignature
	}
	return at, stampTrusted(verifyChain(by, message.Certificates, x509.ExtKeyUsageTimeStamping, at, roots))
}

// counterSigned checks a signature with RSA, which is how authorities sign. Some, Symantec's among them, sign the bare digest, without
// the name of its algorithm before it; Windows takes those as well.
func counterSigned(by *x509.Certificate, algorithm crypto.Hash, signed, signature []byte) bool {
	key, ok := by.PublicKey.(*rsa.PublicKey)
	if !ok {
		return false
	}
	h := algorithm.New()
	h.Write(signed)
	sum := h.Sum(nil)
	return rsa.VerifyPKCS1v15(key, algorithm, sum, signature) == nil || rsa.VerifyPKCS1v15(key, 0, sum, signature) == nil
}

// attributes finds the time, once the digest among the attributes is that of the signature.
func (s counterSigner) attributes(digest []byte) (at time.Time, err error) {
	fits := false
	for rest := s.Signed.Bytes; len(rest) > 0; {
		var a struct {
			Type  asn1.ObjectIdentifier
			Value asn1.RawValue `asn1:"set"`
		}
		if rest, err = asn1.Unmarshal(rest, &a); err != nil {
			return at, err
		}
		switch {
		case a.Type.Equal(messageDigest):
			var sum []byte
			_, err = asn1.Unmarshal(a.Value.Bytes, &sum)
			fits = bytes.Equal(sum, digest)
		case a.Type.Equal(signingTime):
			_, err = asn1.Unmarshal(a.Value.Bytes, &at)
		}
		if err != nil {
			return at, err
		}
	}
	if !fits || at.IsZero() {
		return time.Time{}, errCounterSignature
	}
	return at, nil
}
