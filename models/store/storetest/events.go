package storetest

import (
	"testing"

	"appdepot/models"
)

// WriteEvent writes a line of the audit log straight into an SQLite store, as a server of another version would.
func (f Fixture) WriteEvent(t testing.TB, e models.Event) {
	t.Helper()
	e.ID, e.At, e.Changes = models.NewID(), f.Clock.Now(), []models.Change{}
	insert(t, f.bare(t), []models.Event{e})
}
