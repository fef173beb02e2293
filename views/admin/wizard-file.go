package admin

import (
	"context"

	"appdepot/views/say"
	"appdepot/views/ui"
)

// kind is the colour of a file: how far it is, and whether anything is odd about it.
func (f PackageFile) kind() ui.Kind {
	switch {
	case f.Reading:
		return ui.Info
	case f.Problem != "":
		return ui.Bad
	case len(f.Warnings) > 0:
		return ui.Warn
	}
	return ui.OK
}

func (f PackageFile) state(ctx context.Context) string {
	switch {
	case f.Reading:
		return say.T(ctx, "Uploaded, being read")
	case f.Problem != "":
		return say.T(ctx, "Cannot be used")
	case len(f.Warnings) > 0:
		return say.T(ctx, "Uploaded, with warnings")
	}
	return say.T(ctx, "Uploaded and checked")
}
