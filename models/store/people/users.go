package people

import (
	"context"
	"errors"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/store/db"
)

// User is one user; everybody may read themselves.
func (s *Store) User(ctx context.Context, id models.ID) (models.User, error) {
	u, err := db.First[models.User](ctx, s.db.Read.Where("id = ?", id))
	return db.Allowed(ctx, access.ReadUsers, access.User, u, err, NoUser())
}

// UserByEmail is the user with an e-mail address, whatever its case.
func (s *Store) UserByEmail(ctx context.Context, email string) (models.User, error) {
	u, err := db.First[models.User](ctx, s.db.Read.Where("email_key = ?", models.Fold(field.Line(email))))
	return db.Allowed(ctx, access.ReadUsers, access.User, u, err, NoUser())
}

// AddUser makes a user of the answers to forms.NewUser. Without a password they cannot sign in until an Administrator sets one; one
// that somebody else typed for them they have to change. Whoever gives a role or a password proves who they are, with the answer to
// forms.Confirm when that is not known.
func (s *Store) AddUser(ctx context.Context, form field.Form) (models.User, error) {
	if err := db.May(ctx, access.ManageUsers, access.Object{}); err != nil {
		return models.User{}, err
	}
	typed, wrong := field.Decode(forms.NewUser, form)
	refuseGuessable(wrong, typed["password"], typed["name"], typed["email"], s.Organization(ctx))
	if err := wrong.Err(); err != nil {
		return models.User{}, err
	}
	u := person(models.User{ID: models.NewID(), Version: 1}, typed)
	if u.Role != models.PortalUser || typed["password"] != "" {
		if err := s.confirm(ctx, form); err != nil {
			return models.User{}, err
		}
	}
	var err error
	if u.PasswordHash, err = s.passwords.hash(ctx, typed["password"]); err != nil {
		return models.User{}, err
	}
	return u, s.change(ctx, func(t *tx) error {
		u.MustChangePassword = u.PasswordHash != "" && t.typesFor(u)
		return t.addUser(&u)
	})
}

func (t *tx) addUser(u *models.User) error {
	if err := db.Create[models.User](t.Ctx, t.DB, u); err != nil {
		return emailTaken(err, u.Email)
	}
	return t.Record(activity.CreateUser, u.ID, u.Name, personChanges(models.User{}, *u)...)
}

// EditUser changes a user's name, e-mail address and role to the answers to forms.User. Version is the one that was read. Whoever
// changes a role or an e-mail address proves who they are, with the answer to forms.Confirm when that is not known.
func (s *Store) EditUser(ctx context.Context, id models.ID, version int, form field.Form) error {
	typed, wrong := field.Decode(forms.User, form)
	old, err := s.userToManage(ctx, id)
	if err != nil {
		return err
	}
	if wrong.Err() == nil && signsInOtherwise(old, person(old, typed)) {
		if err := s.confirm(ctx, form); err != nil {
			return err
		}
	} else {
		version = min(version, old.Version) // the one that has this role and address
	}
	return s.changeUser(ctx, id, func(t *tx, old models.User) error {
		if err := wrong.Err(); err != nil {
			return err
		}
		u := person(old, typed)
		if u.Role != models.Administrator {
			if err := t.keepAdministrator(old); err != nil {
				return err
			}
		}
		u.Version = version + 1
		n, err := db.Updates[models.User](ctx, t.DB.Where("id = ? AND version = ?", id, version).
			Select("Name", "NameKey", "Email", "EmailKey", "Role", "Version"), u)
		if err != nil {
			return emailTaken(err, u.Email)
		}
		if n == 0 {
			return db.ChangedMeanwhile(old.Name)
		}
		return t.Record(activity.UpdateUser, id, u.Name, personChanges(old, u)...)
	})
}

// signsInOtherwise reports whether a user signs in under another address or may do other things than before.
func signsInOtherwise(old, u models.User) bool {
	return u.EmailKey != old.EmailKey || u.Role != old.Role
}

// DisableUser keeps a user from signing in and ends their sessions; their groups and devices stay.
func (s *Store) DisableUser(ctx context.Context, id models.ID) error {
	return s.changeUser(ctx, id, func(t *tx, u models.User) error {
		if u.Disabled {
			return nil
		}
		if err := t.keepAdministrator(u); err != nil {
			return err
		}
		if err := t.setDisabled(u, true, activity.DisableUser); err != nil { // first, so that nobody signs in meanwhile
			return err
		}
		return errors.Join(t.endSessions(id, ""), t.forgetBrowsers(id, ""))
	})
}

