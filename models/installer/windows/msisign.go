package windows

import (
	"appdepot/models/installer/facts"
	"appdepot/models/installer/sign"
)

// An MSI is signed by a PKCS #7 message in a stream of its own; the message holds the digest of all other streams.
const (
	signatureStream   = "\x05DigitalSignature"
	signatureExStream = "\x05MsiDigitalSignatureEx"
)

// signers checks the Authenticode signature, if there is one.
func (c *msi) signers() ([]facts.Signer, error) {
	if c.Stream(signatureStream) == nil {
		return nil, nil
	}
	unreadable := []facts.Signer{sign.Unreadable(sign.SchemeAuthenticode)}
	b, err := c.Read(signatureStream, sign.MaxPKCS7, "signature")
	if err != nil {
		return unreadable, c.Source.Fatal(err)
	}
	signature, err := sign.ReadAuthenticode(b)
	if err != nil {
		return unreadable, nil
	}
	got, err := c.digest(signature.Algorithm)
	if err := c.Source.Fatal(err); err != nil {
		return nil, err
	}
	if err != nil {
		got = nil
	}
	return []facts.Signer{signature.Signer(got)}, nil
}
