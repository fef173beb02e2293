package sign

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"time"

	"github.com/smallstep/pkcs7"
)

// A time stamp (RFC 3161) is a signed message of its own about the signature: it existed at that time. With one, a
// signature stays good after its certificate has expired.
//
// Microsoft's tools note it under a number of their own, Apple's under that of RFC 3161.
var (
	stampAttribute      = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 3, 3, 1}
	appleStampAttribute = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}
)

// imprint is a digest and its algorithm; DigestInfo in Authenticode, MessageImprint in time stamps.
type imprint struct {
	Algorithm pkix.AlgorithmIdentifier
	Digest    []byte
}

// StampedTime gives the time in a signature's time stamp when a trusted authority made it for this signature. Roots are
// the authorities that are trusted; nil means the system's.
func StampedTime(message *pkcs7.PKCS7, roots *x509.CertPool) (time.Time, error) {
	for _, a := range message.Signers[0].UnauthenticatedAttributes {
		if a.Type.Equal(stampAttribute) || a.Type.Equal(appleStampAttribute) {
			return readStamp(a.Value.Bytes, message.Signers[0].EncryptedDigest, roots)
		}
	}
	for _, a := range message.Signers[0].UnauthenticatedAttributes {
		if a.Type.Equal(counterSignature) {
			return readCounterSignature(a.Value.Bytes, message, roots)
		}
	}
	return time.Time{}, errors.New("no time stamp")
}

func readStamp(b, signature []byte, roots *x509.CertPool) (time.Time, error) {
	stamp, err := ParsePKCS7(b)
	if err != nil {
		return time.Time{}, err
	}
	if err := stamp.Verify(); err != nil {
		return time.Time{}, err
	}
	var info struct {
		Version int
		Policy  asn1.ObjectIdentifier
		Imprint imprint
		Serial  asn1.RawValue
		Time    time.Time `asn1:"generalized"`
	}
	if _, err := asn1.Unmarshal(stamp.Content, &info); err != nil {
		return time.Time{}, err
	}
	algorithm, err := digestAlgorithm(info.Imprint.Algorithm)
	if err != nil {
		return time.Time{}, err
	}
	h := algorithm.New()
	h.Write(signature)
	if !bytes.Equal(h.Sum(nil), info.Imprint.Digest) {
		return time.Time{}, errors.New("time stamp is for something else")
	}
	return info.Time, stampTrusted(trusted(stamp, x509.ExtKeyUsageTimeStamping, info.Time, roots))
}

// stampTrusted takes a time stamp whose authority used SHA-1: those from before 2016 all did.
func stampTrusted(err error) error {
	if errors.Is(err, errOldHash) {
		return nil
	}
	return err
}

// trusted checks the chain of a message's signer for a purpose at a time; the zero time is now.
func trusted(message *pkcs7.PKCS7, purpose x509.ExtKeyUsage, at time.Time, roots *x509.CertPool) error {
	signer := message.GetOnlySigner()
	if signer == nil {
		return errors.New("no certificate of the signer")
	}
	return verifyChain(signer, message.Certificates, purpose, at, roots)
}
