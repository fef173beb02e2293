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
		return say.T(ctx, "Upload any package, older or newer. Assignments and details you entered stay the same. Check that the detection rules fit the new version.")
	case r.SameSigner:
		return say.T(ctx, "Upload the same app with a higher version code, signed with the same certificate. Assignments and details you entered stay the same.")
	case r.MustRise:
		return say.T(ctx, "Upload a newer version of the same app. Assignments and details you entered stay the same.")
	default:
		return say.T(ctx, "Upload another version of the same app. Assignments and details you entered stay the same.")
	}
}

// useVersionLabel is the button that makes a file the version that devices get.
func useVersionLabel(ctx context.Context, version string) string {
	if version == "" {
		return say.T(ctx, "Set as current version")
	}
	return say.T(ctx, "Set version %s as current", version)
}
