package storetest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"appdepot/models/store"
)

// sqliteTemplates are the files that every SQLite database is a copy of, by driver: func() ([]byte, error), which makes one the
// first time. Bringing the schema up to date takes longer than most tests.
var sqliteTemplates sync.Map

// sqliteFile gives a database file of the test's own, with the schema in it and nothing else.
func sqliteFile(t testing.TB, driver string) string {
	t.Helper()
	made, _ := sqliteTemplates.LoadOrStore(driver, sync.OnceValues(func() ([]byte, error) { return emptySQLite(driver) }))
	content, err := made.(func() ([]byte, error))()
	if err != nil {
		t.Fatalf("build the SQLite template: %s", err)
	}
	path := filepath.Join(t.TempDir(), "appdepot.db")
	must(t, os.WriteFile(path, content, 0o600))
	return path
}

// emptySQLite is the content of a new database.
func emptySQLite(driver string) ([]byte, error) {
	folder, err := os.MkdirTemp("", "storetest") // it serves other tests than the one that asked first
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "appdepot.db")
	s, err := store.Open(context.Background(), store.Options{Database: path, Driver: driver, SecretKey: secretKey})
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	if _, err := os.Stat(path + "-wal"); err == nil {
		return nil, fmt.Errorf("closing the database with the driver %s left a log beside it", driver)
	}
	return os.ReadFile(path)
}
