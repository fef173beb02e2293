package store

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/reason"
	"appdepot/models/store/db"
	"appdepot/models/store/reach"
	"appdepot/models/targeting"
)

// Why is the answer to "why does this device get this app, or not?".
type Why struct {
	App      models.App
	Device   models.Device
	User     models.User // the primary user; zero when the device has none
	Decision targeting.Decision
	Intent   models.Intent // what holds now; Result is the reason
	Result   models.Reason
	Unfit    models.Reason                // why the app cannot be put on the device; empty when it can
	Paths    map[models.ID][]models.Group // from an assigned group down to the one that has the device or user as a direct member
	Scope    models.ExclusionScope
	Asked    *models.Request // the request from the Company Portal
	Install  *models.Install // where it stands
	Order    *models.Order   // the last one
	NextDue  *time.Time      // when the device's plan is made again although nothing moves
}

// Why explains one app on one device: every assignment weighed, the result and what came of it.
func (s *Store) Why(ctx context.Context, appID, deviceID models.ID) (Why, error) {
	var w Why
	q := s.db.Rows(ctx)
	d, err := db.First[reach.DeviceRow](ctx, s.db.Read.Where("id = ?", deviceID))
	if w.Device, err = db.Allowed(ctx, access.ReadDevices, access.Device, d.Device, err, noDevice()); err != nil {
		return Why{}, err
	}
	a, err := db.First[models.App](ctx, s.db.Read.Where("id = ?", appID))
	if w.App, err = db.One(a, err, noApp()); err != nil {
		return Why{}, err
	}
	if err := w.known(q); err != nil {
		return Why{}, err
	}
	snap, err := s.snapshot(ctx)
	if err != nil {
		return Why{}, err
	}
	return w, w.decide(q, snap, d.Subject())
}

// known reads what there is about the app on the device.
func (w *Why) known(db *gorm.DB) error {
	var users []models.User
	if err := db.Select("id", "name").Where("id = ?", w.Device.PrimaryUserID).Find(&users).Error; err != nil {
		return err
	}
	if len(users) > 0 {
		w.User = users[0]
	}
	var err error
	if w.Install, err = onlyOf[models.Install](db, w.App.ID, w.Device.ID); err != nil {
		return err
	}
	if w.Order, err = onlyOf[models.Order](db.Where("NOT withdrawn").Order("id DESC"), w.App.ID, w.Device.ID); err != nil {
		return err
	}
	w.Asked, err = onlyOf[models.Request](db, w.App.ID, w.Device.ID)
	w.NextDue = w.Device.NextDueAt
	return err
}

// decide weighs the assignments and traces the nesting of the groups that matched.
func (w *Why) decide(db *gorm.DB, snap *snapshot, subject targeting.Subject) error {
	err := db.Raw(`SELECT group_id FROM group_devices WHERE device_id = ?
		UNION ALL SELECT group_id FROM group_users WHERE user_id = ?`, w.Device.ID, w.Device.PrimaryUserID).Scan(&subject.Direct).Error
	if err != nil {
		return err
	}
	answer := snap.Answer(snap.object(w.App), subject, w.Device)
	w.Decision, w.Unfit, w.Paths, w.Scope = answer.Decision, answer.Unfit, answer.Paths, snap.Scope()
	w.Intent, w.Result = w.Decision.Intent(w.Asked != nil && w.Asked.Action == models.InstallAction)
	return nil
}

// Retryable reports whether something failed on the device that is still wanted, or is required and was removed there.
func (w Why) Retryable() bool {
	if !w.Device.Enrolled || w.Intent == "" || w.Install == nil {
		return false
	}
	failed := w.Install.State == models.StateFailed || w.Install.State == models.StateUninstallFailed
	return failed || w.Install.Reason.Code == reason.RemovedOrReplaced.Code || w.Install.Reason.Code == reason.InstalledAgain.Code
}

// JustAsked reports whether something was asked for that the device does not know of yet: its next check-in gets it.
func (w Why) JustAsked() bool {
	return w.Asked != nil && (w.Install == nil || w.Asked.CreatedAt.After(w.Install.UpdatedAt))
}

// AtNextCheckIn reports whether the device's next check-in does something about the app, whenever that is.
func (w Why) AtNextCheckIn() bool {
	return w.JustAsked() || w.Install != nil && slices.Contains(untilNextCheckIn, w.Install.Reason.Code)
}

var untilNextCheckIn = []models.Code{
	reason.DeviceErrorNextCheckIn.Code, reason.DeviceFailureNextCheckIn.Code, reason.NotDetectedNextCheckIn.Code,
}

// onlyOf is the first row about an app on a device; nil when there is none.
func onlyOf[T any](db *gorm.DB, app, device models.ID) (*T, error) {
	var rows []T
	if err := db.Where("app_id = ? AND device_id = ?", app, device).Limit(1).Find(&rows).Error; err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0], nil
}
