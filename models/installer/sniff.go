package installer

import (
	"bytes"
	"strings"

	"appdepot/models"
)

var magicDEX = []byte("dex\n")

// sniff tells the format by content, "" when unknown. It reads the beginning and, for containers, their directory.
func sniff(src *source) Format {
	head := src.head()
	switch {
	case bytes.HasPrefix(head, magicZIP):
		return sniffZIP(src)
	case bytes.HasPrefix(head, magicXAR):
		return FormatPKG
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return FormatPDF
	}
	if format := sniffSetup(src); format != "" {
		return format
	}
	if isDMG(src) {
		return FormatDMG
	}
	return ""
}

// sniffZIP answers "zip" for a damaged archive as well: refuse then says what is wrong with it. Names are compared as those
// who install the format compare them: Windows takes no notice of case, the others do.
func sniffZIP(src *source) Format {
	a, err := openZip(src)
	if err != nil {
		return FormatZIP
	}
	if a.has(manifestPath) {
		return FormatAPK
	}
	for _, f := range a.files {
		switch name := f.Name; {
		case strings.EqualFold(name, "AppxManifest.xml"):
			return FormatMSIX
		case strings.EqualFold(name, "AppxMetadata/AppxBundleManifest.xml"):
			return FormatMSIXBundle
		case name == "IntuneWinPackage/Metadata/Detection.xml":
			return FormatIntuneWin
		case isInApp(name):
			return FormatIPA
		}
	}
	return FormatZIP
}

// refuse says why a file is not a package that can be read.
func refuse(src *source, format Format) error {
	switch format {
	case FormatZIP:
		a, err := openZip(src)
		if err != nil {
			return err
		}
		return a.refuse()
	case FormatOLE:
		return refuseOLE(src)
	case FormatPDF:
		return models.Invalid("This is a PDF document, not an installer package. Upload an installer package: %s.", uploadable())
	}
	switch head := src.head(); {
	case len(head) == 0:
		return models.Invalid("The file is empty. Check that the download or build that made it was complete.")
	case bytes.HasPrefix(head, magicDEX):
		return models.Invalid("The file pretends to be two things: it starts with program code and ends as an app package. Devices that are up to date refuse it. Get the package from its maker.")
	}
	return models.Invalid("The file is not an installer package that can be read. Upload one of these: %s.", uploadable())
}
