//go:build !(cgo && sqlite_fts5)

package store

import _ "modernc.org/sqlite" // the driver "sqlite"

var usual = modernc
