package facts

import (
	"time"

	"appdepot/models"
	"appdepot/models/installer/input"
)

// Report is what a package says about itself. Reading it touches few parts of the file, whatever its size.
type Report struct {
	Format     Format             `json:"format"`
	Facts      []models.FactValue `json:"facts"`
	Icon       *Icon              `json:"icon,omitempty"`
	Components []models.Component `json:"components,omitempty"` // of a file that holds several, the guessed main one first
	Warnings   []models.Reason    `json:"warnings,omitempty"`
}

// Signature is who signed a package and whether that holds. Finding it out takes reading the whole file.
type Signature struct {
	Signers  []Signer           `json:"signers,omitempty"`
	Facts    []models.FactValue `json:"facts,omitempty"` // the signer, and what only a look at the whole content shows
	Warnings []models.Reason    `json:"warnings,omitempty"`
}

// Signer is one signature in a package.
type Signer struct {
	Scheme    string        `json:"scheme"` // "v1", "v2", "v3", "v3.1" (Android), "Authenticode", "xar", "code signature", "profile"
	Subject   string        `json:"subject"`
	Issuer    string        `json:"issuer"`
	SHA256    string        `json:"sha256"` // of the certificate, lower-case hex
	NotBefore time.Time     `json:"notBefore"`
	NotAfter  time.Time     `json:"notAfter"`
	Verified  bool          `json:"verified"` // the signature fits the file; whether its maker is trusted is another matter
	Note      models.Reason `json:"note"`     // why it does not verify, or how far it is trusted; may be empty

	Before []models.EarlierKey `json:"before,omitempty"` // see models.Signer
}

// Fact gives one fact's value, "" when the package does not say.
func (r Report) Fact(f models.Fact) string { return fact(r.Facts, f) }

// Fact gives one fact's value, "" when the signature does not show it.
func (s Signature) Fact(f models.Fact) string { return fact(s.Facts, f) }

func fact(all []models.FactValue, f models.Fact) string {
	for _, v := range all {
		if v.Fact == f {
			return v.Value
		}
	}
	return ""
}

// Add notes a fact unless it is empty. Values are cleaned: packages put control and text direction characters in names.
func (r *Report) Add(f models.Fact, value, source string) { noteFact(&r.Facts, f, value, source) }

func noteFact(all *[]models.FactValue, f models.Fact, value, source string) {
	if value = input.CleanText(value, input.MaxText); value != "" {
		*all = append(*all, models.FactValue{Fact: f, Value: value, Source: source})
	}
}

// Warn adds something odd about the package.
func (r *Report) Warn(t models.Reason) { r.Warnings = append(r.Warnings, t) }
