package sign

import (
	"appdepot/models"
	"appdepot/models/installer/facts"
)

// NoteUnsigned is what a missing signature means on Windows and macOS.
var NoteUnsigned = models.T("The package is not signed, so nothing shows that it comes from its publisher unchanged.")

// NoteChanged is what a digest says that does not fit the content.
var NoteChanged = models.T("The package was changed after it was signed.")

// Unreadable is a signature that is there and cannot be read.
func Unreadable(scheme string) facts.Signer {
	return facts.Signer{Scheme: scheme, Note: models.T("The signature is damaged and cannot be read.")}
}
