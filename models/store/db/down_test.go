package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// code is an error of SQLite.
type code int

func (c code) Error() string { return fmt.Sprint("SQLite says ", int(c)) }
func (c code) Code() int     { return int(c) }

func network(why syscall.Errno) error {
	return &net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", why)}
}

func TestWhatIsDown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		down bool
	}{
		{network(syscall.ETIMEDOUT), true}, {network(syscall.EHOSTUNREACH), true}, {network(syscall.ENETUNREACH), true},
		{network(syscall.ECONNRESET), true}, {network(syscall.EPIPE), true}, {&net.OpError{Op: "write", Err: net.ErrClosed}, true},
		{io.ErrUnexpectedEOF, true}, {driver.ErrBadConn, true}, {sql.ErrConnDone, true}, {sql.ErrTxDone, false},
		{&pgconn.PgError{Code: "57P01", SeverityUnlocalized: "FATAL"}, true},
		{&pgconn.PgError{Code: "25P03", SeverityUnlocalized: "FATAL"}, true}, // idle in a transaction for too long
		{&pgconn.PgError{Code: "53100", SeverityUnlocalized: "ERROR"}, true}, // disk full
		{&pgconn.PgError{Code: "25006", SeverityUnlocalized: "ERROR"}, true}, // read-only
		{&pgconn.PgError{Code: "23505", SeverityUnlocalized: "ERROR"}, false},
		{&pgconn.PgError{Code: "42601", SeverityUnlocalized: "ERROR"}, false},
		{code(5), true}, {code(7), true}, {code(15), true}, {code(13), true}, {code(10 | 3<<8), true}, {code(1), false}, {code(11), false}, {code(19), false},
		{context.Canceled, false}, {context.DeadlineExceeded, false}, {fmt.Errorf("%w: %w", context.Canceled, io.ErrUnexpectedEOF), false},
		{errors.New("a bad statement"), false}, {nil, false},
	} {
		if err := recognizeDown(c.err); Down(err) != c.down || !errors.Is(err, c.err) {
			t.Errorf("%v: down is %t", c.err, Down(err))
		}
	}
}

// A server that takes connections and says nothing is down when the time for connecting is over; the caller who went away says nothing of it.
func TestSilentServerIsDown(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	connect := func(ctx context.Context) error {
		_, err := pgconn.Connect(ctx, "postgres://a:b@"+l.Addr().String()+"/c?sslmode=disable")
		return recognizeDown(err)
	}
	late, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := connect(late); !Down(err) {
		t.Errorf("too late: %v", err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := connect(gone); err == nil || Down(err) {
		t.Errorf("gone: %v", err)
	}
}

// large is a job that needs room.
type large struct {
	Text string `json:"text"`
}

func (large) Kind() string { return "large" }

// Whatever a change was at when the disk was full, its error says that the database is down, also when others share its transaction: SQLite
// may take back the transaction of all. When there is room again, all works.
func TestFullDiskIsDown(t *testing.T) {
	onDatabases(t, func(t *testing.T, d *Database) {
		if d.Postgres() {
			return // it says so itself
		}
		text := strings.Repeat("x", 100_000)
		limit := func(pages int) {
			if err := d.Write.Exec(fmt.Sprint("PRAGMA max_page_count = ", pages)).Error; err != nil {
				t.Fatal(err)
			}
		}
		limit(1) // which is what there is already
		for what, fn := range map[string]func(*Tx) error{
			"a row": func(t *Tx) error { return t.SaveSetting("large", text) },
			"a job": func(t *Tx) error { return t.Enqueue(large{text}) },
		} {
			if err := d.Change(t.Context(), fn); !Down(err) {
				t.Errorf("%s: %v", what, err)
			}
			c := gather(t, d, 5)
			for i := range c.errs {
				c.change(i, t.Context(), fn)
			}
			c.release()
			for i, err := range c.errs {
				if !Down(err) {
					t.Errorf("%s, %d of several: %v", what, i, err)
				}
			}
			c = gather(t, d, 3)
			small := func(t *Tx) error { return t.SaveSetting("small", "x") }
			c.change(0, t.Context(), small)
			c.change(1, t.Context(), fn)
			c.change(2, t.Context(), small)
			c.release()
			for i, err := range c.errs {
				if err != nil && !Down(err) || i == 1 && err == nil {
					t.Errorf("%s among small ones, %d: %v", what, i, err)
				}
			}
		}
		limit(1 << 20)
		if err := d.Change(t.Context(), func(t *Tx) error { return t.SaveSetting("large", text) }); err != nil {
			t.Errorf("with room again: %v", err)
		}
	})
}
