package storetest

import "testing"

// Occupy keeps the store from writing, as another program that holds the database does, until release is called.
func (f Fixture) Occupy(t testing.TB) (release func()) {
	t.Helper()
	tx := f.bare(t).Begin()
	must(t, tx.Error)
	if tx.Name() == "postgres" {
		must(t, tx.Exec("LOCK TABLE settings IN EXCLUSIVE MODE").Error)
	} else {
		must(t, tx.Exec("UPDATE settings SET value = value").Error)
	}
	return func() { must(t, tx.Rollback().Error) }
}
