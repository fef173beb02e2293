package store

import (
	"context"

	"appdepot/models/store/reach"
)

// tx is one transaction of one verb.
type tx struct{ *reach.Tx }

// change runs a verb's transaction: all or nothing. The actor comes from the context.
func (s *Store) change(ctx context.Context, fn func(*tx) error) error {
	return s.db.Change(ctx, func(t *reach.Tx) error { return fn(&tx{t}) })
}

// changeTogether is change for what devices write: those that come at once share one commit.
func (s *Store) changeTogether(ctx context.Context, fn func(*tx) error) error {
	return s.db.ChangeTogether(ctx, func(t *reach.Tx) error { return fn(&tx{t}) })
}
