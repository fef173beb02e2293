package people

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/forms"
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

// check compares a password with a stored hash, as an attempt that counts as failed when they differ. When they fit, the caller
// forgives the attempt.
func (s *Store) check(ctx context.Context, a models.Attempt, address, password, hash string) (ok, stale bool, err error) {
	if err := refuse(ctx, s.db.Read, a, s.db.Now()); err != nil { // before it waits for its turn
		return false, false, err
	}
	leave, err := s.passwords.queue.enter(ctx, address)
	if err != nil {
		return false, false, err
	}
	defer leave()
	if err := s.begin(ctx, a); err != nil {
		return false, false, err
	}
	if ok, stale, err = s.passwords.matches(password, hash); ok {
		return ok, stale, err
	}
	return false, false, errors.Join(err, s.failed(context.WithoutCancel(ctx), a))
}

// refuseGuessable adds to what is wrong with a form that the password is the name or the e-mail address.
func refuseGuessable(wrong field.Errors, password, name, email string) {
	if same := models.Fold(password); password != "" && (same == models.Fold(name) || same == models.Fold(email)) {
		wrong["password"] = models.T("Do not use the name or email address. Choose a password that others cannot guess.")
	}
}
