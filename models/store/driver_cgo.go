//go:build cgo && sqlite_fts5

package store

import _ "github.com/mattn/go-sqlite3" // the driver "sqlite3"

const usualDriver = "sqlite3"

func init() {
	sqliteDrivers[usualDriver] = sqliteDriver{
		name:   usualDriver,
		writer: "_busy_timeout=5000&_foreign_keys=on&_journal_mode=WAL&_synchronous=NORMAL&_txlock=immediate",
		reader: "mode=ro&_busy_timeout=5000&_foreign_keys=on&_query_only=1",
	}
}
