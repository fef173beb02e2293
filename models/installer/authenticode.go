package installer

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
)

// An MSI is signed by a PKCS #7 message in a stream of its own; the message holds the digest of all other streams.
const (
	signatureStream    = "\x05DigitalSignature"
	signatureExStream  = "\x05MsiDigitalSignatureEx"
	schemeAuthenticode = "Authenticode"
)

// signers checks the Authenticode signature, if there is one.
func (c *compound) signers() ([]Signer, error) {
	if c.stream(signatureStream) == nil {
		return nil, nil
	}
	unreadable := []Signer{unreadable(schemeAuthenticode)}
	b, err := c.read(signatureStream, maxPKCS7, "signature")
	if err != nil {
		return unreadable, c.src.fatal(err)
	}
	signature, err := readAuthenticode(b)
	if err != nil {
		return unreadable, nil
	}
	got, err := c.digest(signature.algorithm)
	if err := c.src.fatal(err); err != nil {
		return nil, err
	}
	if err != nil {
		got = nil
	}
	return []Signer{signature.signer(got)}, nil
}

// authenticode is a signed message about the digest of a file.
type authenticode struct {
	message     *pkcs7.PKCS7
	certificate *x509.Certificate
	algorithm   crypto.Hash
	digest      []byte
}

func readAuthenticode(b []byte) (authenticode, error) {
	message, err := parsePKCS7(b)
	if err != nil {
		return authenticode{}, err
	}
	certificate := message.GetOnlySigner()
	if certificate == nil {
		return authenticode{}, errors.New("no certificate of the signer")
	}
	algorithm, digest, err := indirectDigest(message.Content)
	return authenticode{message, certificate, algorithm, digest}, err
}

// signer compares with the digest that the file has, nil when it cannot be computed.
func (a authenticode) signer(got []byte) Signer {
	signer := newSigner(schemeAuthenticode, a.certificate)
	switch {
	case got == nil || !bytes.Equal(got, a.digest):
		signer.Note = models.T("The package was changed after it was signed.")
	case a.message.Verify() != nil:
		signer.Note = models.T("The signature does not fit its certificate.")
	default:
		signer.Verified, signer.Note = true, trust(a.message, nil)
	}
	return signer
}

// trust says how far an intact signature is trusted; roots as in stampedTime. Nothing to say means that it is trusted, now
// or at the time of its time stamp.
func trust(message *pkcs7.PKCS7, roots *x509.CertPool) models.Text {
	at, err := stampedTime(message, roots)
	if err != nil {
		at = time.Time{}
	}
	return chainNote(trusted(message, x509.ExtKeyUsageCodeSigning, at, roots))
}

// chainNote says what the check of an intact signature's chain came to.
func chainNote(err error) models.Text {
	if invalid, ok := errors.AsType[x509.CertificateInvalidError](err); ok && invalid.Reason == x509.Expired {
		return models.T("The signature is intact, but its certificate has expired and no trusted time stamp shows that it was signed before.")
	}
	if err != nil {
		return models.T("The signature is intact, but its certificate is not from an authority that this server trusts.")
	}
	return models.Text{}
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
