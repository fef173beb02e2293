//go:build cgo && sqlite_fts5

package db

import _ "github.com/mattn/go-sqlite3" // the driver "sqlite3"

var usual = mattn
