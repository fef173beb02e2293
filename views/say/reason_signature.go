package say

import (
	"appdepot/models"
	"appdepot/models/reason"
)

// signatures are the words for what was found when the signatures of a package were checked.
var signatures = map[models.Code]words{
	reason.SignatureStripped.Code: {
		Short: "A stronger signature was removed",
		Full:  "A stronger signature was removed from the package.",
	},
	reason.KeyProofBroken.Code: {
		Short: "Proof of key rotation is broken",
		Full:  "The package names earlier signing keys, but its proof of key rotation does not hold. Android rejects it.",
	},
	reason.PackageChanged.Code: {
		Short: "Changed after signing",
		Full:  "The package was changed after it was signed.",
	},
	reason.CertificateMismatch.Code: {
		Short: "Signature does not match certificate",
		Full:  "The signature does not match its certificate.",
	},
	reason.SignatureDamaged.Code: {
		Short: "Signature is damaged",
		Full:  "The signature is damaged and cannot be read.",
	},
	reason.CertificateExpired.Code: {
		Short: "Certificate has expired",
		Full:  "The signature is intact, but its certificate has expired and it has no trusted timestamp from before that.",
	},
	reason.AuthorityUntrusted.Code: {
		Short: "Signed, root unknown to this server",
		Full:  "The signature is intact. This server does not know its root certificate, so it cannot tell whether devices trust it.",
	},
	reason.ChainOutdated.Code: {
		Short: "Certificates use outdated SHA-1",
		Full:  "The signature is intact and its root certificate is trusted, but the certificates use SHA-1, which is outdated.",
	},
	reason.CertificatePurpose.Code: {
		Short: "Certificate is not for signing apps",
		Full:  "The signature is intact, but its certificate is not meant for signing apps, so devices may reject it.",
	},
	reason.ProfileForOthers.Code: {
		Short: "Profile is for other developers",
		Full:  "The signature is intact, but the provisioning profile is for other developers, so devices reject the app.",
	},
	reason.MethodUnsupported.Code: {
		Short: "Signature method not supported",
		Full:  "The signature uses an unsupported method and was not checked.",
	},
	reason.ContentIntact.Code: {
		Short: "Unchanged since it was packed",
		Full:  "The content is complete and unchanged since it was packed. Who packed it is unknown.",
	},
	reason.ContentChanged.Code: {
		Short: "Content was changed after packing",
		Full:  "The content was damaged or changed after packing, so devices will reject it. Upload or pack it again.",
	},
	reason.DigestsMismatch.Code: {
		Short: "Content does not match its hashes",
		Full:  "The package content does not match its hashes, so Windows does not install it.",
	},
	reason.PublisherMismatch.Code: {
		Short: "Signed by someone else",
		Full:  "The package names %s as its publisher but is signed by someone else. Windows does not install it.",
	},
	reason.ProfileChanged.Code: {
		Short: "Profile changed after signing",
		Full:  "The provisioning profile was changed after it was signed.",
	},
	reason.ProfileTampered.Code: {
		Short: "Profile changed, app is rejected",
		Full:  "The provisioning profile was changed after it was signed, so devices reject the app.",
	},
	reason.NotSigned.Code: {
		Short: "Not signed",
		Full:  "The package is not signed, so its publisher and integrity cannot be verified.",
	},
	reason.NotSignedForAndroid.Code: {
		Short: "Not signed, Android rejects it",
		Full:  "The package is not signed. Android installs only signed packages.",
	},
	reason.NotSignedForWindows.Code: {
		Short: "Not signed, Windows rejects it",
		Full:  "The package is not signed. Windows installs only signed packages.",
	},
	reason.AppNotSigned.Code: {
		Short: "Not signed, devices reject it",
		Full:  "The app is not signed, so devices reject it.",
	},
	reason.NotDeveloperID.Code: {
		Short: "Not signed for managed installation",
		Full:  "The package is not signed with a Developer ID Installer certificate. Macs do not install it as a managed package.",
	},
	reason.SignatureMismatch.Code: {
		Short: "Signature does not match the file",
		Full:  "The signature does not match the file: it was changed after signing or cannot be checked. Devices may reject it.",
	},
	reason.SetupFileNotVerified.Code: {
		Short: "Signature was not checked",
		Full:  "The setup file is large and compressed, so its signature was not checked.",
	},
}
