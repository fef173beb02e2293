package kit

import (
	"context"

	"appdepot/models"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// PackageFile is an uploaded file.
type PackageFile struct {
	Name, SHA256 string
	Size         int64
	Reading      bool
	Downloading  bool   // this server is downloading it
	Problem      string // why no app can be made from it
	Tile         ui.TileProps
	Signers      []models.Signer
	Warnings     []models.Reason
	Package      models.Package
	Expiry       Expiry
}

// SizeText is the size in words; empty while nobody knows it.
func (f PackageFile) SizeText(ctx context.Context) string {
	if f.Size < 0 {
		return ""
	}
	return say.Size(ctx, f.Size)
}

// Checking reports whether it is not known yet who signed the file.
func (f PackageFile) Checking() bool { return f.Package.Signature == models.SignatureWaiting }

// Kind is the color of a file: how far it is, and whether anything is odd about it.
func (f PackageFile) Kind() ui.Kind {
	switch {
	case f.Reading:
		return ui.Info
	case f.Problem != "" || f.Expiry.Expired:
		return ui.Bad
	case len(f.Warnings) > 0 || f.Expiry.Text != "":
		return ui.Warn
	case f.Checking():
		return ui.Info
	}
	return ui.OK
}

// State says in words how far the file is.
func (f PackageFile) State(ctx context.Context) string {
	switch {
	case f.Downloading:
		return say.T(ctx, "Downloading")
	case f.Reading:
		return say.T(ctx, "Uploaded, reading file")
	case f.Problem != "":
		return say.T(ctx, "Cannot be used")
	case len(f.Warnings) > 0 || f.Expiry.Text != "":
		return say.T(ctx, "Uploaded, with warnings")
	case f.Checking():
		return say.T(ctx, "Uploaded, checking signature")
	}
	return say.T(ctx, "Uploaded and checked")
}
