package db

import (
	"context"
	"database/sql"
	"embed"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"appdepot/models/store/db/recode"
)

//go:embed migrations
var migrations embed.FS

func migrateSQLite(ctx context.Context, db *sql.DB) error {
	if err := migrate(ctx, goose.DialectSQLite3, db, "migrations/sqlite"); err != nil {
		return err
	}
	return migrateQueue[*sql.Tx](ctx, riversqlite.New(db))
}

// migratePostgres holds a lock while it works, so that replicas may start together.
func migratePostgres(ctx context.Context, db *sql.DB, pool *pgxpool.Pool) error {
	l, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return err
	}
	if err := migrate(ctx, goose.DialectPostgres, db, "migrations/postgres", goose.WithSessionLocker(l)); err != nil {
		return err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := l.SessionLock(ctx, conn); err != nil {
		return err
	}
	defer l.SessionUnlock(context.WithoutCancel(ctx), conn)
	return migrateQueue[pgx.Tx](ctx, riverpgxv5.New(pool))
}

func migrate(ctx context.Context, d goose.Dialect, db *sql.DB, dir string, opts ...goose.ProviderOption) error {
	files, err := fs.Sub(migrations, dir)
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(d, db, files, append(opts, goose.WithGoMigrations(recode.Migrations(d)...))...)
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

func migrateQueue[TX any](ctx context.Context, d riverdriver.Driver[TX]) error {
	m, err := rivermigrate.New(d, nil)
	if err != nil {
		return err
	}
	_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}
