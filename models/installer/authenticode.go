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
	signatureStream   = "\x05DigitalSignature"
	signatureExStream = "\x05MsiDigitalSignatureEx"
	schemeMSI         = "Authenticode"
)

// signers checks the Authenticode signature, if there is one.
func (c *compound) signers() ([]Signer, error) {
	if c.stream(signatureStream) == nil {
		return nil, nil
	}
	unreadable := []Signer{unreadable(schemeMSI)}
	b, err := c.read(signatureStream, maxPKCS7, "signature")
	if err != nil {
		return unreadable, c.src.fatal(err)
	}
	message, err := parsePKCS7(b)
	if err != nil {
		return unreadable, nil
	}
	algorithm, want, err := indirectDigest(message.Content)
	cert := message.GetOnlySigner()
	if err != nil || cert == nil {
		return unreadable, nil
	}
	signer := newSigner(schemeMSI, cert)
	got, err := c.digest(algorithm)
	if err := c.src.fatal(err); err != nil {
		return nil, err
	}
	switch {
	case err != nil || !bytes.Equal(got, want):
		signer.Note = models.T("The package was changed after it was signed.")
	case message.Verify() != nil:
		signer.Note = models.T("The signature does not fit its certificate.")
	default:
		signer.Verified, signer.Note = true, trust(message, nil)
	}
	return []Signer{signer}, nil
}

// trust says how far an intact signature is trusted; roots as in stampedTime. Nothing to say means that it is trusted, now
// or at the time of its time stamp.
func trust(message *pkcs7.PKCS7, roots *x509.CertPool) models.Text {
	at, err := stampedTime(message, roots)
	if err != nil {
		at = time.Time{}
	}
	err = trusted(message, x509.ExtKeyUsageCodeSigning, at, roots)
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
