package installer

import "bytes"

var magicOLE = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

// sniffSetup tells a program or a Windows Installer package by its content, "" for what starts as neither does.
func sniffSetup(src *source) Format {
	head := src.head()
	switch {
	case bytes.HasPrefix(head, magicOLE):
		return sniffOLE(src)
	case bytes.HasPrefix(head, []byte("MZ")):
		return FormatEXE
	}
	return ""
}

func sniffOLE(src *source) Format {
	c, err := openMSI(src)
	if err == nil && c.isInstaller() {
		return FormatMSI
	}
	return FormatOLE
}

// refuseOLE says what an OLE compound file is that is no Windows Installer package.
func refuseOLE(src *source) error {
	c, err := openMSI(src)
	if err != nil {
		return err
	}
	return c.refuse()
}
