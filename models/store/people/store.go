package people

import (
	"cmp"
	"context"
	"log/slog"
	"sync/atomic"

	"github.com/alexedwards/argon2id"

	"appdepot/models"
	"appdepot/models/store/reach"
	"appdepot/models/watch"
)

// Store is the part of the store that is about users, groups and sessions. Its verbs are those of store.Store, which embeds it.
type Store struct {
	Watch     *watch.Watch
	db        *reach.Database
	log       *slog.Logger
	passwords passwords
	limits    models.SessionLimits
	guesses   guesses
	inUse     atomic.Bool // there is a user: set-up is over
}

// New makes it on an open database. Cost is what hashing a password costs, and limits are how long sessions last; nil and zero are the
// usual ones.
func New(d *reach.Database, log *slog.Logger, cost *argon2id.Params, limits models.SessionLimits) *Store {
	limits.Idle, limits.Life = cmp.Or(limits.Idle, models.UsualSessions.Idle), cmp.Or(limits.Life, models.UsualSessions.Life)
	return &Store{Watch: watch.New(log), db: d, log: log, passwords: newPasswords(cost), limits: limits}
}

// SessionLimits are how long sessions last.
func (s *Store) SessionLimits() models.SessionLimits { return s.limits }

// tx is one transaction of one verb.
type tx struct{ *reach.Tx }

// change runs a verb's transaction: all or nothing. The actor comes from the context.
func (s *Store) change(ctx context.Context, fn func(*tx) error) error {
	return s.db.Change(ctx, func(t *reach.Tx) error { return fn(&tx{t}) })
}
