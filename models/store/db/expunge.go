package db

import (
	"context"
	"fmt"
	"slices"
)

// Expunge leaves nothing in the database's files of what was overwritten or deleted in these tables: databases keep old rows in pages that are
// free, and in their logs. It rewrites the file of SQLite, and of Postgres the tables. Copies that were made before have it still.
func (d *Database) Expunge(ctx context.Context, tables ...string) error {
	write := d.Write.WithContext(ctx)
	if !d.Postgres() {
		if err := write.Exec("VACUUM").Error; err != nil {
			return err
		}
		return write.Exec("PRAGMA wal_checkpoint(TRUNCATE)").Error
	}
	slices.Sort(tables)
	for _, table := range slices.Compact(tables) {
		if err := write.Exec(fmt.Sprintf("VACUUM FULL %s", table)).Error; err != nil {
			return err
		}
	}
	return nil
}
