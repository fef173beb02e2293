package store

import (
	"context"

	"appdepot/models"
)

// AddMyDevice makes the row of a device that is the actor's own and not enrolled: it gets no orders, and the Company Portal
// shows what is available for it without enrollment.
func (s *Store) AddMyDevice(ctx context.Context, name string, platform models.Platform) (models.Device, error) {
	return s.AddDevice(ctx, models.Device{
		Name: name, Platform: platform, Ownership: models.Personal, PrimaryUserID: models.ActorOf(ctx).UserID,
	})
}
