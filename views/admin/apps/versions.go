package apps

import (
	"context"

	"appdepot/models/apptype"
	"appdepot/views/say"
)

// NextVersionRule says what the next version of an app must be.
func NextVersionRule(ctx context.Context, d *apptype.Definition) string {
	switch r := d.VersionRule; {
	case r == nil:
		return ""
	case r.AnyPackage:
		return say.T(ctx, "Any package will do, older or newer. Assignments and what you typed about the app stay as they are; check that the detection rules fit the new version.")
	case r.SameSigner:
		return say.T(ctx, "It must be the same app, with a higher version code, signed with the same certificate. What you typed about the app stays as it is, and so do its assignments.")
	case r.MustRise:
		return say.T(ctx, "It must be a newer version of the same app. What you typed about the app stays as it is, and so do its assignments.")
	default:
		return say.T(ctx, "It must be another version of the same app. What you typed about the app stays as it is, and so do its assignments.")
	}
}

// useVersionLabel is the button that makes a file the version that devices get.
func useVersionLabel(ctx context.Context, version string) string {
	if version == "" {
		return say.T(ctx, "Make it the current version")
	}
	return say.T(ctx, "Make version %s the current one", version)
}
