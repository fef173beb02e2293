//go:build cgo && sqlite_fts5

package db

import (
	"errors"

	"github.com/mattn/go-sqlite3" // the driver "sqlite3"
)

var usual = mattn

// mattnCode is the primary code of this driver's error, 0 when it is none.
func mattnCode(err error) int {
	e, _ := errors.AsType[sqlite3.Error](err)
	return int(e.Code)
}
