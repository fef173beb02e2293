//go:build !(cgo && sqlite_fts5)

package store

const usualDriver = "sqlite"
