//go:build !(cgo && sqlite_fts5)

package db

import _ "modernc.org/sqlite" // the driver "sqlite"

var usual = modernc

// mattnCode is 0: this build does not have that driver.
func mattnCode(error) int { return 0 }
