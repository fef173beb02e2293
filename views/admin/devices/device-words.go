package devices

import (
	"context"

	"appdepot/models"
	"appdepot/views/say"
)

// OwnershipName says whose a device is, in the reader's language.
func OwnershipName(ctx context.Context, o models.Ownership) string {
	if o == models.Personal {
		return say.T(ctx, "Personal")
	}
	return say.T(ctx, "Corporate")
}
