package people

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/forms"
)

// hashingAtOnce is how many passwords are hashed at a time. Each takes 64 MiB: a flood of sign-ins waits, it does not eat the memory.
const hashingAtOnce = 4

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

// acquire waits until few enough passwords are being hashed; done ends the turn.
func (p passwords) acquire(ctx context.Context) (done func(), err error) {
	select {
	case p.slots <- struct{}{}:
		return func() { <-p.slots }, nil
	case <-ctx.Done():
		return nil, models.Unavailable("Too many people are signing in. Try again in a moment.").Because(ctx.Err())
	}
}

// hash makes the stored form of a password; no password has no hash.
func (p passwords) hash(ctx context.Context, password string) (string, error) {
	if password == "" {
		return "", nil
	}
	done, err := p.acquire(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	return argon2id.CreateHash(password, &p.cost)
}

// matches compares a password with a stored hash. An empty hash fits nothing, in the same time; stale says that the hash was
// made at another cost than today's.
func (p passwords) matches(ctx context.Context, password, hash string) (ok, stale bool, err error) {
	if utf8.RuneCountInString(password) > forms.LongestPassword {
		password = ""
	}
	known := hash != ""
	if !known {
		hash = p.decoy
	}
	done, err := p.acquire(ctx)
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

// refuseGuessable adds to what is wrong with a form that the password is the name or the e-mail address.
func refuseGuessable(wrong field.Errors, password, name, email string) {
	if same := models.Fold(password); password != "" && (same == models.Fold(name) || same == models.Fold(email)) {
		wrong["password"] = models.T("Do not use the name or email address. Choose a password that others cannot guess.")
	}
}
