package facts

import (
	"strings"

	"appdepot/models"
	"appdepot/models/reason"
)

// NewSignature gathers signatures, the strongest scheme first, and the facts that follow: a device looks at the strongest one
// only, so a weaker one that fits does not help. Without any, missing says what that means.
func NewSignature(signers []Signer, missing models.Reason) Signature {
	s := Signature{Signers: signers}
	if len(signers) == 0 {
		s.Warnings = append(s.Warnings, missing)
		return s
	}
	var subjects, sums []string
	for _, by := range signers {
		if by.Scheme != signers[0].Scheme {
			break
		}
		if !by.Verified {
			s.Warnings = append(s.Warnings, reason.SignatureMismatch)
			return s
		}
		subjects, sums = append(subjects, by.Subject), append(sums, by.SHA256)
	}
	noteFact(&s.Facts, models.FactSigner, strings.Join(subjects, ", "), sourceSignature)
	noteFact(&s.Facts, models.FactSignerSHA256, strings.Join(sums, ", "), sourceSignature)
	return s
}

// sourceSignature is told in words, unlike other places of facts, which are names in the file itself.
const sourceSignature = "Signature"

var _ = models.T(sourceSignature)
