package installer

import (
	"bytes"
	"strings"

	"appdepot/models/installer/android"
	"appdepot/models/installer/apple"
	"appdepot/models/installer/archive"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/windows"
	"appdepot/models/reason"
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
	if format := windows.Sniff(src); format != "" && !(format == facts.FormatEXE && isDisc(src)) {
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
		return reason.PDFDocument.Of(facts.Uploadable()).Invalid()
	}
	switch head := src.Head(); {
	case len(head) == 0:
		return reason.NothingInside.Invalid()
	case bytes.HasPrefix(head, magicDEX):
		return reason.CodeAndPackage.Invalid()
	}
	if other, known := foreign(src); known {
		return other.Invalid()
	}
	return reason.NotInstaller.Of(facts.Uploadable()).Invalid()
}
