package store

import (
	"cmp"
	"context"
	"errors"
	"path"
	"strings"
	"time"
	"unicode"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/installer"
	"appdepot/models/reason"
	"appdepot/models/store/db"
)

// The most characters that are kept.
const (
	longestFileName = 255
	longestMark     = 64
)

// mostOpenUploads is how many uploads of one person may be on their way at once: twice what a page takes.
const mostOpenUploads = 100

// StartUpload notes a file that is about to arrive, and holds the storage for it. A file that was on its way to the same
// draft is forgotten, and so is one that was meant to be the same app's next version.
func (s *Store) StartUpload(ctx context.Context, n models.NewUpload) (models.Upload, error) {
	if err := db.May(ctx, access.ManageApps, access.Object{}); err != nil {
		return models.Upload{}, err
	}
	u := models.Upload{
		ID: models.NewID(), UserID: models.ActorOf(ctx).UserID, Name: fileName(n.Name), Mark: firstRunes(field.Line(n.Mark), longestMark), Size: max(n.Size, -1),
		DraftID: n.DraftID, AppID: n.AppID, State: models.UploadReceiving,
	}
	u.SizeLimit = min(n.Limit, apptype.LimitOf(u.Name))
	if e, ok := apptype.PaneEntryOf(n.Entry); ok {
		u.SizeLimit = e.LimitOf(u.Name)
	}
	var forgotten []models.ID
	err := s.change(ctx, func(t *tx) (err error) {
		if err := cmp.Or(t.startUpload(&u), s.diskHas(u.Size)); err != nil {
			return err
		}
		if u.AppID != "" {
			forgotten, err = t.forgetNext(u)
		} else if u.DraftID != "" {
			forgotten, err = t.forgetArriving(u)
		}
		return cmp.Or(err, t.limitOpen(u.UserID))
	})
	if err != nil {
		return models.Upload{}, err
	}
	s.deleteOwn(ctx, forgotten...)
	return u, nil
}

func (t *tx) startUpload(u *models.Upload) error {
	if err := installer.RefuseName(u.Name); err != nil {
		return err
	}
	if err := t.limitUpload(u); err != nil {
		return err
	}
	switch {
	case u.Size > u.SizeLimit:
		return tooLarge(u.SizeLimit)
	case u.Size == 0:
		return emptyFile()
	}
	if err := t.reserve(u, max(u.Size, 0)); err != nil {
		return err
	}
	return db.Create[models.Upload](t.Ctx, t.DB, u)
}

// limitOpen refuses the upload that is one too many for a person. The state is written out, as in the index that has only such uploads.
func (t *tx) limitOpen(user models.ID) error {
	if user == "" {
		return nil
	}
	n, err := db.Count[models.Upload](t.Ctx, t.DB.Where("user_id = ? AND state = 'receiving'", user))
	if err == nil && n > mostOpenUploads {
		err = reason.TooManyUploads.Of(mostOpenUploads).Invalid()
	}
	return err
}

// limitUpload finds out how large the file of a draft or of an app may be.
func (t *tx) limitUpload(u *models.Upload) error {
	switch {
	case u.DraftID != "":
		d, err := t.draft(u.DraftID)
		if err != nil {
			return err
		}
		if err := t.beginDraft(&d); err != nil {
			return err
		}
		e, _ := apptype.PaneEntryOf(d.Entry)
		u.SizeLimit = e.LimitOf(u.Name)
	case u.AppID != "":
		app, err := db.First[models.App](t.Ctx, t.DB.Where("id = ?", u.AppID))
		if app, err = db.Allowed(t.Ctx, access.ManageApps, access.App, app, err, noApp()); err != nil {
			return err
		}
		if def, ok := apptype.Get(app.Type); ok && def.Package != nil {
			u.SizeLimit = def.Package.MaxBytes
		}
	}
	if u.SizeLimit == 0 {
		return reason.TypeHasNoFile.Invalid()
	}
	return nil
}

// forgetArriving ends the uploads whose place in a draft another one takes.
func (t *tx) forgetArriving(by models.Upload) (ids []models.ID, err error) {
	q := t.Model(&models.Upload{}).Where("draft_id = ? AND id <> ?", by.DraftID, by.ID)
	if err := q.Pluck("id", &ids).Error; err != nil || len(ids) == 0 {
		return nil, err
	}
	_, err = db.Delete[models.Upload](t.Ctx, t.DB.Where("id IN ?", ids))
	return ids, err
}

// Upload is one upload.
func (s *Store) Upload(ctx context.Context, id models.ID) (models.Upload, error) {
	u, err := db.First[models.Upload](ctx, s.db.Read.Where("id = ?", id))
	return db.Allowed(ctx, access.ManageApps, access.Upload, u, err, noUpload())
}

