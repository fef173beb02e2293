package db

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// Options says where a database is.
type Options struct {
	Address string           // a postgres:// URL, or the path of an SQLite file
	Driver  string           // the SQLite driver; empty is the usual one of this build
	Clock   func() time.Time // what Now tells
	Readers int              // open reading connections on SQLite; 0 is two per core
	// SyncLater lets SQLite not wait for the disk: a power cut takes back what was written last. For tests.
	SyncLater bool
}

// Database is an open database whose schema is up to date. It is safe for concurrent use.
type Database struct {
	Read, Write *gorm.DB      // the same on Postgres; on SQLite, Write has one connection and Read cannot write
	sync        string        // how the writer of SQLite syncs
	pool        *pgxpool.Pool // nil on SQLite
	queue       queue
	together    together
	keys        *keys // nil until OpenKeys
	clock       func() time.Time
}

// Open opens a database and brings its schema up to date.
func Open(ctx context.Context, o Options) (*Database, error) {
	d := &Database{clock: o.Clock}
	connect := d.openSQLite
	if IsPostgres(o.Address) {
		connect = d.openPostgres
	}
	if err := connect(ctx, o); err != nil {
		return nil, errors.Join(Advise(err), d.Close())
	}
	return d, nil
}

// IsPostgres reports whether an address is one of Postgres; else it is the path of an SQLite file.
func IsPostgres(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

func (d *Database) openSQLite(ctx context.Context, o Options) error {
	driver, err := driverNamed(o.Driver)
	if err != nil {
		return err
	}
	d.sync = synced
	if o.SyncLater {
		d.sync = syncedLater
	}
	if d.Write, err = d.open(driver.open(o.Address, fmt.Sprintf(driver.writer, d.sync))); err != nil {
		return err
	}
	writer, err := d.Write.DB()
	if err != nil {
		return err
	}
	writer.SetMaxOpenConns(1) // one immediate writer: nobody ever meets SQLITE_BUSY
	if err := quickCheck(ctx, o.Address, d.Write); err != nil {
		return err
	}
	if err := migrateSQLite(ctx, writer); err != nil {
		return err
	}
	if d.queue, err = newSQLiteQueue(writer); err != nil {
		return err
	}
	if d.Read, err = d.open(driver.open(o.Address, driver.reader)); err != nil {
		return err
	}
	reader, err := d.Read.DB()
	if err != nil {
		return err
	}
	n := cmp.Or(o.Readers, 2*runtime.NumCPU())
	reader.SetMaxOpenConns(n)
	reader.SetMaxIdleConns(n)
	return nil
}

func (d *Database) openPostgres(ctx context.Context, o Options) error {
	var err error
	if d.pool, err = pgxpool.New(ctx, o.Address); err != nil {
		return err
	}
	conns := stdlib.OpenDBFromPool(d.pool) // keeps no idle connections of its own: the pool does
	if err := migratePostgres(ctx, conns, d.pool); err != nil {
		return err
	}
	if d.Write, err = d.open(translatingPostgres{postgres.New(postgres.Config{Conn: conns}).(*postgres.Dialector)}); err != nil {
		return err
	}
	d.Read = d.Write
	d.queue, err = newPostgresQueue(d.pool)
	return err
}

// open opens one handle. GORM does not translate the error with which Rows begins, nor that of Scan, which stands on it.
func (d *Database) open(with gorm.Dialector) (*gorm.DB, error) {
	g, err := gorm.Open(with, d.config())
	if err != nil {
		return g, err
	}
	return g, g.Callback().Row().After("gorm:row").Register("appdepot:down", func(q *gorm.DB) { q.Error = recognizeDown(q.Error) })
}

func (d *Database) config() *gorm.Config {
	return &gorm.Config{
		TranslateError: true,
		NowFunc:        d.Now,
		Logger:         logger.Discard, // errors are returned, and logged once at the door
	}
}

// Now is the clock in the precision and zone that every database keeps.
func (d *Database) Now() time.Time { return d.clock().UTC().Truncate(time.Microsecond) }

// Postgres reports whether this is Postgres; else it is SQLite.
func (d *Database) Postgres() bool { return d.pool != nil }

// Rows starts a reading query.
func (d *Database) Rows(ctx context.Context) *gorm.DB { return d.Read.WithContext(ctx) }

// Close closes the database. Calls in flight fail.
func (d *Database) Close() error {
	var errs []error
	for _, g := range []*gorm.DB{d.Read, d.Write} {
		if g == nil {
			continue
		}
		if conns, err := g.DB(); err == nil {
			errs = append(errs, conns.Close())
		}
	}
	if d.pool != nil {
		d.pool.Close()
	}
	return errors.Join(errs...)
}
