package store

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/store/db"
)

// ArrivedFile is a file that was uploaded before anybody said what for, with what came of it.
type ArrivedFile struct {
	models.Upload
	Draft models.Draft        // the app that is being made of it; zero for none
	Fits  []apptype.PaneEntry // the kinds of app that can be made of it, once it has been read
	Why   models.Text         // why nothing can be made of it; empty while something can

	Private bool // managed Google Play, to which the organization is connected, can make a private app of it as well
}

// ArrivedFile tells what can be made of a file, or why nothing can.
func (s *Store) ArrivedFile(ctx context.Context, id models.ID) (ArrivedFile, error) {
	q := s.db.Rows(ctx)
	f, err := allowedFile(ctx, q, access.ManageDrafts, id)
	if err != nil {
		return ArrivedFile{}, err
	}
	return arrivedFile(q, f, s.openingOrEmpty(ctx))
}

func arrivedFile(db *gorm.DB, f DraftFile, open replacing) (ArrivedFile, error) {
	a := ArrivedFile{Upload: f.Upload, Why: f.Upload.Problem.Text()}
	err := db.Where("upload_id = ?", f.Upload.ID).Limit(1).Find(&a.Draft).Error
	if err != nil || a.State != models.UploadReady {
		return a, err
	}
	a.Fits, err = apptype.EntriesFor(f.Upload.Name, f.Package)
	if e, told := errors.AsType[*models.Error](err); told {
		a.State, a.Why, err = models.UploadRefused, e.Text, nil
	}
	if err == nil && apptype.PrivateAppProblems(f.Package) == nil {
		var play models.PlayConnection
		play, err = connectionOf(db, open)
		a.Private = play.Connected()
	}
	return a, err
}

// SortUpload begins an app of a file. Without an entry it does so only when just one kind of app can be made of it, private apps of
// managed Google Play included. A file that an app is being made of already keeps that one, so doing it twice gives the same draft.
// What is left to be decided, or why nothing could be begun, is in the answer.
func (s *Store) SortUpload(ctx context.Context, id models.ID, entry string) (ArrivedFile, error) {
	var a ArrivedFile
	err := s.change(ctx, func(t *tx) (err error) {
		f, err := t.file(id) // stays as it is until this has ended
		if err != nil {
			return err
		}
		if err := db.May(ctx, access.ManageDrafts, access.Upload(f.Upload)); err != nil {
			return err
		}
		if a, err = arrivedFile(t.DB, f, orEmpty(t.OpenSealed)); err != nil || a.Draft.ID != "" || a.State != models.UploadReady {
			return err
		}
		if entry == "" && len(a.Fits) == 1 && !a.Private {
			entry = a.Fits[0].ID
		}
		if entry == "" {
			return nil
		}
		if a.Draft, err = t.addDraft(entry); err != nil {
			return err
		}
		if _, err = t.attach(&a.Draft, id); err != nil {
			return err
		}
		return t.saveDraft(&a.Draft)
	})
	return a, err
}
