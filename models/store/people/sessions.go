package people

import (
	"cmp"
	"context"
	"time"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/store/db"
)

const (
	seenEvery    = time.Minute // the last use of a session is written no more often
	longestAgent = 300         // bytes of a browser's name that are kept
	mostSessions = 10          // of one user; whoever signs in once more is signed out where they were last seen longest ago
)

// Visitor is a browser in which somebody signs in.
type Visitor struct {
	Address string
	Agent   string
	Known   string // the secret that it was given when somebody signed in with it before
	Keep    bool   // the person asks to stay signed in
}

// SignedIn is what signing in gave: a user with the secrets for the session's cookie and for the one that makes the browser known.
type SignedIn struct {
	Cookie, Known string
	CookieUntil   time.Time // when the browser forgets the cookie; the zero time is when it is closed
	User          models.User
}

// SignIn checks an e-mail address and a password and opens a session. Only hashes of its secrets are stored. Unknown accounts,
// accounts without a password and wrong passwords answer alike, in the same time. After too many failures of the account or the
// address it returns a TooMany error, except to a browser that the user signed in with before: its failures count for itself.
func (s *Store) SignIn(ctx context.Context, email, password string, from Visitor) (SignedIn, error) {
	key := db.Cut(models.Fold(field.Line(email)), forms.LongestEmail)
	u, err := db.First[models.User](ctx, s.db.Read.Where("email_key = ?", key))
	if err != nil && !db.None(err) {
		return SignedIn{}, err
	}
	ctx = models.WithActor(ctx, models.Actor{Address: from.Address}) // nobody, until the password fits
	known, err := s.knownBrowser(ctx, from.Known, u.ID)
	if err != nil {
		return SignedIn{}, err
	}
	a := models.Attempt{ID: models.NewID(), Purpose: models.SigningIn, Address: network(from.Address)}
	a.Subject = s.db.Fingerprint(key) // the key may be a password that was typed into the wrong field
	if known.ID != "" {
		a.Subject, a.Address = string(known.ID), ""
	}
	ok, stale, err := s.check(ctx, a, u, password)
	switch {
	case err != nil:
		return SignedIn{}, err
	case !ok:
		return SignedIn{}, wrongPassword()
	case u.Disabled:
		return SignedIn{}, cmp.Or(s.failed(ctx, a, u), error(models.Invalid("This account is disabled. Ask an Administrator to enable it.")))
	}
	in := signIn{user: u, attempt: a, browser: known, from: from}
	if stale {
		if in.rehashed, err = s.passwords.hash(ctx, password); err != nil {
			return SignedIn{}, err
		}
	}
	return s.openSession(ctx, in)
}

func wrongPassword() error {
	return models.Invalid("Incorrect email address or password. Check both. Passwords are case-sensitive.")
}

// signIn is a sign-in with the right password.
type signIn struct {
	user     models.User
	attempt  models.Attempt
	browser  models.KnownBrowser
	rehashed string // the password at today's cost, when it was stored at another
	from     Visitor
}

// openSession also forgets the account's failures and everyone's ended sessions.
func (s *Store) openSession(ctx context.Context, in signIn) (SignedIn, error) {
	u, made := in.user, SignedIn{Cookie: db.NewSecret(), Known: db.NewSecret(), User: in.user}
	ctx = models.WithActor(ctx, u.Actor(in.from.Address))
	err := s.change(ctx, func(t *tx) error {
		if err := forgive(t.Tx.Tx, in.attempt); err != nil {
			return err
		}
		if err := t.unchanged(u); err != nil {
			return err
		}
		if in.rehashed != "" {
			if _, err := db.Update[models.User](ctx, t.DB.Where("id = ? AND password_hash = ?", u.ID, u.PasswordHash), "password_hash", in.rehashed); err != nil {
				return err
			}
		}
		if _, err := db.Delete[models.Session](ctx, t.DB.Where("expires_at <= ? OR NOT kept AND last_seen_at <= ?", t.Now, t.Now.Add(-s.limits.Idle))); err != nil {
			return err
		}
		browser, err := t.recognize(in.browser, in.from.Known, made.Known, u.ID)
		if err != nil {
			return err
		}
		session := models.Session{
			ID: models.NewID(), Hash: db.SecretHash(made.Cookie), UserID: u.ID, BrowserID: browser, Address: field.Line(in.from.Address),
			UserAgent: db.Cut(field.Line(in.from.Agent), longestAgent),
			CreatedAt: t.Now, LastSeenAt: t.Now, ConfirmedAt: t.Now, ExpiresAt: t.Now.Add(s.limits.Life), Kept: in.from.Keep && !s.limits.NeverKeep, Notices: []models.Notice{},
		}
		if err := db.Create[models.Session](ctx, t.DB, &session); err != nil {
			return err
		}
		if err := t.endOldSessions(u.ID); err != nil {
			return err
		}
		made.CookieUntil = session.CookieUntil()
		return t.Record(activity.SignIn, u.ID, u.Name)
	})
	return made, err
}

