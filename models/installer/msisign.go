package installer

// An MSI is signed by a PKCS #7 message in a stream of its own; the message holds the digest of all other streams.
const (
	signatureStream   = "\x05DigitalSignature"
	signatureExStream = "\x05MsiDigitalSignatureEx"
)

// signers checks the Authenticode signature, if there is one.
func (c *msi) signers() ([]Signer, error) {
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
