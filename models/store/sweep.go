package store

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store/db"
)

const (
	abandonedAfter  = 7 * 24 * time.Hour // an upload that nothing happens to and no draft uses
	unfinishedAfter = time.Hour          // a half-written file that nobody writes to; requests that stall end far sooner
	sweepBatch      = 500
)

// UploadExpires is when an upload is forgotten if nothing more of it arrives.
func UploadExpires(u models.Upload) time.Time { return u.UpdatedAt.Add(abandonedAfter) }

// SweepArgs is the work of Sweep.
type SweepArgs struct{}

// Kind names the work in the queue.
func (SweepArgs) Kind() string { return "sweep" }

// Sweep removes what nobody needs any more: abandoned uploads, wizards in which nothing was entered, sets of assignments that nobody goes on
// with, packages that nothing refers to, and files without a package. It is safe while uploads arrive, here and on other replicas: what is arriving has a row from before its first
// byte.
func (s *Store) Sweep(ctx context.Context) error {
	if err := db.May(ctx, access.ManageSettings, access.Object{}); err != nil {
		return err
	}
	if err := s.packages.RemoveUnfinished(unfinishedAfter); err != nil {
		return err
	}
	keys, err := s.packages.Keys(ctx, "")
	if err != nil {
		return err
	}
	err = s.change(ctx, func(t *tx) error {
		_, err := db.Delete[models.Upload](ctx, t.DB.Where("updated_at < ?", t.Now.Add(-abandonedAfter)).
			Where("NOT EXISTS (SELECT 1 FROM drafts WHERE drafts.upload_id = uploads.id)"))
		if err != nil {
			return err
		}
		opened := t.DB.Where("NOT begun AND updated_at < ?", t.Now.Add(-abandonedAfter))
		if _, err := db.Delete[models.Draft](ctx, opened); err != nil {
			return err
		}
		if err := t.sweepEdits(); err != nil {
			return err
		}
		_, err = db.Delete[models.Package](ctx, t.DB.Where(unusedPackage))
		return err
	})
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(keys, sweepBatch) {
		if err := s.deleteUnused(ctx, batch); err != nil {
			return err
		}
	}
	return nil
}

// deleteUnused deletes the files that neither a part nor an upload that is still arriving needs. A file that is unused
// stays so: its key is never used again.
func (s *Store) deleteUnused(ctx context.Context, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	uploads := make([]string, len(keys))
	for i, key := range keys {
		uploads[i] = uploadOf(key)
	}
	var used []string
	err := s.db.Rows(ctx).Raw(`SELECT key FROM package_parts WHERE key IN ? UNION ALL
		SELECT key FROM upload_parts WHERE key IN ? UNION ALL
		SELECT id FROM uploads WHERE id IN ? AND state = ?`, keys, keys, uploads, models.UploadReceiving).Scan(&used).Error
	if err != nil {
		return err
	}
	var errs []error
	for i, key := range keys {
		if !slices.Contains(used, key) && !slices.Contains(used, uploads[i]) {
			errs = append(errs, s.packages.Delete(ctx, key))
		}
	}
	return errors.Join(errs...)
}

// uploadOf is the upload that a part's key begins with; see partPrefix.
func uploadOf(key string) string {
	const length = len("00000000-0000-0000-0000-000000000000")
	if len(key) < length || !strings.HasPrefix(key[length:], "-") {
		return ""
	}
	return key[:length]
}
