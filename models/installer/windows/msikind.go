package windows

import (
	"appdepot/models/installer/compound"
	"appdepot/models/installer/input"
	"appdepot/models/reason"
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
		return reason.InstallerPatch.Invalid()
	case classTransform:
		return reason.InstallerTransform.Invalid()
	}
	return reason.OfficeDocument.Invalid()
}
