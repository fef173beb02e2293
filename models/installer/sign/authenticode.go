package sign

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"time"

	"github.com/smallstep/pkcs7"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/reason"
)

// SchemeAuthenticode is the scheme of signatures of Windows files.
const SchemeAuthenticode = "Authenticode"

// nestedSignature is the attribute that holds another signature of the same file, usually with a newer digest.
var nestedSignature = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 2, 4, 1}

// Authenticode is a signed message about the digest of a file.
type Authenticode struct {
	message     *pkcs7.PKCS7
	Certificate *x509.Certificate
	Algorithm   crypto.Hash
	Digest      []byte
}

// ReadAuthenticode reads a signed message with one signer.
func ReadAuthenticode(b []byte) (Authenticode, error) {
	message, err := ParsePKCS7(b)
	if err != nil {
		return Authenticode{}, err
	}
	certificate := message.GetOnlySigner()
	if certificate == nil {
		return Authenticode{}, errors.New("no certificate of the signer")
	}
	algorithm, digest, err := indirectDigest(message.Content)
	return Authenticode{message, certificate, algorithm, digest}, err
}

// Signer compares with the digest that the file has, nil when it cannot be computed.
func (a Authenticode) Signer(got []byte) facts.Signer {
	signer := NewSigner(SchemeAuthenticode, a.Certificate)
	switch {
	case got == nil || !bytes.Equal(got, a.Digest):
		signer.Note = reason.PackageChanged
	case a.message.Verify() != nil:
		signer.Note = reason.CertificateMismatch
	default:
		signer.Verified, signer.Note = true, trustNote(a.message, WindowsRoots())
	}
	return signer
}

// Nested gives the signatures inside one; those that cannot be read are passed over, as old versions of Windows do.
func (a Authenticode) Nested() []Authenticode {
	var found []Authenticode
	for _, attribute := range a.message.Signers[0].UnauthenticatedAttributes {
		if !attribute.Type.Equal(nestedSignature) {
			continue
		}
		for rest := attribute.Value.Bytes; len(rest) > 0; {
			var b asn1.RawValue
			var err error
			if rest, err = asn1.Unmarshal(rest, &b); err != nil {
				break
			}
			if s, err := ReadAuthenticode(b.FullBytes); err == nil {
				found = append(found, s)
			}
		}
	}
	return found
}

// trustNote says how far an intact signature is trusted; roots as in StampedTime. Nothing to say means that it is trusted, now
// or at the time of its time stamp.
func trustNote(message *pkcs7.PKCS7, roots *x509.CertPool) models.Reason {
	at, err := StampedTime(message, roots)
	if err != nil {
		at = time.Time{}
	}
	return ChainNote(trusted(message, x509.ExtKeyUsageCodeSigning, at, roots))
}

// indirectDigest reads SpcIndirectDataContent without its outer header: what is signed, and the digest of it.
func indirectDigest(content []byte) (crypto.Hash, []byte, error) {
	var what asn1.RawValue
	rest, err := asn1.Unmarshal(content, &what)
	if err != nil {
		return 0, nil, err
	}
	var info imprint
	if _, err := asn1.Unmarshal(rest, &info); err != nil {
		return 0, nil, err
	}
	algorithm, err := digestAlgorithm(info.Algorithm)
	return algorithm, info.Digest, err
}

var digestAlgorithms = map[string]crypto.Hash{
	"1.3.14.3.2.26": crypto.SHA1, "2.16.840.1.101.3.4.2.1": crypto.SHA256,
	"2.16.840.1.101.3.4.2.2": crypto.SHA384, "2.16.840.1.101.3.4.2.3": crypto.SHA512,
}

func digestAlgorithm(id pkix.AlgorithmIdentifier) (crypto.Hash, error) {
	h, ok := digestAlgorithms[id.Algorithm.String()]
	if !ok {
		return 0, errors.New("unknown digest algorithm")
	}
	return h, nil
}
