package reason

// What was found when the signatures of a package were checked. Some stand with a signer, some with the package.
var (
	// SignatureStripped: a stronger signature that belongs to this one was removed.
	SignatureStripped = plain("signatureStripped")
	// KeyProofBroken: the signer names keys that it succeeds, and the proof of that does not hold.
	KeyProofBroken = plain("keyProofBroken")
	// PackageChanged: the package was changed after it was signed.
	PackageChanged = plain("packageChanged")
	// CertificateMismatch: the signature is not of the certificate that comes with it.
	CertificateMismatch = plain("certificateMismatch")
	// SignatureDamaged: the signature cannot be read.
	SignatureDamaged = plain("signatureDamaged")
	// CertificateExpired: the signature is intact, its certificate has ended, and no time stamp shows that it was signed before.
	CertificateExpired = plain("certificateExpired")
	// AuthorityUntrusted: the signature is intact, and this server does not know the root that its certificate leads to.
	AuthorityUntrusted = plain("authorityUntrusted")
	// ChainOutdated: the signature is intact and leads to a trusted root, by certificates that are signed with SHA-1.
	ChainOutdated = plain("chainOutdated")
	// CertificatePurpose: the signature is intact, and its certificate is for something else than signing this.
	CertificatePurpose = plain("certificatePurpose")
	// ProfileForOthers: the signature is intact, and the provisioning profile names other developers.
	ProfileForOthers = plain("profileForOthers")
	// MethodUnsupported: the signature uses a method that is not checked here.
	MethodUnsupported = plain("methodUnsupported")
	// ContentIntact: the encrypted content is as it was packed; nothing shows who packed it.
	ContentIntact = plain("contentIntact")
	// ContentChanged: the encrypted content is not as it was packed.
	ContentChanged = plain("contentChanged")
	// DigestsMismatch: the content of a Windows package is not what its list of digests says.
	DigestsMismatch = plain("digestsMismatch")
	// PublisherMismatch: somebody else than the publisher that the package names has signed it; that publisher.
	PublisherMismatch = with1[string]("publisherMismatch")
	// ProfileChanged: the provisioning profile was changed after it was signed.
	ProfileChanged = plain("profileChanged")
	// ProfileTampered: the provisioning profile of the app was changed after it was signed.
	ProfileTampered = plain("profileTampered")
	// NotSigned: nothing shows that the package comes from its publisher.
	NotSigned = plain("notSigned")
	// NotSignedForAndroid: the Android package is not signed.
	NotSignedForAndroid = plain("notSignedForAndroid")
	// NotSignedForWindows: the Windows package is not signed.
	NotSignedForWindows = plain("notSignedForWindows")
	// AppNotSigned: the iOS app is not signed.
	AppNotSigned = plain("appNotSigned")
	// NotDeveloperID: the package is signed with another certificate than a Developer ID Installer's.
	NotDeveloperID = plain("notDeveloperID")
	// SignatureMismatch: the strongest signature does not hold.
	SignatureMismatch = plain("signatureMismatch")
	// SetupFileNotVerified: the setup file is too large and compressed for its signature to be checked.
	SetupFileNotVerified = plain("setupFileNotVerified")
)