// SessionUser is the user whose browser sent the cookie, and the session. It returns an Unauthenticated error when the
// session has ended or the user was disabled.
func (s *Store) SessionUser(ctx context.Context, cookie string) (models.User, models.Session, error) {
	ended := models.Unauthenticated("You are not signed in. Sign in and try again.")
	session, err := db.First[models.Session](ctx, s.db.Read.Where("hash = ?", db.SecretHash(cookie)))
	if session, err = db.One(session, err, ended); err != nil {
		return models.User{}, models.Session{}, err
	}
	now := s.db.Now()
	if s.limits.Ended(session, now) {
		return models.User{}, models.Session{}, ended
	}
	u, err := db.First[models.User](ctx, s.db.Read.Where("id = ? AND NOT disabled", session.UserID))
	if u, err = db.One(u, err, ended); err != nil {
		return models.User{}, models.Session{}, err
	}
	if now.Sub(session.LastSeenAt) >= min(seenEvery, s.limits.Idle/10) {
		session.LastSeenAt = now
		err = s.db.ChangeSyncedLater(ctx, func(t *db.Tx) error { // no page waits for the disk
			_, err := db.Update[models.Session](ctx, t.DB.Where("id = ?", session.ID), "last_seen_at", now)
			return err
		})
	}
	return u, session, err
}

// RenewSession gives the cookie's session another secret, as when the person proved anew who they are: whoever read the old one gains
// nothing. It returns an Unauthenticated error when the session has ended.
func (s *Store) RenewSession(ctx context.Context, cookie string) (string, error) {
	renewed := db.NewSecret()
	n, err := db.Update[models.Session](ctx, s.db.Write.Where("hash = ?", db.SecretHash(cookie)), "hash", db.SecretHash(renewed))
	if err == nil && n == 0 {
		err = models.Unauthenticated("You are not signed in. Sign in and try again.")
	}
	return renewed, err
}

// SignOut ends the cookie's session. A session that has ended already is no error.
func (s *Store) SignOut(ctx context.Context, cookie string) error {
	return s.change(ctx, func(t *tx) error {
		session, err := db.First[models.Session](ctx, t.DB.Where("hash = ?", db.SecretHash(cookie)))
		if db.None(err) {
			return nil
		}
		if err != nil {
			return err
		}
		u, err := db.First[models.User](ctx, t.DB.Where("id = ?", session.UserID))
		if err != nil {
			return err
		}
		if _, err := db.Delete[models.Session](ctx, t.DB.Where("id = ?", session.ID)); err != nil {
			return err
		}
		return t.Record(activity.SignOut, u.ID, u.Name)
	})
}

// Sessions lists a user's open sessions, the one used last first.
func (s *Store) Sessions(ctx context.Context, userID models.ID) ([]models.Session, error) {
	q, err := s.db.VisibleOf(ctx, access.ManageSessions, userID, "user_id")
	if err != nil {
		return nil, err
	}
	now := s.db.Now()
	return db.Find[models.Session](ctx, q.
		Where("user_id = ? AND expires_at > ? AND (kept OR last_seen_at > ?)", userID, now, now.Add(-s.limits.Idle)).
		Order("last_seen_at DESC, id DESC"))
}

// RevokeSession ends a session, one's own or as an Administrator anybody's, and makes its browser unknown. Whoever does it proves who they
// are, with the answer to forms.Confirm when that is not known: who took over a session is not to shut its owner out.
func (s *Store) RevokeSession(ctx context.Context, id models.ID, form field.Form) error {
	find := func(q *gorm.DB) (models.Session, error) {
		session, err := db.First[models.Session](ctx, q.Where("id = ?", id))
		missing := models.NotFound("This session has already ended. Go back to the list.")
		return db.Allowed(ctx, access.ManageSessions, access.Session, session, err, missing)
	}
	if _, err := find(s.db.Read); err != nil {
		return err
	}
	if err := s.confirm(ctx, form); err != nil {
		return err
	}
	return s.change(ctx, func(t *tx) error {
		session, err := find(t.DB)
		if err != nil {
			return err
		}
		u, err := db.First[models.User](ctx, t.DB.Where("id = ?", session.UserID))
		if err != nil {
			return err
		}
		if _, err := db.Delete[models.Session](ctx, t.DB.Where("id = ?", id)); err != nil {
			return err
		}
		if _, err := db.Delete[models.KnownBrowser](ctx, t.DB.Where("id = ?", session.BrowserID)); err != nil {
			return err
		}
		return t.Record(activity.RevokeSession, u.ID, u.Name)
	})
}

// endSessions ends a user's sessions, all but one when keep is a session's id.
func (t *tx) endSessions(userID, keep models.ID) error {
	_, err := db.Delete[models.Session](t.Ctx, t.DB.Where("user_id = ? AND id <> ?", userID, string(keep)))
	return err
}

// endOldSessions ends those of a user's sessions that are more than there may be.
func (t *tx) endOldSessions(userID models.ID) error {
	var kept []models.ID
	err := t.Model(&models.Session{}).Where("user_id = ?", userID).Order("last_seen_at DESC, id DESC").Limit(mostSessions).Pluck("id", &kept).Error
	if err != nil {
		return err
	}
	_, err = db.Delete[models.Session](t.Ctx, t.DB.Where("user_id = ? AND id NOT IN ?", userID, kept))
	return err
}
