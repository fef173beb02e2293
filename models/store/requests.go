package store

import (
	"context"

	"gorm.io/gorm/clause"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/store/db"
)

// RequestInstall asks for an app on a device of the actor's: the next check-in gets the order. Asking again after a failure
// or a standstill makes a fresh start.
func (s *Store) RequestInstall(ctx context.Context, appID, deviceID models.ID) error {
	return s.request(ctx, appID, deviceID, models.InstallAction, func(a PortalApp) error {
		if !a.Decision.Required && !a.Decision.Offered() {
			return models.Conflict("%s is no longer available for your device. Ask your administrator for it.", a.Name)
		}
		if a.SupersededBy != "" {
			return models.Conflict("%s was replaced by a newer app. Open its page again to install the newer app.", a.Name)
		}
		if a.Stage == StageInstalled {
			return models.Conflict("%s is already installed.", a.Name)
		}
		return nil
	})
}

// RequestUninstall asks to take an app off a device of the actor's, which its person had asked for.
func (s *Store) RequestUninstall(ctx context.Context, appID, deviceID models.ID) error {
	return s.request(ctx, appID, deviceID, models.UninstallAction, PortalApp.uninstallRefusal)
}

// UninstallableApp is an app that a request of the actor's would uninstall from their device, or the error that RequestUninstall
// answers with.
func (s *Store) UninstallableApp(ctx context.Context, appID, deviceID models.ID) (PortalApp, error) {
	p, err := s.portal(ctx, deviceID)
	if err != nil {
		return PortalApp{}, err
	}
	a, err := p.app(s.db.Rows(ctx), appID)
	if err != nil {
		return PortalApp{}, err
	}
	return a, p.refusal(a, PortalApp.uninstallRefusal)
}

// refusal is why a request is not accepted: the device gets no orders, the app is not for it, or what the kind of request refuses.
func (p portal) refusal(a PortalApp, refuse func(PortalApp) error) error {
	if err := p.reachable(a); err != nil {
		return err
	}
	return refuse(a)
}

// uninstallRefusal is why the person may not uninstall the app; nil when they may.
func (a PortalApp) uninstallRefusal() error {
	switch {
	case a.Decision.Required:
		return models.Conflict("Your organization requires %s. Contact your administrator if you do not need it.", a.Name)
	case a.Joined:
		return models.Conflict("%s works with other apps, so you cannot uninstall it. Contact your administrator if you do not need it.", a.Name)
	case !a.Removable:
		return models.Conflict("%s cannot be uninstalled from the Company Portal. Contact your administrator if you do not need it.", a.Name)
	case a.Kept:
		return models.Conflict("Your organization does not allow you to uninstall %s. Contact your administrator if you do not need it.", a.Name)
	case !a.MayRemove():
		return models.Conflict("You can uninstall %s only if it was installed from the Company Portal and is still installed.", a.Name)
	}
	return nil
}

// request checks and keeps what the person of a device asks for.
func (s *Store) request(ctx context.Context, appID, deviceID models.ID, action models.Action, refuse func(PortalApp) error) error {
	snap, err := s.snapshot(ctx)
	if err != nil {
		return err
	}
	return s.change(ctx, func(t *tx) error {
		p, err := readPortal(ctx, t.DB, deviceID, snap)
		if err != nil {
			return err
		}
		a, err := p.app(t.DB, appID)
		if err != nil {
			return err
		}
		if err := p.refusal(a, refuse); err != nil {
			return err
		}
		return t.saveRequest(a, p.device, action)
	})
}

// reachable refuses a device that gets no orders, or that the app is not for.
func (p portal) reachable(a PortalApp) error {
	if a.Stage == StageOpen {
		return models.Conflict("%s is a web page, so there is nothing to install or uninstall. Open it in the browser.", a.Name)
	}
	if !p.device.Enrolled {
		return models.Conflict("%s is not enrolled. Enroll it on the Devices page first.", p.device.Name)
	}
	if !a.Unfit.Empty() {
		return a.Unfit.Conflict()
	}
	return nil
}

// saveRequest keeps what a person asked for. What is required they only have tried again: the organization installs it.
func (t *tx) saveRequest(a PortalApp, d models.Device, action models.Action) error {
	by := t.Actor.UserID
	if a.Decision.Required {
		by = ""
	}
	if err := t.ask(a.App, d, action, by); err != nil {
		return err
	}
	return t.Record(activity.RequestApp, a.ID, a.Name,
		models.Change{Field: "action", New: string(action)}, models.Change{Field: "device", New: d.Name})
}

// RetryInstall lets a device try again at its next check-in what failed there, without waiting for the next regular try.
func (s *Store) RetryInstall(ctx context.Context, appID, deviceID models.ID) error {
	d, err := db.First[models.Device](ctx, s.db.Read.Where("id = ?", deviceID))
	if _, err := db.Allowed(ctx, access.RetryInstalls, access.Device, d, err, noDevice()); err != nil {
		return err
	}
	w, err := s.Why(ctx, appID, deviceID)
	if err != nil {
		return err
	}
	if !w.Retryable() {
		return models.Conflict("%s has nothing to retry on %s.", w.App.Name, w.Device.Name)
	}
	action := models.InstallAction
	if w.Intent == models.Uninstall || w.Install.State == models.StateUninstallFailed {
		action = models.UninstallAction
	}
	return s.change(ctx, func(t *tx) error {
		if err := t.ask(w.App, w.Device, action, ""); err != nil {
			return err
		}
		return t.Record(activity.RetryInstall, w.App.ID, w.App.Name, models.Change{Field: "device", New: w.Device.Name})
	})
}

// ask writes a request, which takes the place of an earlier one, and makes the device's next check-in plan. By is the person who wants
// the app for themselves; when it is empty, who asked for it before stays known.
func (t *tx) ask(a models.App, d models.Device, action models.Action, by models.ID) error {
	r := models.Request{ID: models.NewID(), AppID: a.ID, DeviceID: d.ID, UserID: by, Action: action, CreatedAt: t.Now}
	replaced := []string{"id", "action", "created_at"}
	if by != "" {
		replaced = append(replaced, "user_id")
	}
	upsert := clause.OnConflict{
		Columns:   []clause.Column{{Name: "device_id"}, {Name: "app_id"}},
		DoUpdates: clause.AssignmentColumns(replaced),
	}
	if err := t.Clauses(upsert).Create(&r).Error; err != nil {
		return err
	}
	return t.Model(&models.Device{}).Where("id = ?", d.ID).UpdateColumn("next_due_at", t.Now).Error
}
