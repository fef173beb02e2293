package db

import (
	"context"
	"database/sql"
	"database/sql/driver"

	"gorm.io/gorm"
)

// ChangeSyncedLater is Change for what a power cut may take back, such as which notices somebody has seen: it does not wait for the
// disk. Whoever reads sees it at once, and what Change commits afterwards takes it along to the disk.
func (d *Database) ChangeSyncedLater(ctx context.Context, fn func(*Tx) error) error {
	if d.Postgres() {
		return d.Change(ctx, func(t *Tx) error {
			if err := t.Exec("SET LOCAL synchronous_commit = off").Error; err != nil {
				return err
			}
			return fn(t)
		})
	}
	writer, err := d.Write.DB()
	if err != nil {
		return err
	}
	conn, err := writer.Conn(ctx) // nobody else writes until it is closed
	if err != nil {
		return recognizeDown(err)
	}
	defer conn.Close()
	defer syncAgain(context.WithoutCancel(ctx), conn, d.sync)
	if err := setSync(ctx, conn, syncedLater); err != nil {
		return err
	}
	later := d.Write.Session(&gorm.Session{NewDB: true, Context: ctx})
	later.Statement.ConnPool = conn
	return d.changeOn(ctx, later, fn)
}

func setSync(ctx context.Context, conn *sql.Conn, how string) error {
	_, err := conn.ExecContext(ctx, "PRAGMA synchronous = "+how)
	return recognizeDown(err)
}

// syncAgain has a connection sync as it did before. If it cannot, it is given up: the next one does.
func syncAgain(ctx context.Context, conn *sql.Conn, how string) {
	if err := setSync(ctx, conn, how); err != nil {
		_ = conn.Raw(func(any) error { return driver.ErrBadConn })
	}
}
