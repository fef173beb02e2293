package store

import (
	"context"
	"errors"
	"slices"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/reason"
	"appdepot/models/store/db"
)

// DraftFile is the package file of a draft with what was read from it. Both are zero without a file; the package is
// complete once the upload is ready. Arriving is the file that will take its place, while a part of it has still to come.
type DraftFile struct {
	Upload   models.Upload
	Package  models.Package
	Arriving models.Upload
}

// DraftFile gives the file of a draft.
func (s *Store) DraftFile(ctx context.Context, d models.Draft) (DraftFile, error) {
	if err := db.May(ctx, access.ManageDrafts, access.Draft(d)); err != nil {
		return DraftFile{}, err
	}
	return draftFile(s.db.Rows(ctx), d)
}

func draftFile(db *gorm.DB, d models.Draft) (f DraftFile, err error) {
	var uploads []models.Upload
	if err := db.Where("id = ? OR draft_id = ?", d.UploadID, d.ID).Find(&uploads).Error; err != nil {
		return f, err
	}
	for _, u := range uploads {
		if u.ID == d.UploadID {
			f.Upload = u
		} else {
			f.Arriving = u
		}
	}
	if d.UploadID != "" && f.Upload.ID == "" {
		return f, noUpload()
	}
	return f.withPackage(db)
}

func fileOf(q *gorm.DB, upload models.ID) (f DraftFile, err error) {
	if err = q.Where("id = ?", upload).Take(&f.Upload).Error; err != nil {
		return db.One(f, err, noUpload())
	}
	return f.withPackage(q)
}

// allowedFile is fileOf for whoever may do the action to the upload.
func allowedFile(ctx context.Context, q *gorm.DB, action access.Action, upload models.ID) (DraftFile, error) {
	u, err := db.First[models.Upload](ctx, q.Where("id = ?", upload))
	if u, err = db.Allowed(ctx, action, access.Upload, u, err, noUpload()); err != nil {
		return DraftFile{}, err
	}
	return DraftFile{Upload: u}.withPackage(q)
}

// withPackage adds what was read from a file, once that is done.
func (f DraftFile) withPackage(db *gorm.DB) (DraftFile, error) {
	if f.Upload.State != models.UploadReady {
		return f, nil
	}
	err := db.Where("id = ?", f.Upload.PackageID).Take(&f.Package).Error
	return f, err
}

// Known is what a draft's file and the app chosen in a catalog say, the file first. Of several setup files in it, it is about
// the one that the draft names.
func (f DraftFile) Known(d models.Draft) field.Known {
	return apptype.WithSetupFile(f.facts(d), d.Form)
}

func (f DraftFile) facts(d models.Draft) field.Known {
	known := apptype.PackageFacts(f.Upload.Name, f.Package)
	if fetched(d) { // whoever described the app in the catalog tried it out
		known.Facts = slices.Concat(d.Found.Facts, known.Facts)
	} else {
		known.Facts = slices.Concat(known.Facts, d.Found.Facts)
	}
	return known
}

// Warnings are what is odd about a file that was accepted.
func (f DraftFile) Warnings(d models.Draft) []models.Reason {
	def, ok := apptype.Get(d.Type)
	if !ok || f.Upload.State != models.UploadReady {
		return nil
	}
	odd, err := def.Accept(f.Upload.Name, f.Package.Size, f.Package)
	if err != nil {
		return nil
	}
	return append(append(odd, f.Package.Warnings...), apptype.Differences(d.Replaced.Package(), f.Package)...)
}

// onItsWay reports whether the content of a catalog app is being downloaded or read.
func (f DraftFile) onItsWay(d models.Draft) bool {
	arriving := f.Arriving.ID != "" && f.Upload.ID == ""
	reading := f.Upload.State == models.UploadReceiving || f.Upload.State == models.UploadReading
	return fetched(d) && (arriving || reading)
}

// problem says why a draft cannot become an app with this file, or without one.
func (f DraftFile) problem(d models.Draft) models.Text {
	e, _ := apptype.PaneEntryOf(d.Entry)
	switch {
	case e.MaxBytes() == 0:
		return models.Text{}
	case fetched(d) && f.Upload.ID == "" && f.Arriving.ID != "":
		return models.T("The app content is still downloading. Wait until it is complete.")
	case fetched(d) && f.Upload.ID == "":
		return models.T("This app has no content to install yet. Select the app in the catalog to download it.")
	case f.Upload.ID == "" && f.Arriving.ID != "":
		return models.T("The upload is incomplete. Choose the same file to continue, or choose another one.")
	case f.Upload.ID == "":
		return models.T("Upload the app package file.")
	case f.Upload.State == models.UploadRefused:
		return f.Upload.Problem.Text()
	case f.Upload.State != models.UploadReady:
		return models.T("The file is still being read. Try again in a moment.")
	}
	_, err := accepted(d, f)
	if e, ok := errors.AsType[*models.Error](err); ok {
		return e.Text
	}
	return models.Text{}
}

// accepted is the type that a file gives a draft, or the reason why the draft cannot have the file.
func accepted(d models.Draft, f DraftFile) (*apptype.Definition, error) {
	e, _ := apptype.PaneEntryOf(d.Entry)
	def, err := e.ForFormat(f.Package.Format)
	if err != nil {
		return nil, err
	}
	if from := d.Found.Download; def.Fetched() && from != nil && from.SHA256 != "" && !strings.EqualFold(from.SHA256, f.Upload.SHA256) {
		return nil, reason.FileDiffers.Of(from.Name).Invalid()
	}
	_, err = def.Accept(f.Upload.Name, f.Package.Size, f.Package)
	return def, err
}

