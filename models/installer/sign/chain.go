package sign

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"errors"
	"slices"
	"time"

	"appdepot/models"
	"appdepot/models/reason"
)

// errOldHash is about a chain that leads to a trusted root, and only by signatures with SHA-1. The library refuses those.
var errOldHash = errors.New("chain is signed with SHA-1")

// verifyChain checks the chain of a certificate for a purpose at a time; the zero time is now.
func verifyChain(signer *x509.Certificate, others []*x509.Certificate, purpose x509.ExtKeyUsage, at time.Time, roots *x509.CertPool) error {
	between := x509.NewCertPool()
	for _, c := range others {
		between.AddCert(c)
	}
	_, err := signer.Verify(x509.VerifyOptions{
		Roots: roots, Intermediates: between, KeyUsages: []x509.ExtKeyUsage{purpose}, CurrentTime: at,
	})
	if _, unknown := errors.AsType[x509.UnknownAuthorityError](err); unknown && leadsToRoot(signer, others, purpose, at, roots) {
		return errOldHash
	}
	return err
}

// leadsToRoot follows a chain with signatures of any age to a root that is trusted.
func leadsToRoot(signer *x509.Certificate, others []*x509.Certificate, purpose x509.ExtKeyUsage, at time.Time, roots *x509.CertPool) bool {
	if at.IsZero() {
		at = time.Now()
	}
	if purpose != x509.ExtKeyUsageAny && !slices.Contains(signer.ExtKeyUsage, purpose) {
		return false
	}
	others = append(slices.Clone(others), knownRoots()...)
	c := signer
	for range MaxCertificates {
		if at.Before(c.NotBefore) || at.After(c.NotAfter) {
			return false
		}
		if c != signer && isRoot(c, roots) {
			return true
		}
		i := slices.IndexFunc(others, func(o *x509.Certificate) bool { return issued(o, c) })
		if i < 0 {
			return false
		}
		c = others[i]
	}
	return false
}

// isRoot reports whether a certificate is one of the roots, or verifies up to one, whatever its age.
func isRoot(c *x509.Certificate, roots *x509.CertPool) bool {
	_, err := c.Verify(x509.VerifyOptions{Roots: roots, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}, CurrentTime: c.NotBefore.Add(time.Hour)})
	return err == nil
}

// issued reports whether one certificate made the signature of another.
func issued(by, c *x509.Certificate) bool {
	if !bytes.Equal(by.RawSubject, c.RawIssuer) || by.Equal(c) {
		return false
	}
	key, ok := by.PublicKey.(*rsa.PublicKey)
	if ok && c.SignatureAlgorithm == x509.SHA1WithRSA {
		sum := sha1.Sum(c.RawTBSCertificate)
		return by.BasicConstraintsValid && by.IsCA && rsa.VerifyPKCS1v15(key, crypto.SHA1, sum[:], c.Signature) == nil
	}
	return c.CheckSignatureFrom(by) == nil
}

// ChainNote says what the check of an intact signature's chain came to.
func ChainNote(err error) models.Reason {
	if err == nil {
		return models.Reason{}
	}
	invalid, ok := errors.AsType[x509.CertificateInvalidError](err)
	switch {
	case errors.Is(err, errOldHash):
		return reason.ChainOutdated
	case ok && invalid.Reason == x509.Expired:
		return reason.CertificateExpired
	case ok && invalid.Reason == x509.IncompatibleUsage:
		return reason.CertificatePurpose
	}
	return reason.AuthorityUntrusted
}
