package installer

import "appdepot/models/installer/facts"

// What readers find, under the names that callers use.
type (
	// Format names a kind of file by its content.
	Format = facts.Format
	// Report is what a package says about itself.
	Report = facts.Report
	// Signature is who signed a package and whether that holds.
	Signature = facts.Signature
	// Signer is one signature in a package.
	Signer = facts.Signer
	// Icon is a picture as it lies in the package.
	Icon = facts.Icon
)

// The formats that are told apart; facts says what each is.
const (
	FormatAPK        = facts.FormatAPK
	FormatIPA        = facts.FormatIPA
	FormatMSI        = facts.FormatMSI
	FormatMSIX       = facts.FormatMSIX
	FormatMSIXBundle = facts.FormatMSIXBundle
	FormatIntuneWin  = facts.FormatIntuneWin
	FormatPKG        = facts.FormatPKG
	FormatDMG        = facts.FormatDMG
	FormatEXE        = facts.FormatEXE
	FormatZIP        = facts.FormatZIP
	FormatOLE        = facts.FormatOLE
	FormatPDF        = facts.FormatPDF
)
