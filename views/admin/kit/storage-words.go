package kit

import (
	"context"

	"appdepot/models"
	"appdepot/views/say"
)

// RoomLeft says how much may still be uploaded, beside a place where that can be done; empty when there is no limit.
func RoomLeft(ctx context.Context, s models.Storage) string {
	if !s.Limited() {
		return ""
	}
	return say.T(ctx, "%s of %s storage left", say.Size(ctx, max(s.Left, 0)), say.Size(ctx, s.Limit))
}
