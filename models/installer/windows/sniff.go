package windows

import (
	"bytes"

	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
)

var magicOLE = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

// Sniff tells a program or a Windows Installer package by its content, "" for what starts as neither does.
func Sniff(src *input.Source) facts.Format {
	head := src.Head()
	switch {
	case bytes.HasPrefix(head, magicOLE):
		return sniffOLE(src)
	case bytes.HasPrefix(head, []byte("MZ")):
		return facts.FormatEXE
	}
	return ""
}

func sniffOLE(src *input.Source) facts.Format {
	c, err := openMSI(src)
	if err == nil && c.isInstaller() {
		return facts.FormatMSI
	}
	return facts.FormatOLE
}

// RefuseOLE says what an OLE compound file is that is no Windows Installer package.
func RefuseOLE(src *input.Source) error {
	c, err := openMSI(src)
	if err != nil {
		return err
	}
	return c.refuse()
}
