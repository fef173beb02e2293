//go:build !(cgo && sqlite_fts5)

package db

import _ "modernc.org/sqlite" // the driver "sqlite"

var usual = modernc
