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
	if err := db.May(ctx, access.ManageDrafts, access.Upload(models.Upload{ID: id})); err != nil {
		return ArrivedFile{}, err
	}
	return arrivedFile(s.db.Rows(ctx), id)
}

func arrivedFile(db *gorm.DB, id models.ID) (ArrivedFile, error) {
	f, err := fileOf(db, id)
	a := ArrivedFile{Upload: f.Upload, Why: f.Upload.Problem.Text()}
	if err != nil {
		return a, err
	}
	if err := db.Where("upload_id = ?", id).Limit(1).Find(&a.Draft).Error; err != nil || a.State != models.UploadReady {
		return a, err
	}
	a.Fits, err = apptype.EntriesFor(f.Upload.Name, f.Package)
	if e, told := errors.AsType[*models.Error](err); told {
		a.State, a.Why, err = models.UploadRefused, e.Text, nil
	}
	if err == nil && apptype.PrivateAppProblems(f.Package) == nil {
		var play models.PlayConnection
		play, err = connectionOf(db)
		a.Private = play.Connected()
	}
	return a, err
}

// SortUpload begins an app of a file. Without an entry it does so only when just one kind of app can be made of it, private apps of
// managed Google Play included. A file that an app is being made of already keeps that one, so doing it twice gives the same draft.
// What is left to be decided, or why nothing could be begun, is in the answer.
func (s *Store) SortUpload(ctx context.Context, id models.ID, entry string) (ArrivedFile, error) {
	for _, action := range []access.Action{access.ManageDrafts, access.ManageApps} {
		if err := db.May(ctx, action, access.Object{}); err != nil {
			return ArrivedFile{}, err
		}
	}
	var a ArrivedFile
	err := s.change(ctx, func(t *tx) (err error) {
		if _, err = t.file(id); err != nil { // stays as it is until this has ended
			return err
		}
		if a, err = arrivedFile(t.DB, id); err != nil || a.Draft.ID != "" || a.State != models.UploadReady {
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
