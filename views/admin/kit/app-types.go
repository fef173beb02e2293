package kit

import (
	"context"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/checkin"
	"appdepot/views/say"
)

// WhoUpdates says who keeps apps of a type up to date.
func WhoUpdates(ctx context.Context, u apptype.Updates) string {
	switch u {
	case apptype.ByStore:
		return say.T(ctx, "The store or the publisher. Devices get new versions automatically.")
	case apptype.ByAdministrator:
		return say.T(ctx, "You. Upload the new version. Devices with the app get it within %s hours.", say.Hours(ctx, checkin.RecheckRequired))
	case apptype.ByCatalog:
		return say.T(ctx, "You, with one click. Appdepot shows when the catalog has a new version. Devices get it within %s hours.", say.Hours(ctx, checkin.RecheckRequired))
	case apptype.ByDevice:
		return say.T(ctx, "The device. The app updates with the operating system.")
	}
	return say.T(ctx, "No updates needed.")
}

// StorageLeft says what still fits into the plan.
func StorageLeft(ctx context.Context, s models.Storage) string {
	if !s.Limited() {
		return say.T(ctx, "Your plan has no limit. Packages use %s.", say.Size(ctx, s.Used))
	}
	return say.T(ctx, "%s of %s left in your trial plan.", say.Size(ctx, max(s.Left, 0)), say.Size(ctx, s.Limit))
}
