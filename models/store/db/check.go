package db

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

// OpenToCheck opens a database to be looked at: its schema stays as it is, and nothing is written.
func OpenToCheck(ctx context.Context, o Options) (*Database, error) {
	d := &Database{clock: o.Clock}
	var err error
	if IsPostgres(o.Address) {
		if d.pool, err = pgxpool.New(ctx, o.Address); err == nil {
			d.Read, err = gorm.Open(postgres.New(postgres.Config{Conn: stdlib.OpenDBFromPool(d.pool)}), d.config())
		}
	} else if _, err = os.Stat(o.Address); err == nil { // it would be made otherwise
		var driver sqliteDriver
		if driver, err = driverNamed(o.Driver); err == nil {
			d.Read, err = gorm.Open(driver.open(o.Address, driver.reader), d.config())
		}
	}
	if err != nil {
		return nil, errors.Join(Advise(err), d.Close())
	}
	return d, nil
}

// Damage lists what is damaged in the database, as the database puts it. It reads all of it.
func (d *Database) Damage(ctx context.Context) ([]string, error) {
	if d.Postgres() {
		return d.unreadableTables(ctx)
	}
	var found, orphans []string
	if err := d.Rows(ctx).Raw("PRAGMA integrity_check").Scan(&found).Error; err != nil {
		return damageOr(err)
	}
	if len(found) != 1 || found[0] != "ok" {
		return found, nil
	}
	err := d.Rows(ctx).Raw(`SELECT "table" || ' has ' || count(*) || ' rows that refer to rows of ' || parent || ', which are not there'
		FROM pragma_foreign_key_check GROUP BY "table", parent`).Scan(&orphans).Error
	if err != nil {
		return damageOr(err)
	}
	return orphans, nil
}

// damageOr is what an error of a damaged database says, or the error when it is about something else.
func damageOr(err error) ([]string, error) {
	if isDamage(err) {
		return []string{err.Error()}, nil
	}
	return nil, err
}

// unreadableTables reads every row of every table. Postgres itself finds pages that were damaged when it keeps checksums.
func (d *Database) unreadableTables(ctx context.Context) (found []string, err error) {
	var tables []string
	err = d.Rows(ctx).Raw("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename").Scan(&tables).Error
	for _, table := range tables {
		var n int64
		if wrong := d.Rows(ctx).Raw(fmt.Sprintf("SELECT count(CAST(t AS text)) FROM %s AS t", table)).Scan(&n).Error; wrong != nil {
			if ctx.Err() != nil {
				return found, wrong
			}
			found = append(found, fmt.Sprintf("%s cannot be read: %v", table, wrong))
		}
	}
	return found, err
}

// SchemaVersion is the number of the last migration that the database has had.
func (d *Database) SchemaVersion(ctx context.Context) (number int64, err error) {
	err = d.Rows(ctx).Raw("SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied").Scan(&number).Error
	return number, err
}

// quickCheckBytes is how large an SQLite file may be for a start to look through it first. Larger ones wait for Damage.
const quickCheckBytes = 64 << 20

// quickCheck looks for damage in a small SQLite database.
func quickCheck(ctx context.Context, path string, q *gorm.DB) error {
	if info, err := os.Stat(path); err != nil || info.Size() > quickCheckBytes {
		return nil // a new one, or a large one
	}
	var found []string
	if err := q.WithContext(ctx).Raw("PRAGMA quick_check(1)").Scan(&found).Error; err != nil {
		return err
	}
	if len(found) != 1 || found[0] != "ok" {
		return fmt.Errorf("%s: %s", malformed, strings.Join(found, "; "))
	}
	return nil
}

// How SQLite says that a file is damaged, with either driver.
const malformed, noDatabase = "database disk image is malformed", "file is not a database"

func isDamage(err error) bool {
	return err != nil && (strings.Contains(err.Error(), malformed) || strings.Contains(err.Error(), noDatabase))
}

// Advise adds to the error of a damaged database what to do.
func Advise(err error) error {
	if !isDamage(err) {
		return err
	}
	return fmt.Errorf("the database is damaged: %w. Nothing was changed. Keep the file, put a copy from before in its place, and see \"The database is damaged\" in the README; \"appdepot check\" says what is damaged", err)
}
