package store

import (
	"cmp"
	"context"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/store/db"
)

const longestDeviceFact = 480 // bytes of what a device says about itself

// Device is one device; its primary user may read it too.
func (s *Store) Device(ctx context.Context, id models.ID) (models.Device, error) {
	d, err := db.First[models.Device](ctx, s.db.Read.Where("id = ?", id))
	return db.Allowed(ctx, access.ReadDevices, access.Device, d, err, noDevice())
}

// AddDevice makes a device's row. A person may do so for themselves, for a device that is not enrolled: it gets no orders. An
// enrolled one takes the right to enroll devices.
func (s *Store) AddDevice(ctx context.Context, d models.Device) (models.Device, error) {
	if err := db.May(ctx, access.AddDevices, access.Device(d)); err != nil {
		return models.Device{}, err
	}
	if d.Enrolled {
		if err := db.May(ctx, access.EnrollDevices, access.Device(d)); err != nil {
			return models.Device{}, err
		}
	}
	d.ID, d.Version = models.NewID(), 1
	if d.Inventory == nil {
		d.Inventory = []models.InstalledApp{}
	}
	typed, wrong := field.Decode(forms.Device, field.Form{"name": {d.Name}, "ownership": {string(d.Ownership)}})
	d.Name = typed["name"]
	if !d.Platform.Known() {
		wrong["platform"] = models.T("Choose a platform.")
	}
	for _, text := range []*string{&d.OSVersion, &d.Manufacturer, &d.Model, &d.Serial} {
		*text = db.Cut(field.Line(*text), longestDeviceFact)
	}
	if err := wrong.Err(); err != nil {
		return models.Device{}, err
	}
	return d, s.change(ctx, func(t *tx) error {
		if d.Enrolled {
			d.EnrolledAt = &t.Now
		}
		if err := t.LockOwnReach(); err != nil {
			return err
		}
		if err := t.checkUser(d.PrimaryUserID); err != nil {
			return err
		}
		if err := db.Create[models.Device](ctx, t.DB, &d); err != nil {
			return err
		}
		if err := t.UpdateReach(d.ID); err != nil {
			return err
		}
		c, err := t.deviceChanges(models.Device{}, d)
		if err != nil {
			return err
		}
		return t.Record(activity.CreateDevice, d.ID, d.Name, c...)
	})
}

// EditDevice changes a device's name, ownership and primary user to the answers to forms.Device. Version is the one that was read.
func (s *Store) EditDevice(ctx context.Context, id models.ID, version int, form field.Form) error {
	typed, wrong := field.Decode(forms.Device, form)
	return s.changeDevice(ctx, id, access.ManageDevices, func(t *tx, old models.Device) error {
		d := old
		d.Name, d.Ownership = typed["name"], models.Ownership(typed["ownership"])
		err := t.LockOwnReach()
		if err != nil {
			return err
		}
		if d.PrimaryUserID, err = t.primaryUser(typed["user"], wrong); err != nil {
			return err
		}
		if err := wrong.Err(); err != nil {
			return err
		}
		d.Version = version + 1
		n, err := db.Updates[models.Device](ctx, t.DB.Where("id = ? AND version = ?", id, version).
			Select("Name", "Ownership", "PrimaryUserID", "Version"), d)
		if err != nil {
			return err
		}
		if n == 0 {
			return db.ChangedMeanwhile(old.Name)
		}
		if d.PrimaryUserID != old.PrimaryUserID {
			if err := cmp.Or(t.Replan(id), t.UpdateReach(id)); err != nil {
				return err
			}
		}
		c, err := t.deviceChanges(old, d)
		if err != nil {
			return err
		}
		return t.Record(activity.UpdateDevice, id, d.Name, c...)
	})
}

// RetireDevice lets a device go: its token is refused from now on, its open orders are withdrawn and what is known about its
// apps is forgotten. The row stays, as one that is not enrolled.
func (s *Store) RetireDevice(ctx context.Context, id models.ID) error {
	return s.changeDevice(ctx, id, access.RetireDevices, func(t *tx, d models.Device) error {
		if !d.Enrolled {
			return models.Conflict("%s is not enrolled, so it cannot be retired. Delete it if it is no longer in use.", d.Name)
		}
		if err := t.unenroll(d); err != nil {
			return err
		}
		return t.Record(activity.RetireDevice, id, d.Name)
	})
}

// DeleteDevice removes a device with all that is known about it; its token is refused from now on.
func (s *Store) DeleteDevice(ctx context.Context, id models.ID) error {
	return s.changeDevice(ctx, id, access.RetireDevices, func(t *tx, d models.Device) error {
		if err := t.unenroll(d); err != nil {
			return err
		}
		if _, err := db.Delete[models.Device](ctx, t.DB.Where("id = ?", id)); err != nil {
			return err
		}
		c, err := t.deviceChanges(d, models.Device{})
		if err != nil {
			return err
		}
		return t.Record(activity.DeleteDevice, id, d.Name, c...)
	})
}

// changeDevice runs a change of one device that exists, when the action is allowed on it.
func (s *Store) changeDevice(ctx context.Context, id models.ID, action access.Action, fn func(*tx, models.Device) error) error {
	return s.change(ctx, func(t *tx) error {
		d, err := db.First[models.Device](ctx, t.DB.Where("id = ?", id))
		if d, err = db.Allowed(ctx, action, access.Device, d, err, noDevice()); err != nil {
			return err
		}
		return fn(t, d)
	})
}

// checkUser refuses a primary user who does not exist.
func (t *tx) checkUser(id models.ID) error {
	if id == "" {
		return nil
	}
	n, err := db.Count[models.User](t.Ctx, t.DB.Where("id = ?", id))
	if err == nil && n == 0 {
		err = models.InvalidField("user", "This user no longer exists. Choose another primary user, or none.")
	}
	return err
}

// primaryUser finds the user with the e-mail address that was typed, nobody when none was, and adds to what is wrong that there
// is no such user.
func (t *tx) primaryUser(email string, wrong field.Errors) (models.ID, error) {
	if email == "" {
		return "", nil
	}
	u, err := db.First[models.User](t.Ctx, t.DB.Where("email_key = ?", models.Fold(email)))
	if db.None(err) {
		wrong["user"] = models.T("No user has the email address %s. Check the spelling or find the user under Users.", email)
		return "", nil
	}
	return u.ID, err
}

func (t *tx) deviceChanges(old, new models.Device) ([]models.Change, error) {
	names, err := t.Names("users", []models.ID{old.PrimaryUserID, new.PrimaryUserID})
	var c db.Changes
	c.Add("name", old.Name, new.Name)
	c.Add("platform", string(old.Platform), string(new.Platform))
	c.Add("ownership", string(old.Ownership), string(new.Ownership))
	c.Add("primaryUser", names[old.PrimaryUserID], names[new.PrimaryUserID])
	return c, err
}

func noDevice() error {
	return models.NotFound("This device no longer exists. Go back to the list.")
}
