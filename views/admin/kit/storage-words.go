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

// StorageUsed says how much of the storage is used, and how much is left.
func StorageUsed(ctx context.Context, s models.Storage) string {
	switch {
	case !s.Limited():
		return say.T(ctx, "%s used. No limit.", say.Size(ctx, s.Used))
	case s.Left < 0:
		return say.T(ctx, "%s of %s used, %s over the plan limit.", say.Size(ctx, s.Used), say.Size(ctx, s.Limit), say.Size(ctx, -s.Left))
	}
	return say.T(ctx, "%s of %s used, %s left.", say.Size(ctx, s.Used), say.Size(ctx, s.Limit), say.Size(ctx, s.Left))
}
