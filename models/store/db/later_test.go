package db

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"gorm.io/gorm"
)

// However a change ends that does not wait for the disk, the next one waits.
func TestOnlyAChangeSyncedLaterDoesNotWait(t *testing.T) {
	onDatabases(t, func(t *testing.T, d *Database) {
		waits, waitsNot := d.syncs(t, d.Write), "1" // NORMAL
		if d.Postgres() {
			waitsNot = "off"
		}
		if waits == waitsNot {
			t.Fatalf("changes do not wait for the disk: %s", waits)
		}
		endings := []struct {
			name string
			end  func(hangUp func()) error
			kept bool
		}{
			{"came about", func(func()) error { return nil }, true},
			{"failed", func(func()) error { return errors.New("refused") }, false},
			{"panicked", func(func()) error { panic("the roof is on fire") }, false},
			{"hung up", func(hangUp func()) error { hangUp(); return nil }, false},
			{"came about again", func(func()) error { return nil }, true},
		}
		for _, e := range endings {
			ctx, hangUp := context.WithCancel(t.Context())
			defer hangUp()
			err := recovered(func() error {
				return d.ChangeSyncedLater(ctx, func(tx *Tx) error {
					if got := d.syncs(t, tx.DB); got != waitsNot {
						t.Errorf("the change that %s waits for the disk: %s", e.name, got)
					}
					if err := tx.SaveSetting(e.name, "saved"); err != nil {
						return err
					}
					return e.end(hangUp)
				})
			})
			want := ""
			if e.kept {
				want = "saved"
			}
			if d.must(t, e.name, want); e.kept != (err == nil) {
				t.Errorf("the change ends with %v", err)
			}
			err = d.Change(t.Context(), func(tx *Tx) error {
				if got := d.syncs(t, tx.DB); got != waits {
					t.Errorf("after the change that %s, the next does not wait for the disk: %s", e.name, got)
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		}
	})
}

func recovered(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return do()
}

// syncs is how a connection syncs, as the database calls it.
func (d *Database) syncs(t *testing.T, on *gorm.DB) (how string) {
	t.Helper()
	ask := "PRAGMA synchronous"
	if d.Postgres() {
		ask = "SHOW synchronous_commit"
	}
	if err := on.Raw(ask).Scan(&how).Error; err != nil {
		t.Error(err)
	}
	return how
}
