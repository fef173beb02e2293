package db

import "testing"

// TestWordsOfEarlierVersionsAreRenamed: what was stored under British names is found under American ones.
func TestWordsOfEarlierVersionsAreRenamed(t *testing.T) {
	onOldDatabases(t, 39, func(t *testing.T, db before) {
		db.exec(t, "INSERT INTO settings (name, value) VALUES ('organisation.name', 'Veldhoek')")
		db.up(t)
		var name string
		if err := db.QueryRowContext(t.Context(), "SELECT value FROM settings WHERE name = 'organization.name'").Scan(&name); err != nil || name != "Veldhoek" {
			t.Errorf("the organization is called %q (%v)", name, err)
		}
		db.exec(t, "SELECT id FROM enrollment_tokens")
	})
}
