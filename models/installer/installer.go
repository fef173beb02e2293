// Package installer reads installer packages: what they are called, who they come from, what they run on, who signed
// them. Formats are known by content, never by name. Packages are hostile until proven otherwise: every read goes through
// a cap that ignores declared sizes, and a server calls Isolated, which reads in a child process with its own limits.
package installer

import (
	"strings"
	"time"

	"appdepot/models"
)

// Format names a kind of file by its content.
type Format string

// The formats that are told apart. Those in the table of readers are packages; the others exist so that a refusal can say
// what the file is instead.
const (
	FormatAPK        Format = "apk"        // Android package: a zip archive with AndroidManifest.xml
	FormatIPA        Format = "ipa"        // iOS package: a zip archive with one Payload/*.app
	FormatMSI        Format = "msi"        // Windows Installer database: an OLE compound file
	FormatMSIX       Format = "msix"       // .appx or .msix: a zip archive with AppxManifest.xml; content does not tell the two apart
	FormatMSIXBundle Format = "msixbundle" // .appxbundle or .msixbundle: a zip archive with AppxMetadata/AppxBundleManifest.xml
	FormatIntuneWin  Format = "intunewin"  // Win32 content: a zip archive with IntuneWinPackage/Metadata/Detection.xml
	FormatPKG        Format = "pkg"        // macOS installer package: a xar archive
	FormatDMG        Format = "dmg"        // macOS disk image: UDIF
	FormatEXE        Format = "exe"        // Windows program
	FormatZIP        Format = "zip"        // any other zip archive
	FormatOLE        Format = "ole"        // any other OLE compound file
	FormatPDF        Format = "pdf"
)

// Extension is the usual file name ending with its dot, such as ".apk"; "" for a format that has none.
func (f Format) Extension() string {
	if f == "" || f == FormatOLE {
		return ""
	}
	return "." + string(f)
}

// Report is what a package says about itself. Reading it touches few parts of the file, whatever its size.
type Report struct {
	Format     Format             `json:"format"`
	Facts      []models.FactValue `json:"facts"`
	Icon       *Icon              `json:"icon,omitempty"`
	Components []models.Component `json:"components,omitempty"` // of a file that holds several, the guessed main one first
	Warnings   []models.Text      `json:"warnings,omitempty"`
}

// Signature is who signed a package and whether that holds. Finding it out takes reading the whole file.
type Signature struct {
	Signers  []Signer           `json:"signers,omitempty"`
	Facts    []models.FactValue `json:"facts,omitempty"` // the signer, and what only a look at the whole content shows
	Warnings []models.Text      `json:"warnings,omitempty"`
}

// Icon is a picture as it lies in the package. Its header was decoded: it is of the media type it claims and at most
// 2048 pixels wide and high.
type Icon struct {
	Media  string `json:"media"`  // "image/png", "image/jpeg" or "image/webp"
	Source string `json:"source"` // path inside the package
	Data   []byte `json:"data"`
}

// Signer is one signature in a package.
type Signer struct {
	Scheme    string      `json:"scheme"` // "v1", "v2", "v3", "v3.1" (Android), "Authenticode", "xar", "code signature", "profile"
	Subject   string      `json:"subject"`
	Issuer    string      `json:"issuer"`
	SHA256    string      `json:"sha256"` // of the certificate, lower-case hex
	NotBefore time.Time   `json:"notBefore"`
	NotAfter  time.Time   `json:"notAfter"`
	Verified  bool        `json:"verified"` // the signature fits the file; whether its maker is trusted is another matter
	Note      models.Text `json:"note"`     // why it does not verify, or how far it is trusted; may be empty
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

// add notes a fact unless it is empty. Values are cleaned: packages put control and text direction characters in names.
func (r *Report) add(f models.Fact, value, source string) { noteFact(&r.Facts, f, value, source) }

func noteFact(all *[]models.FactValue, f models.Fact, value, source string) {
	if value = clean(value, maxFact); value != "" {
		*all = append(*all, models.FactValue{Fact: f, Value: value, Source: source})
	}
}

func (r *Report) warn(t models.Text) { r.Warnings = append(r.Warnings, t) }

// signed gathers signatures, the strongest scheme first, and the facts that follow: a device looks at the strongest one
// only, so a weaker one that fits does not help. Without any, missing says what that means.
func signed(signers []Signer, missing models.Text) Signature {
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
			s.Warnings = append(s.Warnings, models.T("The signature does not fit the file: it was changed after signing, or signed in a way that cannot be checked. Devices may refuse it."))
			return s
		}
		subjects, sums = append(subjects, by.Subject), append(sums, by.SHA256)
	}
	noteFact(&s.Facts, models.FactSigner, strings.Join(subjects, ", "), sourceSignature)
	noteFact(&s.Facts, models.FactSignerSHA256, strings.Join(sums, ", "), sourceSignature)
	return s
}

const sourceSignature = "Signature"
