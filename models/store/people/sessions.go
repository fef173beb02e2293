package people

import (
	"context"
	"time"

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
)

// SignIn checks an e-mail address and a password and opens a session. It returns the secret for the cookie; only its hash is
// stored. Unknown accounts, accounts without a password and wrong passwords answer alike, in the same time. After too many
// failures of the account or the address it returns a TooMany error.
func (s *Store) SignIn(ctx context.Context, email, password, address, agent string) (string, models.User, error) {
	key := db.Cut(models.Fold(field.Line(email)), forms.LongestEmail)
	a, err := CountAttempt(ctx, s.db.Database, key, address)
	if err != nil {
		return "", models.User{}, err
	}
	u, err := db.First[models.User](ctx, s.db.Read.Where("email_key = ?", key))
	if err != nil && !db.None(err) {
		return "", models.User{}, err
	}
	ok, stale, err := s.passwords.matches(ctx, password, u.PasswordHash)
	switch {
	case err != nil:
		return "", models.User{}, err
	case !ok:
		return "", models.User{}, models.Invalid("Incorrect email address or password. Check both. Passwords are case-sensitive.")
	case u.Disabled:
		return "", models.User{}, models.Invalid("This account is disabled. Ask an Administrator to enable it.")
	}
	rehashed := ""
	if stale {
		if rehashed, err = s.passwords.hash(ctx, password); err != nil {
			return "", models.User{}, err
		}
	}
	cookie, err := s.openSession(ctx, u, a, rehashed, address, agent)
	return cookie, u, err
}

// openSession also forgets the account's failures and everyone's ended sessions.
func (s *Store) openSession(ctx context.Context, u models.User, a models.SignInFailure, rehashed, address, agent string) (string, error) {
	cookie := db.NewSecret()
	ctx = models.WithActor(ctx, u.Actor(address))
	return cookie, s.change(ctx, func(t *tx) error {
		if err := Forgive(t.Tx.Tx, a); err != nil {
			return err
		}
		if rehashed != "" {
			if _, err := db.Update[models.User](ctx, t.DB.Where("id = ? AND password_hash = ?", u.ID, u.PasswordHash), "password_hash", rehashed); err != nil {
				return err
			}
		}
		if _, err := db.Delete[models.Session](ctx, t.DB.Where("expires_at <= ? OR last_seen_at <= ?", t.Now, t.Now.Add(-models.SessionIdle))); err != nil {
			return err
		}
		session := models.Session{
			ID: models.NewID(), Hash: db.SecretHash(cookie), UserID: u.ID, Address: field.Line(address),
			UserAgent: db.Cut(field.Line(agent), longestAgent),
			CreatedAt: t.Now, LastSeenAt: t.Now, ExpiresAt: t.Now.Add(models.SessionLife), Notices: []models.Notice{},
		}
		if err := db.Create[models.Session](ctx, t.DB, &session); err != nil {
			return err
		}
		return t.Record(activity.SignIn, u.ID, u.Name)
	})
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
	if !now.Before(session.ExpiresAt) || !now.Before(session.LastSeenAt.Add(models.SessionIdle)) {
		return models.User{}, models.Session{}, ended
	}
	u, err := db.First[models.User](ctx, s.db.Read.Where("id = ? AND NOT disabled", session.UserID))
	if u, err = db.One(u, err, ended); err != nil {
		return models.User{}, models.Session{}, err
	}
	if now.Sub(session.LastSeenAt) >= seenEvery {
		_, err = db.Update[models.Session](ctx, s.db.Write.Where("id = ?", session.ID), "last_seen_at", now)
		session.LastSeenAt = now
	}
	return u, session, err
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
		Where("user_id = ? AND expires_at > ? AND last_seen_at > ?", userID, now, now.Add(-models.SessionIdle)).
		Order("last_seen_at DESC, id DESC"))
}

// RevokeSession ends a session: one's own, or as an Administrator anybody's.
func (s *Store) RevokeSession(ctx context.Context, id models.ID) error {
	return s.change(ctx, func(t *tx) error {
		session, err := db.First[models.Session](ctx, t.DB.Where("id = ?", id))
		missing := models.NotFound("This session has already ended. Go back to the list.")
		if session, err = db.Allowed(ctx, access.ManageSessions, access.Session, session, err, missing); err != nil {
			return err
		}
		u, err := db.First[models.User](ctx, t.DB.Where("id = ?", session.UserID))
		if err != nil {
			return err
		}
		if _, err := db.Delete[models.Session](ctx, t.DB.Where("id = ?", id)); err != nil {
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
