package db

import (
	"context"
	"database/sql"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"gorm.io/gorm"
)

// queue puts background work into the transaction that causes it, and works it off.
type queue interface {
	// transact runs fn in one transaction; what fn enqueues exists only when the transaction commits.
	transact(ctx context.Context, db *gorm.DB, fn func(tx *gorm.DB, enqueue func(river.JobArgs) error) error) error
	work(ctx context.Context, c *river.Config) (stop func(context.Context) error, err error)
}

type sqliteQueue struct {
	driver *riversqlite.Driver
	insert *river.Client[*sql.Tx]
}

func newSQLiteQueue(db *sql.DB) (queue, error) {
	d := riversqlite.New(db)
	c, err := river.NewClient(d, &river.Config{})
	return sqliteQueue{d, c}, err
}

func (q sqliteQueue) transact(ctx context.Context, db *gorm.DB, fn func(*gorm.DB, func(river.JobArgs) error) error) error {
	return db.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		return fn(tx, func(args river.JobArgs) error {
			_, err := q.insert.InsertTx(ctx, tx.Statement.ConnPool.(*sql.Tx), args, nil)
			return err
		})
	})
}

func (q sqliteQueue) work(ctx context.Context, c *river.Config) (func(context.Context) error, error) {
	return work(ctx, q.driver, c)
}

type postgresQueue struct {
	driver *riverpgxv5.Driver
	insert *river.Client[pgx.Tx]
}

func newPostgresQueue(pool *pgxpool.Pool) (queue, error) {
	d := riverpgxv5.New(pool)
	c, err := river.NewClient(d, &river.Config{})
	return postgresQueue{d, c}, err
}

// transact lets GORM and River meet on one connection: GORM begins on it, River is handed the same one through Raw.
func (q postgresQueue) transact(ctx context.Context, db *gorm.DB, fn func(*gorm.DB, func(river.JobArgs) error) error) error {
	pool, err := db.DB()
	if err != nil {
		return err
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		return recognizeDown(err)
	}
	defer conn.Close()
	session := db.Session(&gorm.Session{NewDB: true, Context: ctx})
	session.Statement.ConnPool = conn
	return session.Transaction(func(tx *gorm.DB) error {
		return fn(tx, func(args river.JobArgs) error {
			return conn.Raw(func(c any) error {
				_, err := q.insert.InsertTx(ctx, begun{c: c.(*stdlib.Conn).Conn()}, args, nil)
				return err
			})
		})
	})
}

func (q postgresQueue) work(ctx context.Context, c *river.Config) (func(context.Context) error, error) {
	return work(ctx, q.driver, c)
}

// begun presents a connection on which GORM has begun as a pgx transaction. Commit, Rollback and Begin are GORM's: the nil
// Tx makes them panic.
type begun struct {
	pgx.Tx
	c *pgx.Conn
}

func (b begun) Conn() *pgx.Conn { return b.c }

func (b begun) Exec(ctx context.Context, q string, a ...any) (pgconn.CommandTag, error) {
	return b.c.Exec(ctx, q, a...)
}

func (b begun) Query(ctx context.Context, q string, a ...any) (pgx.Rows, error) {
	return b.c.Query(ctx, q, a...)
}

func (b begun) QueryRow(ctx context.Context, q string, a ...any) pgx.Row {
	return b.c.QueryRow(ctx, q, a...)
}

func (b begun) SendBatch(ctx context.Context, batch *pgx.Batch) pgx.BatchResults {
	return b.c.SendBatch(ctx, batch)
}

func (b begun) CopyFrom(ctx context.Context, t pgx.Identifier, cols []string, rows pgx.CopyFromSource) (int64, error) {
	return b.c.CopyFrom(ctx, t, cols, rows)
}

func work[TX any](ctx context.Context, d riverdriver.Driver[TX], config *river.Config) (func(context.Context) error, error) {
	c, err := river.NewClient(d, config)
	if err != nil {
		return nil, err
	}
	return c.Stop, c.Start(ctx)
}

// Work starts working off queued jobs until stop is called, which waits for the jobs at work.
func (d *Database) Work(ctx context.Context, c *river.Config) (stop func(context.Context) error, err error) {
	return d.queue.work(ctx, c)
}
