package store

import (
	"cmp"
	"context"
	"time"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/models/checkin"
	"appdepot/models/store/db"
	"appdepot/models/store/reach"
	"appdepot/models/watch"
)

// EnrollDevice makes a device known and uses up its enrollment token, which is the permission and says whose the device is. A device that enrolls once more
// is a new device: what it says about itself proves nothing. Useless tokens are counted for the address they come from, and cost no more than
// being looked for; one that can be used enrolls a device however many were.
func (s *Store) EnrollDevice(ctx context.Context, m checkin.Enroll) (checkin.Enrolled, error) {
	if err := m.Check(); err != nil {
		return checkin.Enrolled{}, err
	}
	_, err := openToken(ctx, s.db.Read, m.EnrollmentToken, s.db.Now())
	var e checkin.Enrolled
	if err == nil {
		e, err = s.enroll(ctx, m)
	}
	if db.None(err) {
		err = cmp.Or(s.WrongGuess(ctx, models.Enrolling, watch.UselessToken), tokenUseless())
	}
	return e, err
}

// enroll does it, unless the token cannot be used any more.
func (s *Store) enroll(ctx context.Context, m checkin.Enroll) (checkin.Enrolled, error) {
	secret := db.NewSecret()
	var d models.Device
	err := s.changeTogether(ctx, func(t *tx) error {
		token, err := openToken(t.Ctx, t.DB, m.EnrollmentToken, t.Now)
		if err != nil {
			return err
		}
		if err := t.LockOwnReach(); err != nil {
			return err
		}
		d = enrolled(m.Device.Cleaned(), t)
		d.PrimaryUserID, d.Ownership, d.TokenHash = token.UserID, token.Ownership, db.SecretHash(secret)
		if err := db.Create[models.Device](t.Ctx, t.DB, &d); err != nil {
			return err
		}
		if err := t.UpdateReach(d.ID); err != nil {
			return err
		}
		if err := t.markUsed(token, d.ID); err != nil {
			return err
		}
		t.Actor.Name = cmp.Or(t.Actor.Name, d.Name)
		return t.Record(activity.EnrollDevice, d.ID, d.Name,
			models.Change{Field: "platform", New: string(d.Platform)}, models.Change{Field: "ownership", New: string(d.Ownership)})
	})
	if err != nil {
		return checkin.Enrolled{}, err
	}
	return checkin.Enrolled{DeviceID: d.ID, DeviceToken: secret, NextCheckInSeconds: 1}, nil
}

// openToken is the enrollment token with this secret, unless it is used, revoked or has expired.
func openToken(ctx context.Context, q *gorm.DB, secret string, now time.Time) (models.EnrollmentToken, error) {
	return db.First[models.EnrollmentToken](ctx, q.Where("hash = ? AND used_at IS NULL AND revoked_at IS NULL AND expires_at > ?", db.SecretHash(secret), now))
}

// enrolled is the row of a device that has just enrolled.
func enrolled(f checkin.DeviceFacts, t *tx) models.Device {
	return models.Device{
		ID: models.NewID(), Name: f.Name, Platform: f.Platform, OSVersion: f.OSVersion, Architecture: f.Architecture,
		Manufacturer: f.Manufacturer, Model: f.Model, Serial: f.Serial,
		Enrolled: true, EnrolledAt: &t.Now, LastSeenAt: &t.Now, Inventory: []models.InstalledApp{}, PlanVersion: reach.Unplanned, Version: 1,
	}
}

// markUsed marks the token as used, unless somebody was faster or it is revoked.
func (t *tx) markUsed(token models.EnrollmentToken, device models.ID) error {
	n, err := db.Updates[models.EnrollmentToken](t.Ctx, t.DB.Where("id = ? AND used_at IS NULL AND revoked_at IS NULL", token.ID).
		Select("UsedAt", "DeviceID"), models.EnrollmentToken{UsedAt: &t.Now, DeviceID: device})
	if err == nil && n == 0 {
		return tokenUseless()
	}
	return err
}

func tokenUseless() error {
	return models.Forbidden("This enrollment token is used up, expired, or mistyped. Request another one.")
}

// Leave ends the enrollment of the device that has the token. Its apps stay on it.
func (s *Store) Leave(ctx context.Context, token string) error {
	return s.changeTogether(ctx, func(t *tx) error {
		d, err := db.First[models.Device](t.Ctx, t.DB.Where("token_hash = ? AND token_hash <> ''", db.SecretHash(token)))
		if d, err = db.One(d, err, notEnrolled()); err != nil {
			return err
		}
		if err := t.unenroll(d); err != nil {
			return err
		}
		t.Actor.Name = cmp.Or(t.Actor.Name, d.Name)
		return t.Record(activity.LeaveDevice, d.ID, d.Name)
	})
}

// unenroll revokes a device's token, takes its open orders back and forgets what is known about its apps. The row stays, as
// one that is not enrolled.
func (t *tx) unenroll(d models.Device) error {
	_, err := db.Updates[models.Device](t.Ctx, t.DB.Where("id = ?", d.ID).
		Select("Enrolled", "TokenHash", "Inventory", "InventoryHash", "PlanVersion", "NextDueAt", "EnrolledAt", "Version"), models.Device{Inventory: []models.InstalledApp{}, PlanVersion: reach.Unplanned, Version: d.Version + 1})
	if err != nil {
		return err
	}
	_, err = db.Update[models.Order](t.Ctx, t.DB.Where("device_id = ? AND done_at IS NULL AND NOT withdrawn", d.ID), "withdrawn", true)
	if err != nil {
		return err
	}
	if _, err := db.Delete[models.Request](t.Ctx, t.DB.Where("device_id = ?", d.ID)); err != nil {
		return err
	}
	return t.forgetInstalls(d.ID)
}
