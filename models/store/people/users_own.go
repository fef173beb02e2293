package people

import (
	"context"
	"maps"
	"slices"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/store/db"
	"appdepot/models/timezone"
)

const longestLanguage = 35 // characters of a language tag, RFC 5646

// SetPassword gives a user the password in the answers to forms.Password, as an Administrator does for somebody who forgot
// theirs, ends all their sessions and lifts what wrong guesses locked. The user has to change it, for another knows it. The
// Administrator proves who they are, with the answer to forms.Confirm when that is not known.
func (s *Store) SetPassword(ctx context.Context, id models.ID, form field.Form) error {
	u, err := s.userToManage(ctx, id)
	if err != nil {
		return err
	}
	typed, wrong := field.Decode(forms.Password, form)
	refuseGuessable(wrong, typed["password"], u.Name, u.Email, s.Organization(ctx))
	if err := wrong.Err(); err != nil {
		return err
	}
	if err := s.confirm(ctx, form); err != nil {
		return err
	}
	hash, err := s.passwords.hash(ctx, typed["password"])
	if err != nil {
		return err
	}
	return s.changeUser(ctx, id, func(t *tx, u models.User) error {
		if err := t.unlock(u); err != nil {
			return err
		}
		u.PasswordHash, u.MustChangePassword = hash, t.typesFor(u)
		return t.savePassword(u, activity.ResetPassword, models.Session{})
	})
}

// typesFor reports whether the actor is another person than the user, for whom they type a password.
func (t *tx) typesFor(u models.User) bool { return !t.Actor.System && t.Actor.UserID != u.ID }

// ChangePassword gives the acting user another password when they know the current one, by their answers to forms.OwnPassword,
// and ends their other sessions. Wrong guesses are counted.
func (s *Store) ChangePassword(ctx context.Context, cookie string, form field.Form) error {
	u, session, err := s.SessionUser(ctx, cookie)
	if err != nil {
		return err
	}
	if err := db.May(ctx, access.ManageAccount, access.User(u)); err != nil {
		return err
	}
	typed, wrong := field.Decode(forms.OwnPassword, form)
	refuseGuessable(wrong, typed["password"], u.Name, u.Email, s.Organization(ctx))
	if typed["password"] != "" && typed["password"] == typed["current"] {
		wrong["password"] = models.T("Choose a password that differs from your current one.")
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	a := confirming(u)
	ok, _, err := s.check(ctx, a, u, typed["current"])
	if err != nil {
		return err
	}
	if !ok {
		return models.InvalidField("current", "Incorrect current password. Passwords are case-sensitive.")
	}
	if err := s.change(ctx, func(t *tx) error { return forgive(t.Tx.Tx, a) }); err != nil {
		return err
	}
	hash, err := s.passwords.hash(ctx, typed["password"])
	if err != nil {
		return err
	}
	return s.saveOwnPassword(ctx, u, hash, session)
}

// saveOwnPassword ends the user's other sessions.
func (s *Store) saveOwnPassword(ctx context.Context, u models.User, hash string, session models.Session) error {
	return s.change(ctx, func(t *tx) error {
		if err := t.unchanged(u); err != nil {
			return err
		}
		u.PasswordHash, u.MustChangePassword = hash, false
		return t.savePassword(u, activity.ChangePassword, session)
	})
}

// savePassword also ends the user's sessions and makes their browsers unknown, all but the session to keep.
func (t *tx) savePassword(u models.User, done activity.Activity, keep models.Session) error {
	if _, err := db.Updates[models.User](t.Ctx, t.DB.Where("id = ?", u.ID).Select("PasswordHash", "MustChangePassword"), u); err != nil {
		return err
	}
	if err := t.endSessions(u.ID, keep.ID); err != nil {
		return err
	}
	if err := t.forgetBrowsers(u.ID, keep.BrowserID); err != nil {
		return err
	}
	return t.Record(done, u.ID, u.Name)
}

// unlock forgets what failed for a user.
func (t *tx) unlock(u models.User) error {
	_, err := db.Delete[models.Attempt](t.Ctx, t.DB.Where("(purpose = ? AND subject = ?) OR (purpose = ? AND subject = ?)",
		models.SigningIn, t.Fingerprint(u.EmailKey), models.Confirming, u.ID))
	return err
}

// SavePreferences keeps how the acting user wants Appdepot to look. What is not known counts as the default.
func (s *Store) SavePreferences(ctx context.Context, p models.Preferences) error {
	p = p.Known()
	if timezone.Find(p.TimeZone) == nil {
		p.TimeZone = ""
	}
	p.Language = db.Cut(field.Line(p.Language), longestLanguage)
	return s.change(ctx, func(t *tx) error {
		u, err := t.own()
		if err != nil {
			return err
		}
		_, err = db.Updates[models.User](ctx, t.DB.Where("id = ?", u.ID).
			Select("Language", "Theme", "Density", "TimeZone", "NoShortcuts"), models.User{Language: p.Language, Theme: p.Theme, Density: p.Density, TimeZone: p.TimeZone, NoShortcuts: p.NoShortcuts})
		return err
	})
}

// Limits of what a person keeps of lists. No list has more columns or a name as long.
const (
	mostLists       = 50
	mostColumns     = 40
	longestListName = 40
)

// SaveListView keeps how the acting user wants to see one list; the zero ListView is the usual view.
func (s *Store) SaveListView(ctx context.Context, list string, view models.ListView) error {
	tooLong := func(name string) bool { return len(name) > longestListName }
	if list == "" || tooLong(list) || len(view.Columns) > mostColumns || slices.ContainsFunc(view.Columns, tooLong) {
		return models.Invalid("This list is not known. Go back to the list and try again.")
	}
	return s.change(ctx, func(t *tx) error {
		u, err := t.own()
		if err != nil {
			return err
		}
		lists := maps.Clone(u.Lists)
		if lists == nil {
			lists = map[string]models.ListView{}
		}
		if lists[list] = view; view.Columns == nil && view.Size == 0 {
			delete(lists, list)
		}
		if len(lists) > mostLists {
			return models.Invalid("This list is not known. Go back to the list and try again.")
		}
		_, err = db.Updates[models.User](ctx, t.DB.Where("id = ?", u.ID).Select("Lists"), models.User{Lists: lists})
		return err
	})
}

// EditAccount changes the acting user's own name to the answer to forms.OwnName; the e-mail address and the role are an Administrator's to change.
func (s *Store) EditAccount(ctx context.Context, form field.Form) error {
	typed, wrong := field.Decode(forms.OwnName, form)
	return s.change(ctx, func(t *tx) error {
		old, err := t.own()
		if err != nil {
			return err
		}
		if err := wrong.Err(); err != nil {
			return err
		}
		u := old
		u.Name, u.NameKey = typed["name"], models.Fold(typed["name"])
		c := personChanges(old, u)
		if len(c) == 0 {
			return nil
		}
		if _, err := db.Updates[models.User](ctx, t.DB.Where("id = ?", old.ID).Select("Name", "NameKey", "Version"), models.User{Name: u.Name, NameKey: u.NameKey, Version: old.Version + 1}); err != nil {
			return err
		}
		return t.Record(activity.UpdateUser, old.ID, u.Name, c...)
	})
}

// own is the acting user, for what they change about themselves.
func (t *tx) own() (models.User, error) {
	u, err := db.First[models.User](t.Ctx, t.DB.Where("id = ?", t.Actor.UserID))
	return db.Allowed(t.Ctx, access.ManageAccount, access.User, u, err, NoUser())
}
