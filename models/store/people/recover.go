package people

import (
	"context"
	"crypto/rand"
	"strings"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/store/db"
)

// RecoverPassword gives the user with an e-mail address a password that nobody typed, for whoever runs the server and has lost theirs. It
// has to be changed at the first sign-in. As SetPassword does, it ends their sessions and lifts what wrong guesses locked.
func (s *Store) RecoverPassword(ctx context.Context, email string) (string, models.User, error) {
	return s.recover(ctx, func(t *tx, hash string) (models.User, error) {
		u, err := t.userByEmail(email)
		if u, err = db.One(u, err, models.NotFound("No user has the email address %s.", field.Line(email))); err != nil {
			return u, err
		}
		return u, t.recoverPassword(u, hash)
	})
}

// RecoverAdministrator makes the user with an e-mail address an Administrator who can sign in, and adds them when there is none, for whoever
// runs the server and has lost the last one. The password is as RecoverPassword's.
func (s *Store) RecoverAdministrator(ctx context.Context, email, name string) (string, models.User, error) {
	typed, wrong := field.Decode(forms.User, field.Form{"name": {name}, "email": {email}, "role": {string(models.Administrator)}})
	if err := wrong.Err(); err != nil {
		return "", models.User{}, err
	}
	if s.NeedsSetUp(ctx) {
		return "", models.User{}, models.Conflict("Appdepot is not set up yet. Start the server and use the setup code that it prints.")
	}
	return s.recover(ctx, func(t *tx, hash string) (models.User, error) {
		old, err := t.userByEmail(email)
		if db.None(err) {
			u := person(models.User{ID: models.NewID(), Version: 1, PasswordHash: hash, MustChangePassword: true}, typed)
			return u, t.addUser(&u)
		}
		if err != nil {
			return old, err
		}
		u := old
		u.Role, u.Disabled, u.Version = models.Administrator, false, old.Version+1
		if _, err := db.Updates[models.User](t.Ctx, t.DB.Where("id = ?", u.ID).Select("Role", "Disabled", "Version"), u); err != nil {
			return u, err
		}
		if c := personChanges(old, u); len(c) > 0 {
			if err := t.Record(activity.UpdateUser, u.ID, u.Name, c...); err != nil {
				return u, err
			}
		}
		if old.Disabled {
			if err := t.Record(activity.EnableUser, u.ID, u.Name); err != nil {
				return u, err
			}
		}
		return u, t.recoverPassword(u, hash)
	})
}

// recover runs a change with the hash of a new password, which it gives. It is for the server itself.
func (s *Store) recover(ctx context.Context, fn func(*tx, string) (models.User, error)) (password string, u models.User, err error) {
	if !models.ActorOf(ctx).System {
		return "", u, models.Forbidden("Only the server itself can do this. Use the command line.")
	}
	password = oneTime()
	hash, err := s.passwords.hash(ctx, password)
	if err != nil {
		return "", u, err
	}
	err = s.change(ctx, func(t *tx) error {
		if err := t.Lock("administrators"); err != nil {
			return err
		}
		u, err = fn(t, hash)
		return err
	})
	return password, u, err
}

func (t *tx) userByEmail(email string) (models.User, error) {
	return db.First[models.User](t.Ctx, t.DB.Where("email_key = ?", models.Fold(field.Line(email))))
}

func (t *tx) recoverPassword(u models.User, hash string) error {
	if err := t.unlock(u); err != nil {
		return err
	}
	u.PasswordHash, u.MustChangePassword = hash, true
	return t.savePassword(u, activity.ResetPassword, models.Session{})
}

// oneTime is a random password of 100 bits, in groups that can be read out.
func oneTime() string {
	text := rand.Text()
	return strings.Join([]string{text[:5], text[5:10], text[10:15], text[15:20]}, "-")
}
