// Package store is the only package that knows the database. Its verbs are transactions: permission, validation, write,
// audit line and queued work, all or nothing. Readers are named by the noun they return. Who acts is taken from the
// context (models.ActorOf).
package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"appdepot/models"
	"appdepot/models/blob"
	"appdepot/models/installer"
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
}

// Store is the data of one Appdepot. It is safe for concurrent use.
type Store struct {
	read, write *gorm.DB
	pool        *pgxpool.Pool // nil on SQLite
	queue       queue
	packages    *blob.Bucket
	process     models.ID // names the files that this process alone writes to
	arriving    sync.Map  // IDs of the uploads for which a request is bringing bytes
	inspect     installer.Isolated
	clock       func() time.Time
	log         *slog.Logger
	passwords   passwords
	inUse       atomic.Bool // there is a user: set-up is over
	moved       movements
	snapshots   snapshots
	lastSeen    lastSeen
}

// Open opens the database, brings its schema up to date and returns the store.
func Open(ctx context.Context, o Options) (*Store, error) {
	s := &Store{process: models.NewID(), packages: o.Packages, inspect: o.Inspect, clock: o.Clock, log: o.Log}
	if s.clock == nil {
		s.clock = time.Now
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.passwords = newPasswords(o.Password)
	open := s.openSQLite
	if strings.HasPrefix(o.Database, "postgres://") || strings.HasPrefix(o.Database, "postgresql://") {
		open = s.openPostgres
	}
	if err := open(ctx, o); err != nil {
		return nil, errors.Join(fmt.Errorf("open the database: %w", err), s.Close())
	}
	if err := s.loadMovement(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("read the assignments version: %w", err), s.Close())
	}
	if err := s.fillReach(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("find out which groups contain devices: %w", err), s.Close())
	}
	return s, nil
}

func (s *Store) openSQLite(ctx context.Context, o Options) error {
	d, err := driverNamed(o.Driver)
	if err != nil {
		return err
	}
	if s.write, err = gorm.Open(d.open(o.Database, d.writer), s.config()); err != nil {
		return err
	}
	writer, err := s.write.DB()
	if err != nil {
		return err
	}
	writer.SetMaxOpenConns(1) // one immediate writer: nobody ever meets SQLITE_BUSY
	if err := migrateSQLite(ctx, writer); err != nil {
		return err
	}
	if s.queue, err = newSQLiteQueue(writer); err != nil {
		return err
	}
	if s.read, err = gorm.Open(d.open(o.Database, d.reader), s.config()); err != nil {
		return err
	}
	reader, err := s.read.DB()
	if err != nil {
		return err
	}
	n := cmp.Or(o.Readers, 2*runtime.NumCPU())
	reader.SetMaxOpenConns(n)
	reader.SetMaxIdleConns(n)
	return nil
}

func (s *Store) openPostgres(ctx context.Context, o Options) error {
	var err error
	if s.pool, err = pgxpool.New(ctx, o.Database); err != nil {
		return err
	}
	db := stdlib.OpenDBFromPool(s.pool) // keeps no idle connections of its own: the pool does
	if err := migratePostgres(ctx, db, s.pool); err != nil {
		return err
	}
	if s.write, err = gorm.Open(postgres.New(postgres.Config{Conn: db}), s.config()); err != nil {
		return err
	}
	s.read = s.write
	s.queue, err = newPostgresQueue(s.pool)
	return err
}

func (s *Store) config() *gorm.Config {
	return &gorm.Config{
		TranslateError: true,
		NowFunc:        s.now,
		Logger:         logger.Discard, // errors are returned, and logged once at the door
	}
}

// now is the clock in the precision and zone that every database keeps.
func (s *Store) now() time.Time { return s.clock().UTC().Truncate(time.Microsecond) }

// Ready reports whether the database answers.
func (s *Store) Ready(ctx context.Context) error {
	return s.read.WithContext(ctx).Exec("SELECT 1").Error
}

// Close saves what was collected and closes the database. Calls in flight fail.
func (s *Store) Close() error {
	errs := []error{s.closeLastSeen()}
	for _, g := range []*gorm.DB{s.read, s.write} {
		if g == nil {
			continue
		}
		if db, err := g.DB(); err == nil {
			errs = append(errs, db.Close())
		}
	}
	if s.pool != nil {
		s.pool.Close()
	}
	return errors.Join(errs...)
}

// rows starts a reading query.
func (s *Store) rows(ctx context.Context) *gorm.DB { return s.read.WithContext(ctx) }

// one turns "no rows" into a NotFound with words for people.
func one[T any](v T, err error, notFound error) (T, error) {
	if errors.Is(err, gorm.ErrRecordNotFound) || errors.Is(err, sql.ErrNoRows) {
		var zero T
		return zero, notFound
	}
	return v, err
}

// none reports that a query found nothing, where that is only said after asking for the right to know.
func none(err error) bool { return errors.Is(err, gorm.ErrRecordNotFound) }