// mostUploads is how many uploads a list shows: those begun last.
const mostUploads = 200

// UploadLine is an upload as a list shows it.
type UploadLine struct {
	models.Upload
	UserName string // who began it
	AppName  string // of the app whose next version it is meant to be
}

// Uploads lists what is still arriving, and the files that have arrived and that nobody has begun an app of yet; the one begun
// last first.
func (s *Store) Uploads(ctx context.Context) ([]UploadLine, error) {
	db, err := s.db.Visible(ctx, access.ManageApps)
	if err != nil {
		return nil, err
	}
	var lines []UploadLine
	err = db.Model(&models.Upload{}).
		Select("uploads.*, coalesce(users.name, '') AS user_name, coalesce(apps.name, '') AS app_name").
		Joins("LEFT JOIN users ON users.id = uploads.user_id").
		Joins("LEFT JOIN apps ON apps.id = uploads.app_id").
		Where(`uploads.state = ? OR uploads.draft_id IS NULL AND uploads.app_id IS NULL
			AND NOT EXISTS (SELECT 1 FROM drafts WHERE drafts.upload_id = uploads.id)`, models.UploadReceiving).Order("uploads.id DESC").Limit(mostUploads).Find(&lines).Error
	return lines, err
}

// WaitUpload waits until an upload is read or refused, and gives it as it then is. When ctx ends before that, it gives the
// upload as it last was, without an error.
func (s *Store) WaitUpload(ctx context.Context, id models.ID) (models.Upload, error) {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	last := models.Upload{}
	for {
		u, err := s.Upload(ctx, id)
		switch {
		case err != nil && ctx.Err() != nil && last.ID != "":
			return last, nil
		case err != nil:
			return u, err
		case u.State == models.UploadReady || u.State == models.UploadRefused:
			return u, nil
		}
		last = u
		select {
		case <-tick.C:
		case <-ctx.Done():
			return last, nil
		}
	}
}

// CancelUpload forgets an upload and what has arrived of it, also while it is still arriving. An upload that a draft uses
// stays.
func (s *Store) CancelUpload(ctx context.Context, id models.ID) error {
	var keys []string
	err := s.change(ctx, func(t *tx) error {
		u, err := db.First[models.Upload](ctx, t.DB.Where("id = ?", id))
		if u, err = db.Allowed(ctx, access.ManageApps, access.Upload, u, err, noUpload()); err != nil {
			return err
		}
		_, err = db.Delete[models.Upload](ctx, t.DB.Where("id = ?", id))
		if err != nil || u.PackageID == "" {
			return uploadTaken(err, u)
		}
		keys, err = t.dropPackage(u.PackageID)
		return err
	})
	if err != nil {
		return err
	}
	s.deleteSpare(ctx, keys)
	s.deleteOwn(ctx, id)
	return nil
}

// uploadTaken explains why an upload cannot be removed: a draft uses it.
func uploadTaken(err error, u models.Upload) error {
	if errors.Is(err, gorm.ErrForeignKeyViolated) {
		return models.Conflict("%s belongs to an app that is being added. Remove it from that app first.", u.Name)
	}
	return err
}

// deleteOwn deletes what arrived of uploads that are gone. The row of a part may have failed after the part was written,
// so the package store is asked.
func (s *Store) deleteOwn(ctx context.Context, ids ...models.ID) {
	for _, id := range ids {
		own, err := s.packages.Keys(ctx, string(id))
		if err != nil {
			s.log.WarnContext(ctx, "files stay until the next sweep", "upload", id, "error", err)
		}
		s.deleteSpare(ctx, own)
	}
}

// fileName makes a sender's file name fit to be shown: the last part of a path, without what is not seen.
func fileName(name string) string {
	name = path.Base(strings.ReplaceAll(field.Visible(strings.ToValidUTF8(name, "")), `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, name)
	if runes := []rune(name); len(runes) > longestFileName {
		name = string(runes[len(runes)-longestFileName:]) // the ending says what it is
	}
	if name = strings.TrimSpace(name); name == "" || name == "." || name == "/" {
		return "package"
	}
	return name
}

func firstRunes(s string, n int) string {
	runes := []rune(s)
	return string(runes[:min(n, len(runes))])
}

func noUpload() error {
	return models.NotFound("This upload no longer exists. Upload the file again.")
}

func emptyFile() error {
	return reason.EmptyFile.Invalid()
}

func tooLarge(limit int64) error {
	return reason.FileTooLarge.Of(reason.Bytes(limit)).TooLarge()
}
