package sign

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"slices"
	"strings"
	"time"
)

var (
	appleExtensions      = asn1.ObjectIdentifier{1, 2, 840, 113635, 100, 6}        // of certificates: what Apple issued them for
	developerIDInstaller = asn1.ObjectIdentifier{1, 2, 840, 113635, 100, 6, 1, 14} // for packages that are given away outside the App Store
)

// VerifyAppleChain checks the chain of the first certificate at a time; the zero time is now. Apple marks what a certificate is for
// with extensions of its own, which are critical and unknown to the library.
func VerifyAppleChain(all []*x509.Certificate, at time.Time, roots *x509.CertPool) error {
	for _, c := range all {
		c.UnhandledCriticalExtensions = slices.DeleteFunc(c.UnhandledCriticalExtensions, isAppleExtension)
	}
	return verifyChain(all[0], all[1:], x509.ExtKeyUsageAny, at, roots)
}

// SignerFirst puts a signer before the other certificates of its message.
func SignerFirst(signer *x509.Certificate, others []*x509.Certificate) []*x509.Certificate {
	return append([]*x509.Certificate{signer}, others...)
}

func isAppleExtension(id asn1.ObjectIdentifier) bool {
	return len(id) > len(appleExtensions) && id[:len(appleExtensions)].Equal(appleExtensions)
}

// IsDeveloperIDInstaller reports whether a certificate is for installer packages.
func IsDeveloperIDInstaller(c *x509.Certificate) bool {
	return slices.ContainsFunc(c.Extensions, func(e pkix.Extension) bool { return e.Id.Equal(developerIDInstaller) }) ||
		strings.HasPrefix(c.Subject.CommonName, "Developer ID Installer:")
}

// Organization is whom a certificate is for.
func Organization(c *x509.Certificate) string { return strings.Join(c.Subject.Organization, ", ") }

// AppleTeam is Apple's identifier of the developer in a certificate that names Apple as its issuer.
func AppleTeam(c *x509.Certificate) string {
	if len(c.Subject.OrganizationalUnit) == 1 && slices.Contains(c.Issuer.Organization, "Apple Inc.") {
		return c.Subject.OrganizationalUnit[0]
	}
	return ""
}
