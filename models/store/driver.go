package store

import (
	"fmt"
	"net/url"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// sqliteDriver is one way to speak to SQLite. The two differ in how settings are written into the data source name.
type sqliteDriver struct {
	name           string
	writer, reader string // data source parameters
}

var modernc = sqliteDriver{
	name: "sqlite",
	writer: "_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_time_format=sqlite&_pragma=journal_mode(WAL)" +
		"&_pragma=synchronous(NORMAL)&_txlock=immediate",
	reader: "_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_time_format=sqlite&mode=ro&_pragma=query_only(1)",
}

// sqliteDrivers are the drivers of this build by name; the build tags decide which is the usual one.
var sqliteDrivers = map[string]sqliteDriver{modernc.name: modernc}

// Drivers names the SQLite drivers this build can use.
func Drivers() []string {
	var names []string
	for name := range sqliteDrivers {
		names = append(names, name)
	}
	return names
}

func (d sqliteDriver) open(path, parameters string) gorm.Dialector {
	dsn := fmt.Sprintf("file:%s?%s", (&url.URL{Path: path}).EscapedPath(), parameters)
	return translating{sqlite.New(sqlite.Config{DriverName: d.name, DSN: dsn}).(*sqlite.Dialector)}
}

// translating recognises broken constraints with both drivers; GORM's own translation knows only mattn's errors.
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
	return d.Dialector.Translate(err)
}
