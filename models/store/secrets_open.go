package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"appdepot/models/apptype"
	"appdepot/models/secret"
	"appdepot/models/store/db"
	"appdepot/models/store/secrets"
)

// openDatabase opens the database and what is sealed in it.
func (s *Store) openDatabase(ctx context.Context, o Options) (*db.Database, error) {
	open, keeper, err := bareDatabase(ctx, o)
	if err != nil {
		return nil, err
	}
	s.keeper = keeper
	sealed, err := secrets.Open(ctx, open, keeper, s.log, secretAnswers())
	if err != nil {
		return nil, errors.Join(err, open.Close(), keeper.Close())
	}
	s.secretStore = sealed
	return open, nil
}

// bareDatabase opens the database, whatever its key for secrets is.
func bareDatabase(ctx context.Context, o Options) (*db.Database, *secret.Keeper, error) {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	keeper, err := secret.NewKeeper(keyAddress(o))
	if err != nil {
		return nil, nil, err
	}
	open, err := db.Open(ctx, db.Options{Address: o.Database, Driver: o.Driver, Clock: o.Clock, Readers: o.Readers, SyncLater: o.SyncLater})
	if err != nil {
		return nil, nil, fmt.Errorf("open the database: %w", err)
	}
	return open, keeper, nil
}

// keyAddress is where the key for secrets is.
func keyAddress(o Options) string {
	beside := ""
	if !db.IsPostgres(o.Database) {
		beside = filepath.Join(filepath.Dir(o.Database), "secret.key")
	}
	return cmp.Or(o.SecretKey, beside)
}

// ResetSecrets gives up what is sealed in a database whose key is lost, see secrets.Reset. The store need not open, and does not.
func ResetSecrets(ctx context.Context, o Options) ([]secrets.Sealed, error) {
	open, keeper, err := bareDatabase(ctx, o)
	if err != nil {
		return nil, err
	}
	given, err := secrets.Reset(ctx, open, keeper)
	return given, errors.Join(err, open.Close(), keeper.Close())
}

// secretAnswers are the keys of the secret questions of every app type that has some.
func secretAnswers() secrets.Answers {
	keys := secrets.Answers{}
	for _, d := range apptype.All() {
		if secret := d.Secrets(); len(secret) > 0 {
			keys[d.ID] = secret
		}
	}
	return keys
}
