package store

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"appdepot/models"
)

// Limits of passwords. The upper one only keeps hashing bounded.
const (
	shortestPassword = 12    // characters
	longestPassword  = 1_000 // bytes
	hashingAtOnce    = 4     // each takes 64 MiB: a flood of sign-ins waits, it does not eat the memory
)

// usualCost is RFC 9106's second recommended choice: 64 MiB, three passes, four lanes.
var usualCost = argon2id.Params{Memory: 64 << 10, Iterations: 3, Parallelism: 4, SaltLength: 16, KeyLength: 32}

// passwords hashes and compares passwords, a few at a time.
type passwords struct {
	cost  argon2id.Params
	decoy string // compared with when there is no such account, so that an answer takes as long
	slots chan struct{}
}

func newPasswords(cost *argon2id.Params) passwords {
	p := passwords{cost: usualCost, slots: make(chan struct{}, hashingAtOnce)}
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

// turn waits until few enough passwords are being hashed; done ends the turn.
func (p passwords) turn(ctx context.Context) (done func(), err error) {
	select {
	case p.slots <- struct{}{}:
		return func() { <-p.slots }, nil
	case <-ctx.Done():
		return nil, models.Unavailable("Too many people are signing in at this moment. Wait a little, then try again.").Because(ctx.Err())
	}
}

// hash makes the stored form of a password; no password has no hash.
func (p passwords) hash(ctx context.Context, password string) (string, error) {
	if password == "" {
		return "", nil
	}
	done, err := p.turn(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	return argon2id.CreateHash(password, &p.cost)
}

// fits compares a password with a stored hash. An empty hash fits nothing, in the same time; stale says that the hash was
// made at another cost than today's.
func (p passwords) fits(ctx context.Context, password, hash string) (ok, stale bool, err error) {
	if len(password) > longestPassword {
		password = ""
	}
	known := hash != ""
	if !known {
		hash = p.decoy
	}
	done, err := p.turn(ctx)
	if err != nil {
		return false, false, err
	}
	defer done()
	ok, cost, err := argon2id.CheckHash(password, hash)
	if err != nil {
		return false, false, fmt.Errorf("read a stored password hash: %w", err)
	}
	return ok && known, *cost != p.cost, nil
}

// passwordProblem says why a password will not do; empty when it will.
func passwordProblem(password, name, email string) models.Text {
	switch same := fold(password); {
	case utf8.RuneCountInString(password) < shortestPassword:
		return models.T("A password has at least %s characters. Several words in a row are easy to remember.", shortestPassword)
	case len(password) > longestPassword:
		return models.T("This password is longer than %s bytes. Choose a shorter one.", longestPassword)
	case same == fold(name), same == fold(email):
		return models.T("A password must not be the name or the e-mail address. Choose something that others cannot guess.")
	default:
		return models.Text{}
	}
}
