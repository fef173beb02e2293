package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/driver/postgres"
)

// DownError is the error of a database that does not answer, or that nothing can be written to: the same may succeed later.
type DownError struct{ cause error }

func (e *DownError) Error() string { return "the database is down: " + e.cause.Error() }

// Unwrap gives what the driver said.
func (e *DownError) Unwrap() error { return e.cause }

// Down reports whether that is why something failed.
func Down(err error) bool {
	_, is := errors.AsType[*DownError](err)
	return is
}

// recognizeDown marks what the driver says when the database is down.
func recognizeDown(err error) error {
	if err == nil || gaveUp(err) || Down(err) || !postgresDown(err) && !slices.Contains(sqliteDown, sqliteCode(err)) {
		return err
	}
	return &DownError{err}
}

// gaveUp reports whether it was the caller who did not wait. A connection that was not made in time may have a deadline of its own.
func gaveUp(err error) bool {
	_, connecting := errors.AsType[*pgconn.ConnectError](err)
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) && !connecting
}

// sqliteDown are SQLite's codes for it: busy (another program holds the database), no memory, read-only, input or output, full, cannot
// open, locking protocol (others held its locks for too long).
var sqliteDown = []int{5, 7, 8, 10, 13, 14, 15}

// sqliteCode is the primary code of SQLite's error, 0 when it is none.
func sqliteCode(err error) int {
	if e, ok := errors.AsType[interface {
		error
		Code() int
	}](err); ok {
		return e.Code() & 0xff
	}
	return mattnCode(err)
}

// lost is how a connection ends, besides what the network says.
var lost = []error{driver.ErrBadConn, sql.ErrConnDone, io.EOF, io.ErrUnexpectedEOF}

// networkError is what the network says, and the system below it: unreachable, refused, reset, too late.
type networkError interface {
	error
	Timeout() bool
}

// fatal are the severities of errors with which Postgres ends a connection.
var fatal = []string{"FATAL", "PANIC"}

// postgresDown recognizes lost connections, and the classes of errors that Postgres has for its own troubles: connections, resources (such
// as a full disk), its operator, the system; and that it is read-only, as one is that follows another.
func postgresDown(err error) bool {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return e.Code == "25006" || slices.Contains(fatal, e.SeverityUnlocalized) || slices.ContainsFunc([]string{"08", "53", "57P", "58"}, func(class string) bool { return strings.HasPrefix(e.Code, class) })
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok || pgconn.SafeToRetry(err) {
		return true
	}
	if _, ok := errors.AsType[networkError](err); ok {
		return true
	}
	return slices.ContainsFunc(lost, func(end error) bool { return errors.Is(err, end) })
}

// translatingPostgres recognizes a database that is down besides what GORM recognizes.
type translatingPostgres struct{ *postgres.Dialector }

// Translate turns a driver's error into GORM's, or ours.
func (d translatingPostgres) Translate(err error) error {
	return recognizeDown(d.Dialector.Translate(err))
}
