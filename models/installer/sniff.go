package installer

import (
	"bytes"
	"fmt"
	"io"

	"appdepot/models"
)

var (
	magicZIP = []byte("PK\x03\x04")
	magicOLE = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	magicDEX = []byte("dex\n")
)

// Sniff tells the format by content, "" when unknown. It reads the beginning and, for containers, their directory.
func Sniff(r io.ReaderAt, size int64) (Format, error) {
	src := newSource(nil, r, size)
	format := sniff(src)
	if src.failed != nil {
		return "", fmt.Errorf("sniff package: %w", src.failed)
	}
	return format, nil
}

func sniff(src *source) Format {
	head := src.head()
	switch {
	case bytes.HasPrefix(head, magicZIP):
		return sniffZIP(src)
	case bytes.HasPrefix(head, magicOLE):
		return sniffOLE(src)
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return FormatPDF
	case bytes.HasPrefix(head, []byte("MZ")):
		return FormatEXE
	}
	return ""
}

// sniffZIP answers "zip" for a damaged archive as well: refuse then says what is wrong with it.
func sniffZIP(src *source) Format {
	a, err := openArchive(src)
	if err == nil && len(a.named[manifestPath]) > 0 {
		return FormatAPK
	}
	return FormatZIP
}

func sniffOLE(src *source) Format {
	c, err := openCompound(src)
	if err == nil && c.isInstaller() {
		return FormatMSI
	}
	return FormatOLE
}

// refuse says why a file is not a package that can be read.
func refuse(src *source, format Format) error {
	switch format {
	case FormatZIP:
		a, err := openArchive(src)
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
	case FormatEXE:
		return models.Invalid("This is a Windows program (.exe), not an installer package. Upload an .msi file.")
	case FormatPDF:
		return models.Invalid("This is a PDF document, not an installer package. Upload an .apk or .msi file.")
	}
	switch head := src.head(); {
	case len(head) == 0:
		return models.Invalid("The file is empty. Check that the download or build that made it was complete.")
	case bytes.HasPrefix(head, magicDEX):
		return models.Invalid("The file pretends to be two things: it starts with program code and ends as an app package. Devices that are up to date refuse it. Get the package from its maker.")
	}
	return models.Invalid("The file is not an installer package that can be read. Upload an .apk or .msi file.")
}
