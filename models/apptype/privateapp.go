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
		return []models.Text{models.T("Private apps need an Android package. Choose a .apk file.")}
	}
	if p.Size > MaxAPKBytes {
		why = append(why, reason.TooLargeForType.Of(MaxAPKBytes).Text())
	}
	if problem := applicationID(p.Fact(models.FactPackageID)); !problem.Empty() {
		why = append(why, problem)
	}
	if p.Fact(models.FactDebuggable) != "" {
		why = append(why, models.T("The package is debuggable, which managed Google Play does not accept. Get a release build from the publisher."))
	}
	if p.Signature == models.SignatureChecked && !slices.ContainsFunc(p.Signers, func(s models.Signer) bool { return s.Verified }) {
		why = append(why, models.T("The package has no valid signature, so devices would refuse it. Get a signed package from the publisher."))
	}
	return why
}