// EnableUser lets a disabled user sign in again.
func (s *Store) EnableUser(ctx context.Context, id models.ID) error {
	return s.changeUser(ctx, id, func(t *tx, u models.User) error {
		if !u.Disabled {
			return nil
		}
		return t.setDisabled(u, false, activity.EnableUser)
	})
}

func (t *tx) setDisabled(u models.User, disabled bool, done activity.Activity) error {
	if _, err := db.Updates[models.User](t.Ctx, t.DB.Where("id = ?", u.ID).Select("Disabled", "Version"), models.User{Disabled: disabled, Version: u.Version + 1}); err != nil {
		return err
	}
	return t.Record(done, u.ID, u.Name)
}

// DeleteUser removes a user for good. Their devices stay, without a primary user; unfinished apps of theirs are in the way.
func (s *Store) DeleteUser(ctx context.Context, id models.ID) error {
	return s.changeUser(ctx, id, func(t *tx, u models.User) error {
		if err := t.keepAdministrator(u); err != nil {
			return err
		}
		if err := t.LockReach(); err != nil {
			return err
		}
		unfinished, err := db.Count[models.Draft](ctx, t.DB.
			Where("user_id = ? OR upload_id IN (SELECT id FROM uploads WHERE user_id = ?)", id, id))
		if err != nil {
			return err
		}
		if unfinished > 0 {
			return models.Conflict("%s still has unfinished apps (%s). Finish or discard them first, or disable the user instead.", u.Name, unfinished)
		}
		if err := t.deleteUser(id); err != nil {
			return err
		}
		return t.Record(activity.DeleteUser, id, u.Name, personChanges(u, models.User{})...)
	})
}

// deleteUser deletes a user; their devices, which have no user then, are planned anew.
func (t *tx) deleteUser(user models.ID) error {
	devices, err := t.DevicesOf(user)
	if err != nil {
		return err
	}
	if _, err := db.Delete[models.User](t.Ctx, t.DB.Where("id = ?", user)); err != nil {
		return err
	}
	if err := t.Replan(devices...); err != nil {
		return err
	}
	return t.UpdateReach(devices...)
}

// userToManage is a user whom the actor may change.
func (s *Store) userToManage(ctx context.Context, id models.ID) (models.User, error) {
	u, err := db.First[models.User](ctx, s.db.Read.Where("id = ?", id))
	return db.Allowed(ctx, access.ManageUsers, access.User, u, err, NoUser())
}

// changeUser runs a change of one user who exists.
func (s *Store) changeUser(ctx context.Context, id models.ID, fn func(*tx, models.User) error) error {
	return s.change(ctx, func(t *tx) error {
		if err := t.Lock("administrators"); err != nil {
			return err
		}
		u, err := db.First[models.User](ctx, t.DB.Where("id = ?", id))
		if u, err = db.Allowed(ctx, access.ManageUsers, access.User, u, err, NoUser()); err != nil {
			return err
		}
		return fn(t, u)
	})
}

// keepAdministrator refuses what would leave nobody who can manage users.
func (t *tx) keepAdministrator(u models.User) error {
	if u.Role != models.Administrator || u.Disabled {
		return nil
	}
	others, err := db.Count[models.User](t.Ctx, t.DB.
		Where("role = ? AND NOT disabled AND id <> ?", models.Administrator, u.ID))
	if err == nil && others == 0 {
		err = models.Conflict("%s is the last Administrator who can sign in. Give another user the Administrator role first.", u.Name)
	}
	return err
}

// person is a user with the name, the e-mail address and the role that were typed.
func person(u models.User, typed field.Values) models.User {
	u.Name, u.Email, u.Role = typed["name"], typed["email"], models.Role(typed["role"])
	u.NameKey, u.EmailKey = models.Fold(u.Name), models.Fold(u.Email)
	return u
}

func personChanges(old, new models.User) []models.Change {
	var c db.Changes
	c.Add("name", old.Name, new.Name)
	c.Add("email", old.Email, new.Email)
	c.Add("role", string(old.Role), string(new.Role))
	return c
}

func emailTaken(err error, email string) error {
	if db.Duplicate(err) {
		return models.InvalidField("email", "Another user already has the email address %s. Use another one.", email)
	}
	return err
}

// NoUser is the error of a user who is not there.
func NoUser() error {
	return models.NotFound("This user no longer exists. Go back to the list.")
}
