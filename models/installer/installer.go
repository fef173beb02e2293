// Package installer reads installer packages: what they are called, who they come from, what they run on, who signed
// them. Formats are known by content, never by name. Packages are hostile until proven otherwise: every read goes through
// a cap that ignores declared sizes, and a server calls Isolated, which reads in a child process with its own limits.
package installer

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"appdepot/models"
)

// Format names a kind of file by its content.
type Format string

// The formats that are told apart. Only APK and MSI are packages that Inspect reads; the others exist so that a refusal
// can say what the file is instead.
const (
	FormatAPK Format = "apk" // Android package: a zip archive with AndroidManifest.xml
	FormatMSI Format = "msi" // Windows Installer database: an OLE compound file
	FormatZIP Format = "zip" // any other zip archive
	FormatOLE Format = "ole" // any other OLE compound file
	FormatEXE Format = "exe" // Windows program
	FormatPDF Format = "pdf"
)

// Extension is the usual file name ending with its dot, such as ".apk"; "" for a format that has none.
func (f Format) Extension() string {
	if f == "" || f == FormatOLE {
		return ""
	}
	return "." + string(f)
}

// Report is what a package says about itself.
type Report struct {
	Format   Format             `json:"format"`
	Facts    []models.FactValue `json:"facts"`
	Icon     *Icon              `json:"icon,omitempty"`
	Signers  []Signer           `json:"signers,omitempty"`
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
	Scheme    string      `json:"scheme"` // "v1", "v2", "v3", "v3.1" (Android) or "Authenticode"
	Subject   string      `json:"subject"`
	Issuer    string      `json:"issuer"`
	SHA256    string      `json:"sha256"` // of the certificate, lower-case hex
	NotBefore time.Time   `json:"notBefore"`
	NotAfter  time.Time   `json:"notAfter"`
	Verified  bool        `json:"verified"` // the signature fits the file; whether its maker is trusted is another matter
	Note      models.Text `json:"note"`     // why it does not verify, or how far it is trusted; may be empty
}

// Fact gives one fact's value, "" when the package does not say.
func (r Report) Fact(f models.Fact) string {
	for _, v := range r.Facts {
		if v.Fact == f {
			return v.Value
		}
	}
	return ""
}

// add notes a fact unless it is empty. Values are cleaned: packages put control and text direction characters in names.
func (r *Report) add(f models.Fact, value, source string) {
	if value = clean(value, maxFact); value != "" {
		r.Facts = append(r.Facts, models.FactValue{Fact: f, Value: value, Source: source})
	}
}

func (r *Report) warn(t models.Text) { r.Warnings = append(r.Warnings, t) }

// sign notes the signatures, the strongest scheme first, and the facts that follow: a device looks at the strongest one
// only, so a weaker one that fits does not help.
func (r *Report) sign(signers []Signer) {
	r.Signers = signers
	if len(signers) == 0 {
		return
	}
	var subjects, sums []string
	for _, s := range signers {
		if s.Scheme != signers[0].Scheme {
			break
		}
		if !s.Verified {
			r.warn(models.T("The signature does not fit the file: it was changed after signing, or signed in a way that cannot be checked. Devices may refuse it."))
			return
		}
		subjects, sums = append(subjects, s.Subject), append(sums, s.SHA256)
	}
	r.add(models.FactSigner, strings.Join(subjects, ", "), sourceSignature)
	r.add(models.FactSignerSHA256, strings.Join(sums, ", "), sourceSignature)
}

const sourceSignature = "Signature"

// Inspect reads a package in this process. What is wrong with the package is a *models.Error of kind Invalid or TooLarge;
// any other error means that r could not be read or that ctx ended.
func Inspect(ctx context.Context, r io.ReaderAt, size int64) (Report, error) {
	src := newSource(ctx.Err, r, size)
	report, err := inspect(src)
	if src.failed != nil {
		return Report{}, fmt.Errorf("read package: %w", src.failed)
	}
	if err != nil {
		return Report{}, err
	}
	return report, nil
}

func inspect(src *source) (Report, error) {
	switch format := sniff(src); format {
	case FormatAPK:
		return inspectAPK(src)
	case FormatMSI:
		return inspectMSI(src)
	default:
		return Report{}, refuse(src, format)
	}
}
