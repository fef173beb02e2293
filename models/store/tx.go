package store

import (
	"context"

	"appdepot/models/store/db"
)

// tx is one transaction of one verb.
type tx struct {
	*db.Tx
	moves map[movement]bool // what moves: see movement.go
}

// change runs a verb's transaction: all or nothing. The actor comes from the context.
func (s *Store) change(ctx context.Context, fn func(*tx) error) error {
	var t *tx
	err := s.db.Change(ctx, func(d *db.Tx) error {
		t = &tx{Tx: d}
		if err := fn(t); err != nil {
			return err
		}
		return t.saveMovement()
	})
	if err == nil && len(t.moves) > 0 {
		err = s.loadMovement(ctx)
	}
	return err
}
