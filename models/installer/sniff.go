package installer

import (
	"bytes"
	"strings"

	"appdepot/models"
	"appdepot/models/installer/android"
	"appdepot/models/installer/apple"
	"appdepot/models/installer/archive"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/windows"
)

var magicDEX = []byte("dex\n")

// sniff tells the format by content, "" when unknown. It reads the beginning and, for containers, their directory.
func sniff(src *input.Source) facts.Format {
	head := src.Head()
	switch {
	case bytes.HasPrefix(head, archive.Magic):
		return sniffZIP(src)
	case bytes.HasPrefix(head, apple.MagicXAR):
		return facts.FormatPKG
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return facts.FormatPDF
	}
	if format := windows.Sniff(src); format != "" {
		return format
	}
	if apple.IsDMG(src) {
		return facts.FormatDMG
	}
	return ""
}

// sniffZIP answers "zip" for a damaged archive as well: refuse then says what is wrong with it. Names are compared as those
// who install the format compare them: Windows takes no notice of case, the others do.
func sniffZIP(src *input.Source) facts.Format {
	a, err := archive.Open(src)
	if err != nil {
		return facts.FormatZIP
	}
	if a.Has(android.ManifestPath) {
		return facts.FormatAPK
	}
	for _, f := range a.Files {
		switch name := f.Name; {
		case strings.EqualFold(name, "AppxManifest.xml"):
			return facts.FormatMSIX
		case strings.EqualFold(name, "AppxMetadata/AppxBundleManifest.xml"):
			return facts.FormatMSIXBundle
		case name == "IntuneWinPackage/Metadata/Detection.xml":
			return facts.FormatIntuneWin
		case apple.IsInApp(name):
			return facts.FormatIPA
		}
	}
	return facts.FormatZIP
}

// refuse says why a file is not a package that can be read.
func refuse(src *input.Source, format facts.Format) error {
	switch format {
	case facts.FormatZIP:
		a, err := archive.Open(src)
		if err != nil {
			return err
		}
		return a.NotAPackage()
	case facts.FormatOLE:
		return windows.RefuseOLE(src)
	case facts.FormatPDF:
		return models.Invalid("This is a PDF document, not an installer package. Upload an installer package: %s.", facts.Uploadable())
	}
	switch head := src.Head(); {
	case len(head) == 0:
		return models.Invalid("The file is empty. Check that the download or build that made it was complete.")
	case bytes.HasPrefix(head, magicDEX):
		return models.Invalid("The file pretends to be two things: it starts with program code and ends as an app package. Devices that are up to date refuse it. Get the package from its maker.")
	}
	return models.Invalid("The file is not an installer package that can be read. Upload one of these: %s.", facts.Uploadable())
}
