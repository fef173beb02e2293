package people

import (
	"context"
	"log/slog"
	"sync/atomic"

	"github.com/alexedwards/argon2id"

	"appdepot/models/store/reach"
)

// Store is the part of the store that is about users, groups and sessions. Its verbs are those of store.Store, which embeds it.
type Store struct {
	db        *reach.Database
	log       *slog.Logger
	passwords passwords
	inUse     atomic.Bool // there is a user: set-up is over
}

// New makes it on an open database. Cost is what hashing a password costs; nil is the usual cost.
func New(d *reach.Database, log *slog.Logger, cost *argon2id.Params) *Store {
	return &Store{db: d, log: log, passwords: newPasswords(cost)}
}

// tx is one transaction of one verb.
type tx struct{ *reach.Tx }

// change runs a verb's transaction: all or nothing. The actor comes from the context.
func (s *Store) change(ctx context.Context, fn func(*tx) error) error {
	return s.db.Change(ctx, func(t *reach.Tx) error { return fn(&tx{t}) })
}
