package reach

import (
	"context"
	"fmt"
	"sync/atomic"

	"appdepot/models/store/db"
)

// Database is a database with what this process knows of its versions and of how groups are nested.
type Database struct {
	*db.Database
	known  known
	nested atomic.Pointer[Nested]
}

// Open reads the versions, and finds out the reach of devices of which it is not known.
func Open(ctx context.Context, open *db.Database) (*Database, error) {
	d := &Database{Database: open}
	if err := d.loadVersions(ctx); err != nil {
		return nil, fmt.Errorf("read the assignments version: %w", err)
	}
	if err := d.fillReach(ctx); err != nil {
		return nil, fmt.Errorf("find out which groups contain devices: %w", err)
	}
	return d, nil
}

// Tx is a transaction of a verb that may change whom assignments reach.
type Tx struct {
	*db.Tx
	bumped map[Version]bool // what gets the version of this transaction: see versions.go
}

// Change runs a verb's transaction: all or nothing. The actor comes from the context.
func (d *Database) Change(ctx context.Context, fn func(*Tx) error) error {
	return d.change(ctx, d.Database.Change, fn)
}

// ChangeTogether is Change for what devices write: those that come at once share one commit.
func (d *Database) ChangeTogether(ctx context.Context, fn func(*Tx) error) error {
	return d.change(ctx, d.Database.ChangeTogether, fn)
}

func (d *Database) change(ctx context.Context, begin func(context.Context, func(*db.Tx) error) error, fn func(*Tx) error) error {
	var t *Tx
	err := begin(ctx, func(begun *db.Tx) error {
		t = &Tx{Tx: begun}
		if err := fn(t); err != nil {
			return err
		}
		return t.saveVersions()
	})
	if err == nil && len(t.bumped) > 0 {
		err = d.loadVersions(ctx)
	}
	return err
}
