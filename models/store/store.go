package store

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/alexedwards/argon2id"

	"appdepot/models"
	"appdepot/models/blob"
	"appdepot/models/installer"
	"appdepot/models/secret"
	"appdepot/models/store/people"
	"appdepot/models/store/reach"
	"appdepot/models/store/secrets"
)

// Options says where a store keeps its data. The zero value of every field but Database and Packages is usable.
type Options struct {
	Database string           // a postgres:// URL, or the path of an SQLite file
	Driver   string           // the SQLite driver; empty is the usual one of this build
	Packages *blob.Bucket     // where package files are kept
	Clock    func() time.Time // empty is the real clock
	Log      *slog.Logger
	Inspect  installer.Isolated
	Readers  int              // open reading connections on SQLite; 0 is two per core
	Password *argon2id.Params // what hashing a password costs; nil is the usual cost
	Sessions models.SessionLimits
	// SyncLater lets SQLite not wait for the disk: a power cut takes back what was written last. For tests.
	SyncLater bool

	// SecretKey is where the key is that protects secrets in the database, see secret.NewKeeper. Empty is the file secret.key beside that of
	// SQLite.
	SecretKey string
}

// secretStore has a name of its own beside that of people.Store.
type secretStore = secrets.Store

// Store is the data of one Appdepot. It is safe for concurrent use.
type Store struct {
	*people.Store
	*secretStore
	db        *reach.Database
	keeper    *secret.Keeper
	packages  *blob.Bucket
	process   models.ID // names the files that this process alone writes to
	arriving  sync.Map  // IDs of the uploads for which a request is bringing bytes
	inspect   installer.Isolated
	log       *slog.Logger
	snapshots snapshots
	ready     readiness
	pulses    pulses
	lastSeen  lastSeen

	comparisons *comparisons
}

// Open opens the database, brings its schema up to date and returns the store.
func Open(ctx context.Context, o Options) (*Store, error) {
	s := &Store{process: models.NewID(), packages: o.Packages, inspect: o.Inspect, log: o.Log, comparisons: newComparisons(ctx)}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	open, err := s.openDatabase(ctx, o)
	if err != nil {
		return nil, err
	}
	if s.db, err = reach.Open(ctx, open); err != nil {
		return nil, errors.Join(err, open.Close(), s.keeper.Close())
	}
	s.Store = people.New(s.db, s.log, o.Password, o.Sessions)
	return s, nil
}

// Close saves what was collected and closes the database. Calls in flight fail.
func (s *Store) Close() error {
	s.comparisons.close()
	return errors.Join(s.closeLastSeen(), s.db.Close(), s.keeper.Close())
}
