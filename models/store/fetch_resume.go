package store

import (
	"context"
	"errors"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/store/db"
)

// resumeFetches goes on with the content of drafts that an earlier process was at: what was on its way is downloaded from its
// beginning, and what has arrived becomes an app where somebody wanted that.
func (s *Store) resumeFetches(ctx context.Context) error {
	var drafts []models.Draft
	if err := s.db.Rows(ctx).Where("type IN ?", apptype.FetchedTypes()).Order("id").Find(&drafts).Error; err != nil {
		return err
	}
	for _, d := range drafts {
		f, err := draftFile(s.db.Rows(ctx), d)
		switch {
		case err != nil:
		case f.Arriving.State == models.UploadReceiving:
			err = s.FetchAnew(ctx, f.Arriving)
		case d.Found.PublishBy != "" && f.Upload.State != models.UploadRefused && d.UploadID != "":
			err = s.change(ctx, func(t *tx) error { return t.Enqueue(FetchContentArgs{d.UploadID}) })
		}
		if err != nil && models.KindOf(err) != models.KindNotFound {
			return err
		}
	}
	return nil
}

// FetchAnew queues the download of the content of a draft from its beginning, in a new upload: should another process still be at
// the one that was on its way, it finds that gone and stops.
func (s *Store) FetchAnew(ctx context.Context, u models.Upload) error {
	if err := db.May(ctx, access.ManageApps, access.Upload(u)); err != nil {
		return err
	}
	var forgotten []models.ID
	err := s.change(ctx, func(t *tx) error {
		d, err := t.draft(u.DraftID)
		if err != nil {
			return err
		}
		there, err := db.First[models.Upload](ctx, t.DB.Select("id").Where("id = ?", u.ID))
		if _, err = db.One(there, err, noUpload()); err != nil {
			return err
		}
		if _, forgotten, err = t.fetchContent(&d); err != nil {
			return err
		}
		return t.saveDraft(&d)
	})
	if e, told := errors.AsType[*models.Error](err); told && e.Kind != models.KindNotFound {
		return s.FailFetch(ctx, u, err)
	}
	if models.KindOf(err) == models.KindNotFound {
		return nil // discarded, or begun anew already
	}
	s.deleteOwn(ctx, forgotten...)
	return err
}
