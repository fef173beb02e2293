package installer

import (
	"bytes"
	"strings"

	"appdepot/models"
)

var (
	magicZIP = []byte("PK\x03\x04")
	magicOLE = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	magicDEX = []byte("dex\n")
)

// sniff tells the format by content, "" when unknown. It reads the beginning and, for containers, their directory.
func sniff(src *source) Format {
	head := src.head()
	switch {
	case bytes.HasPrefix(head, magicZIP):
		return sniffZIP(src)
	case bytes.HasPrefix(head, magicOLE):
		return sniffOLE(src)
	case bytes.HasPrefix(head, magicXAR):
		return FormatPKG
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return FormatPDF
	case bytes.HasPrefix(head, []byte("MZ")):
		return FormatEXE
	case isDMG(src):
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

// isInApp reports whether a path leads into an app folder of an iOS package: Payload/*.app/.
func isInApp(path string) bool {
	path, found := strings.CutPrefix(path, "Payload/")
	app, _, inside := strings.Cut(path, "/")
	return found && inside && strings.HasSuffix(app, ".app")
}

func sniffOLE(src *source) Format {
	c, err := openCompound(src)
	if err == nil && c.isInstaller() {
		return FormatMSI
	}
	return FormatOLE
}

// formats are all that are told apart, in the order in which they are named to people.
var formats = []Format{
	FormatAPK, FormatIPA, FormatMSI, FormatMSIX, FormatMSIXBundle, FormatIntuneWin, FormatEXE, FormatZIP, FormatPKG, FormatDMG,
	FormatOLE, FormatPDF,
}

// uploadable lists the endings of the files that can be read.
func uploadable() string {
	var endings []string
	for _, f := range formats {
		if _, ok := readerOf(f); ok {
			endings = append(endings, f.Extension())
		}
	}
	return strings.Join(endings, ", ")
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
		c, err := openCompound(src)
		if err != nil {
			return err
		}
		return c.refuse()
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
