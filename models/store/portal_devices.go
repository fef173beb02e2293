package store

import (
	"context"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/store/db"
)

// mostOwnDevices is how many devices that are not enrolled one person may add, so that nobody fills the database.
const mostOwnDevices = 20

// AddMyDevice makes the row of a device that is the actor's own and not enrolled: it gets no orders, and the Company Portal
// shows what is available for it without enrollment. It is made of the answers to forms.OwnDevice.
func (s *Store) AddMyDevice(ctx context.Context, form field.Form) (models.Device, error) {
	me := models.ActorOf(ctx).UserID
	n, err := db.Count[models.Device](ctx, s.db.Read.Where("primary_user_id = ? AND NOT enrolled", me))
	if err != nil {
		return models.Device{}, err
	}
	if n >= mostOwnDevices {
		return models.Device{}, models.Invalid("You can have up to %s devices that are not enrolled. Remove one you no longer use first.", mostOwnDevices)
	}
	typed, wrong := field.Decode(forms.OwnDevice, form)
	if err := wrong.Err(); err != nil {
		return models.Device{}, err
	}
	return s.AddDevice(ctx, models.Device{Name: typed["name"], Platform: models.Platform(typed["platform"]), Ownership: models.Personal, PrimaryUserID: me})
}