// AttachUpload makes an uploaded file the package of a draft. It answers the questions it knows the answers to and that
// nobody answered; when it replaces another file, the answers that were just what that one said are its own. A file that
// was refused, or that no app of this kind can be made from, is Invalid, and the draft stays as it was.
func (s *Store) AttachUpload(ctx context.Context, id models.ID, version int, upload models.ID) (models.Draft, error) {
	var replaced models.ID
	var forgotten []models.ID
	d, err := s.changeDraft(ctx, id, version, func(t *tx, d *models.Draft) (err error) {
		if replaced, err = t.attach(d, upload); err != nil {
			return err
		}
		forgotten, err = t.forgetArriving(models.Upload{ID: upload, DraftID: d.ID})
		return err
	})
	s.deleteOwn(ctx, forgotten...)
	if err != nil || replaced == upload {
		return d, err
	}
	return d, s.dropUpload(ctx, replaced)
}

// attach makes an upload the file of a draft, and gives the one that was it before.
func (t *tx) attach(d *models.Draft, upload models.ID) (replaced models.ID, err error) {
	before, err := t.detach(d)
	if err != nil {
		return "", err
	}
	f, err := t.file(upload)
	if err != nil {
		return "", err
	}
	if err := t.nameAsFetched(*d, &f); err != nil {
		return "", err
	}
	if replaced, d.UploadID = d.UploadID, upload; replaced == "" {
		d.Replaced = models.Replaced{}
	} else if before.ID != "" && replaced != upload {
		d.Replaced = models.Replaced{Facts: before.Facts, Signers: before.Signers, Signature: before.Signature}
	}
	switch f.Upload.State {
	case models.UploadReady:
		return replaced, fillDraft(d, f)
	case models.UploadRefused:
		return replaced, f.Upload.Problem.Invalid()
	}
	return replaced, nil // filled when it has been read: see fillDrafts
}

// nameAsFetched gives a file that people upload in place of a download the name that the catalog's commands use.
func (t *tx) nameAsFetched(d models.Draft, f *DraftFile) error {
	if !fetched(d) || d.Found.Download == nil || f.Upload.Name == fileName(d.Found.Download.Name) {
		return nil
	}
	f.Upload.Name = fileName(d.Found.Download.Name)
	_, err := db.Updates[models.Upload](t.Ctx, t.DB.Where("id = ?", f.Upload.ID).Select("Name"), f.Upload)
	return err
}

// RemoveDraftFile takes the file off a draft, with the answers that were just what it said.
func (s *Store) RemoveDraftFile(ctx context.Context, id models.ID, version int) (models.Draft, error) {
	var removed models.ID
	d, err := s.changeDraft(ctx, id, version, func(t *tx, d *models.Draft) error {
		if _, err := t.detach(d); err != nil {
			return err
		}
		removed, d.UploadID, d.Replaced = d.UploadID, "", models.Replaced{}
		return nil
	})
	if err != nil {
		return d, err
	}
	return d, s.dropUpload(ctx, removed)
}

// file reads an upload and keeps the reading of it from ending before the transaction does.
func (t *tx) file(upload models.ID) (DraftFile, error) {
	u, err := db.First[models.Upload](t.Ctx, t.DB.Clauses(clause.Locking{Strength: "SHARE"}).Select("id").Where("id = ?", upload))
	if _, err := db.Allowed(t.Ctx, access.ManageApps, access.Upload, u, err, noUpload()); err != nil {
		return DraftFile{}, err
	}
	return fileOf(t.DB, upload)
}

// detach takes back the answers that were just what the draft's file says, and gives that file's package once it is read.
func (t *tx) detach(d *models.Draft) (models.Package, error) {
	f, err := draftFile(t.DB, *d)
	if def, ok := apptype.Get(d.Type); ok && err == nil && f.Upload.State == models.UploadReady {
		d.Form = def.Unfill(d.Form, apptype.PackageFacts(f.Upload.Name, f.Package))
	}
	return f.Package, err
}

// fillDraft lets a file that was read decide the draft's type and answer what it knows.
func fillDraft(d *models.Draft, f DraftFile) error {
	def, err := accepted(*d, f)
	if err != nil {
		return err
	}
	d.Type = def.ID
	d.Form, _ = def.Fill(d.Form, f.Known(*d))
	return nil
}

// fillDrafts lets a file answer in the drafts that have been waiting for it to be read. A file that does not fit stays with its
// draft, whose page says why.
func (t *tx) fillDrafts(upload models.ID) error {
	f, err := fileOf(t.DB, upload)
	if models.KindOf(err) == models.KindNotFound {
		return nil // canceled while it was being read
	}
	if err != nil {
		return err
	}
	waiting, err := db.Find[models.Draft](t.Ctx, t.DB.Clauses(clause.Locking{Strength: "UPDATE"}).Where("upload_id = ?", upload))
	if err != nil {
		return err
	}
	for _, d := range waiting {
		if d, err = withDraft(d, orEmpty(t.OpenSealed)); err != nil {
			return err
		}
		if fillDraft(&d, f) != nil {
			continue
		}
		if err := t.saveDraft(&d); err != nil {
			return err
		}
	}
	return nil
}
