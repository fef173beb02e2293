package secrets

import (
	"context"
	"log/slog"

	"appdepot/models/access"
	"appdepot/models/secret"
	"appdepot/models/store/db"
)

// Store is the part of the store that is about sealed values. Its verbs are those of store.Store, which embeds it.
type Store struct {
	db      *db.Database
	keeper  *secret.Keeper
	log     *slog.Logger
	answers Answers
}

// Answers are the keys of the questions whose answers are secret, by app type.
type Answers map[string][]string

// Open unwraps the data keys of a database and seals what an earlier version wrote in clear. The error is a db.KeyError when the outer key is
// not the one that the database needs. A key file that others can read is closed to them, and refused where that is not possible.
func Open(ctx context.Context, d *db.Database, keeper *secret.Keeper, log *slog.Logger, answers Answers) (*Store, error) {
	s := &Store{db: d, keeper: keeper, log: log, answers: answers}
	if err := s.protect(ctx, keeper); err != nil {
		return nil, err
	}
	if err := d.OpenKeys(ctx, keeper); err != nil {
		return nil, err
	}
	if keys, err := d.DataKeys(ctx); err == nil && len(keys) > 1 {
		log.WarnContext(ctx, "a rotation of secrets was broken off: run appdepot secrets rotate to go on")
	}
	return s, s.sealClear(ctx)
}

// protect closes the key to others before it is used.
func (s *Store) protect(ctx context.Context, keeper *secret.Keeper) error {
	closed, err := keeper.Protect()
	if closed {
		s.log.WarnContext(ctx, "others could read the key for secrets, and no longer can: if somebody may have, run appdepot secrets rewrap and rotate", "key", keeper.Name())
	}
	return err
}

// Sealed is a column with sealed values, how many rows have some, and with which outer key the newest data key is wrapped.
type Sealed struct {
	secret.Column
	Rows int
}

// Sealed lists what is sealed in this database.
func (s *Store) Sealed(ctx context.Context) ([]Sealed, error) {
	if err := db.May(ctx, access.ManageSettings, access.Object{}); err != nil {
		return nil, err
	}
	var list []Sealed
	for _, c := range secret.Columns {
		n, err := count(s.db.Rows(ctx), c, secret.AnyMark)
		if err != nil {
			return nil, err
		}
		list = append(list, Sealed{c, n})
	}
	return list, nil
}

// InUse is the data key that secrets are sealed with, and the name of the outer key that wraps it.
type InUse struct {
	Number int
	Name   string
}

// SecretKey is the key in use.
func (s *Store) SecretKey(ctx context.Context) (InUse, error) {
	if err := db.May(ctx, access.ManageSettings, access.Object{}); err != nil {
		return InUse{}, err
	}
	keys, err := s.db.DataKeys(ctx)
	if err != nil {
		return InUse{}, err
	}
	newest := keys[len(keys)-1]
	return InUse{newest.Number, newest.WrappedBy}, nil
}
