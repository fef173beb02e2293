package admin

import (
	"context"

	"appdepot/models/apptype"
	"appdepot/views/say"
)

// RenewalRule says what the next version of an app must be.
func RenewalRule(ctx context.Context, d *apptype.Definition) string {
	switch r := d.Renewal; {
	case r == nil:
		return ""
	case r.Free:
		return say.T(ctx, "Any package will do, older or newer. Assignments and what you typed about the app stay as they are; check that the detection rules fit the new version.")
	case r.Signer:
		return say.T(ctx, "It must be the same app, with a higher version code, signed with the same certificate. What you typed about the app stays as it is.")
	case r.Rises:
		return say.T(ctx, "It must be a newer version of the app. What you typed about the app stays as it is.")
	default:
		return say.T(ctx, "It must be another version of the app. What you typed about the app stays as it is.")
	}
}
