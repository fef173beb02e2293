package people

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"gorm.io/gorm/clause"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/password"
	"appdepot/models/store/db"
	"appdepot/models/watch"
)

// usualCost is the memory and the passes of RFC 9106's second recommended choice, in one lane: four would take all processors at once
// from everybody else.
var usualCost = argon2id.Params{Memory: 64 << 10, Iterations: 3, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// passwords hashes and compares passwords, a few at a time.
type passwords struct {
	cost  argon2id.Params
	decoy string // compared with when there is no such account, so that an answer takes as long
	queue *queue
}

func newPasswords(cost *argon2id.Params) passwords {
	p := passwords{cost: usualCost, queue: newQueue()}
	if cost != nil {
		p.cost = *cost
	}
	random := func(n uint32) string {
		b := make([]byte, n)
		rand.Read(b)
		return base64.RawStdEncoding.EncodeToString(b)
	}
	p.decoy = fmt.Sprintf("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s", p.cost.Memory, p.cost.Iterations, p.cost.Parallelism,
		random(p.cost.SaltLength), random(p.cost.KeyLength))
	return p
}

// hash makes the stored form of a password; no password has no hash.
func (p passwords) hash(ctx context.Context, password string) (string, error) {
	if password == "" {
		return "", nil
	}
	leave, err := p.queue.enter(ctx, models.ActorOf(ctx).Address)
	if err != nil {
		return "", err
	}
	defer leave()
	return argon2id.CreateHash(password, &p.cost)
}

// matches compares a password with a stored hash; only who has a turn may call it. An empty hash fits nothing, in the same time; stale
// says that the hash was made at another cost than today's.
func (p passwords) matches(password, hash string) (ok, stale bool, err error) {
	if utf8.RuneCountInString(password) > forms.LongestPassword {
		password = ""
	}
	known := hash != ""
	if !known {
		hash = p.decoy
	}
	ok, cost, err := argon2id.CheckHash(password, hash)
	if err != nil {
		return false, false, fmt.Errorf("read a stored password hash: %w", err)
	}
	return ok && known, *cost != p.cost, nil
}

// check compares a password with that of a user, who is empty when there is none, as an attempt that counts as failed when they differ. When they fit, the caller
// forgives the attempt.
func (s *Store) check(ctx context.Context, a models.Attempt, u models.User, password string) (ok, stale bool, err error) {
	defer func() {
		if models.KindOf(err) == models.KindTooMany {
			s.Watch.Count(watch.RefusedWhileLocked)
		}
	}()
	if err := refuse(ctx, s.db.Read, a, s.db.Now()); err != nil { // before it waits for its turn
		return false, false, err
	}
	leave, err := s.passwords.queue.enter(ctx, models.ActorOf(ctx).Address)
	if err != nil {
		return false, false, err
	}
	defer leave()
	if err := s.begin(ctx, a); err != nil {
		return false, false, err
	}
	if ok, stale, err = s.passwords.matches(password, u.PasswordHash); ok {
		return ok, stale, err
	}
	return false, false, errors.Join(err, s.failed(ctx, a, u))
}

// unchanged refuses what a user's password allowed who has another one since it was checked, or may no longer sign in. Nobody changes either
// before the transaction ends.
func (t *tx) unchanged(u models.User) error {
	now, err := db.First[models.User](t.Ctx, t.DB.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", u.ID))
	if err == nil && (now.PasswordHash != u.PasswordHash || now.Disabled) {
		return wrongPassword()
	}
	_, err = db.One(now, err, wrongPassword())
	return err
}

// refuseGuessable adds to what is wrong with a form that others would guess the password.
func refuseGuessable(wrong field.Errors, typed string, names ...string) {
	switch {
	case typed == "" || !wrong["password"].Empty():
	case password.Named(typed, names...):
		wrong["password"] = models.T("Do not use the name, the email address, or the organization. Choose a password that others cannot guess.")
	case password.Common(typed):
		wrong["password"] = models.T("Many people use this password. Choose several words in a row that only you would put together.")
	}
}

// confirm makes sure that the actor is the person who signed in: they gave their password a moment ago, or they give it now as the
// answer to forms.Confirm. Wrong guesses are counted.
func (s *Store) confirm(ctx context.Context, form field.Form) error {
	actor := models.ActorOf(ctx)
	if actor.Confirmed(s.db.Now()) {
		return nil
	}
	typed := form.Get(forms.Confirm.Key)
	if typed == "" {
		return models.InvalidField(forms.Confirm.Key, "Enter your own password to confirm that it is you.")
	}
	u, err := db.First[models.User](ctx, s.db.Read.Where("id = ?", actor.UserID))
	if u, err = db.One(u, err, NoUser()); err != nil {
		return err
	}
	a := confirming(u)
	ok, _, err := s.check(ctx, a, u, typed)
	if err != nil {
		return err
	}
	if !ok {
		return models.InvalidField(forms.Confirm.Key, "Incorrect password. Enter the one you sign in with. Passwords are case-sensitive.")
	}
	return s.change(ctx, func(t *tx) error {
		if err := forgive(t.Tx.Tx, a); err != nil {
			return err
		}
		_, err := db.Update[models.Session](ctx, t.DB.Where("id = ? AND user_id = ?", actor.SessionID, u.ID), "confirmed_at", t.Now)
		return err
	})
}

// confirming is an attempt at the password of somebody who is signed in. It counts for the account alone.
func confirming(u models.User) models.Attempt {
	return models.Attempt{ID: models.NewID(), Purpose: models.Confirming, Subject: string(u.ID)}
}
