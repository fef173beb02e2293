package installer

import "appdepot/models"

// noteUnsigned is what a missing signature means on Windows and macOS.
var noteUnsigned = models.T("The package is not signed, so nothing shows that it comes from its publisher unchanged.")

// noteChanged is what a digest says that does not fit the content.
var noteChanged = models.T("The package was changed after it was signed.")

// unreadable is a signature that is there and cannot be read.
func unreadable(scheme string) Signer {
	return Signer{Scheme: scheme, Note: models.T("The signature is damaged and cannot be read.")}
}
