package admin

import (
	"context"

	"appdepot/models"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// asks is where the page asks for what is still to come; empty when nothing is.
func (p PackageProps) asks() string {
	switch {
	case p.File == nil || p.File.Problem != "":
		return ""
	case p.File.Reading:
		return p.PageURL
	case p.File.checking():
		return p.CheckURL
	}
	return ""
}

// checking reports whether it is not known yet who signed the file.
func (f PackageFile) checking() bool { return f.Package.Signature == models.SignatureWaiting }

// kind is the colour of a file: how far it is, and whether anything is odd about it.
func (f PackageFile) kind() ui.Kind {
	switch {
	case f.Reading:
		return ui.Info
	case f.Problem != "" || f.Ending.Over:
		return ui.Bad
	case len(f.Warnings) > 0 || f.Ending.Text != "":
		return ui.Warn
	case f.checking():
		return ui.Info
	}
	return ui.OK
}

func (f PackageFile) state(ctx context.Context) string {
	switch {
	case f.Coming:
		return say.T(ctx, "Being downloaded")
	case f.Reading:
		return say.T(ctx, "Uploaded, being read")
	case f.Problem != "":
		return say.T(ctx, "Cannot be used")
	case len(f.Warnings) > 0 || f.Ending.Text != "":
		return say.T(ctx, "Uploaded, with warnings")
	case f.checking():
		return say.T(ctx, "Uploaded, signature being checked")
	}
	return say.T(ctx, "Uploaded and checked")
}
