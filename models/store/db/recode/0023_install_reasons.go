package recode

import (
	"context"
	"database/sql"
)

// installReasons puts the reasons of install states into columns of their own.
func (m migration) installReasons(ctx context.Context, tx *sql.Tx) error {
	return m.textColumn(ctx, tx, "installs", "reason")
}
