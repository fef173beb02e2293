package windows

import (
	"appdepot/models"
	"appdepot/models/installer/compound"
	"appdepot/models/installer/input"
)

// Class ids of the root storage, as they stand in the file.
const (
	classInstaller = "\x84\x10\x0c\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46"
	classPatch     = "\x86\x10\x0c\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46"
	classTransform = "\x82\x10\x0c\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46"
)

// msi is a Windows Installer database, or another OLE compound file that has to be told from one.
type msi struct{ *compound.File }

func openMSI(src *input.Source) (*msi, error) {
	c, err := compound.Open(src)
	if err != nil {
		return nil, err
	}
	return &msi{c}, nil
}

// isInstaller tells an MSI by its class id or, since some tools leave that out, by its string table.
func (c *msi) isInstaller() bool {
	switch c.Root.Class {
	case classInstaller:
		return true
	case classPatch, classTransform:
		return false
	}
	return c.Stream(tableStream("_StringPool")) != nil
}

// refuse says what a compound file is that is no MSI.
func (c *msi) refuse() error {
	switch c.Root.Class {
	case classPatch:
		return models.Invalid("This is a Windows Installer patch (.msp). It changes an app that is already installed. Upload the full .msi package.")
	case classTransform:
		return models.Invalid("This is a Windows Installer transform (.mst). It only changes how a package is installed. Upload the .msi package.")
	}
	return models.Invalid("This is an Office document or a similar file, not a Windows Installer package. Upload an .msi file.")
}
