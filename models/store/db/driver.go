package db

import (
	"database/sql"
	"fmt"
	"net/url"
	"slices"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
)

// sqliteDriver is one way to speak to SQLite. The two differ in how settings are written into the data source name.
type sqliteDriver struct {
	name, module   string
	writer, reader string // data source parameters; %s is how the writer syncs
}

// cached keeps a connection's last statements prepared: preparing one takes longer than running it.
const cached = "_stmt_cache_size=64"

// The drivers this package can speak to. A build has one of them, which its build tags choose; tests have both.
var (
	mattn = sqliteDriver{
		name: "sqlite3", module: "github.com/mattn/go-sqlite3",
		writer: "_busy_timeout=5000&_foreign_keys=on&_journal_mode=WAL&_synchronous=%s&_txlock=immediate&" + cached,
		reader: "mode=ro&_busy_timeout=5000&_foreign_keys=on&_query_only=1&" + cached,
	}
	modernc = sqliteDriver{
		name: "sqlite", module: "modernc.org/sqlite",
		writer: "_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_time_format=sqlite&_pragma=journal_mode(WAL)" +
			"&_pragma=synchronous(%s)&_txlock=immediate",
		reader: "_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_time_format=sqlite&mode=ro&_pragma=query_only(1)",
	}
)

// How the writer syncs. With synced the end of a transaction waits until the disk has it: what was acknowledged survives a power cut.
const (
	synced      = "FULL"
	syncedLater = "NORMAL"
)

// Drivers names the SQLite drivers of this program, the usual one of the build first.
func Drivers() []string {
	names := []string{usual.name}
	if usual == mattn && slices.Contains(sql.Drivers(), modernc.name) {
		names = append(names, modernc.name)
	}
	return names
}

// DriverModule is a Go module through which this program speaks to a database.
type DriverModule struct{ Database, Module string }

// DriverModules names the modules of this build's drivers.
func DriverModules() []DriverModule {
	return []DriverModule{{"SQLite", usual.module}, {"PostgreSQL", "github.com/jackc/pgx/v5"}}
}

// driverNamed is the driver of that name; an empty name is the usual one of the build.
func driverNamed(name string) (sqliteDriver, error) {
	if name == "" {
		return usual, nil
	}
	if slices.Contains(Drivers(), name) {
		return map[string]sqliteDriver{mattn.name: mattn, modernc.name: modernc}[name], nil
	}
	return sqliteDriver{}, fmt.Errorf("this build has no SQLite driver %q", name)
}

func (d sqliteDriver) open(path, parameters string) gorm.Dialector {
	dsn := fmt.Sprintf("file:%s?%s", (&url.URL{Path: path}).EscapedPath(), parameters)
	return translating{sqlite.New(sqlite.Config{DriverName: d.name, DSN: dsn}).(*sqlite.Dialector)}
}

// translating recognizes broken constraints with both drivers; GORM's own translation knows only mattn's errors.
type translating struct{ *sqlite.Dialector }

// Translate turns a driver's error into GORM's.
func (d translating) Translate(err error) error {
	if c, ok := err.(interface{ Code() int }); ok {
		switch c.Code() { // SQLite's extended result codes: primary key, unique, foreign key
		case 1555, 2067:
			return gorm.ErrDuplicatedKey
		case 787:
			return gorm.ErrForeignKeyViolated
		}
	}
	return recognizeDown(d.Dialector.Translate(err))
}
