package sign

import (
	"appdepot/models/installer/facts"
	"appdepot/models/reason"
)

// NoteUnsigned is what a missing signature means on Windows and macOS.
var NoteUnsigned = reason.NotSigned

// NoteChanged is what a digest says that does not fit the content.
var NoteChanged = reason.PackageChanged

// Unreadable is a signature that is there and cannot be read.
func Unreadable(scheme string) facts.Signer {
	return facts.Signer{Scheme: scheme, Note: reason.SignatureDamaged}
}
