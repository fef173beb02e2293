package apptype

import (
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/reason"
)

// otherSigner compares who signed two packages, once both have been checked.
func otherSigner(old, new models.Package) []models.Reason {
	if old.Signature != models.SignatureChecked || new.Signature != models.SignatureChecked {
		return nil
	}
	was, is := old.SignedBy(), new.SignedBy()
	switch {
	case len(was) == 0 && len(is) == 0 || haveCommonSigner(was, is):
		return nil
	case len(is) == 0:
		return []models.Reason{reason.NoLongerSigned.Of(was[0].Subject)}
	case len(was) == 0:
		return []models.Reason{reason.NewlySigned.Of(is[0].Subject)}
	case androidAccepts(was, is):
		return []models.Reason{reason.KeyRotated.Of(is[0].Subject)}
	case was[0].Subject == is[0].Subject:
		return []models.Reason{reason.CertificateRenewed.Of(is[0].Subject)}
	}
	return []models.Reason{reason.OtherSigner.Of(is[0].Subject, was[0].Subject)}
}

// haveCommonSigner reports whether two lists of signers have a certificate in common.
func haveCommonSigner(a, b []models.Signer) bool {
	return slices.ContainsFunc(a, func(s models.Signer) bool { return signed(b, s.SHA256) })
}

func signed(by []models.Signer, sha256 string) bool {
	return slices.ContainsFunc(by, func(s models.Signer) bool { return s.SHA256 == sha256 })
}

// SameSigner reports whether a new package may replace an old one as far as signatures go: for types that do not care always, and
// otherwise when Android would take it for an update.
func (d *Definition) SameSigner(old, new models.Package) bool {
	return d.VersionRule == nil || !d.VersionRule.SameSigner || androidAccepts(old.SignedBy(), new.SignedBy())
}

// androidAccepts reports whether Android takes a package of some signers for an update of an app of others: the new key is the
// old one or proves to succeed it, or the old one lets the new one come back. Source: PackageManagerServiceUtils.verifySignatures
// and SigningDetails.checkCapability in Android's frameworks/base.
func androidAccepts(was, is []models.Signer) bool {
	was, is = androidSigners(was), androidSigners(is)
	return hasCapability(is, was, func(k models.EarlierKey) bool { return k.MayUpdate }) ||
		hasCapability(was, is, func(k models.EarlierKey) bool { return k.MayReplace })
}

// hasCapability reports whether some signers are the others, or one that succeeds the only other and grants it what is asked.
func hasCapability(signers, others []models.Signer, granted func(models.EarlierKey) bool) bool {
	if len(signers) == 0 || len(others) == 0 {
		return false
	}
	if len(others) > 1 || len(signers) > 1 {
		return len(signers) == len(others) && !slices.ContainsFunc(others, func(s models.Signer) bool { return !signed(signers, s.SHA256) })
	}
	return signers[0].SHA256 == others[0].SHA256 || slices.ContainsFunc(signers[0].Before, func(k models.EarlierKey) bool {
		return k.SHA256 == others[0].SHA256 && granted(k)
	})
}

// androidSigners are those that one device looks at: the older schemes ask for all signers, and since v3 each version of Android
// has one of its own. The one for the newest is compared.
func androidSigners(all []models.Signer) []models.Signer {
	if len(all) > 1 && strings.HasPrefix(all[0].Scheme, "v3") {
		return all[:1]
	}
	return all
}
