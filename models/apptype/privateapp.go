package apptype

import (
	"slices"

	"appdepot/models"
	"appdepot/models/installer"
	"appdepot/models/reason"
)

// MaxAPKBytes is the most bytes that an Android package may have.
const MaxAPKBytes = 2 << 30

// PrivateAppProblems says everything that keeps managed Google Play from making a private app of a package; nil when nothing does. While
// it is still being checked who signed the package, that is left open. Source: reference, managed Google Play.
func PrivateAppProblems(p models.Package) (why []models.Text) {
	if format := installer.Format(p.Format); format != installer.FormatAPK {
		return []models.Text{models.T("Private apps are made of Android packages (.apk), and this file is of another kind (%s). Choose the package itself.", format.Extension())}
	}
	if p.Size > MaxAPKBytes {
		why = append(why, reason.TooLargeForType.Of(MaxAPKBytes).Text())
	}
	if problem := applicationID(p.Fact(models.FactPackageID)); !problem.Empty() {
		why = append(why, problem)
	}
	if p.Fact(models.FactDebuggable) != "" {
		why = append(why, models.T("The package is debuggable, and managed Google Play takes no such packages. Ask its maker for a release build."))
	}
	if p.Signature == models.SignatureChecked && !slices.ContainsFunc(p.Signers, func(s models.Signer) bool { return s.Verified }) {
		why = append(why, models.T("Nobody signed the package with a signature that holds, so devices would refuse it. Ask its maker for a signed one."))
	}
	return why
}
