package store

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store/db"
)

// NextVersion is the file that was uploaded to be an app's next version, before somebody makes it that.
type NextVersion struct {
	DraftFile                 // Upload is zero when there is none
	Before    models.Package  // that of the current version
	Waits     bool            // it is still being read, or it is being checked who signed it
	Refusal   models.Text     // why it cannot be the next version; empty when it can
	Open      []field.Field   // what it does not tell, and people have to
	Same      field.Form      // the answers to that which a version has in common with the one before
	Warnings  []models.Reason // what is odd about it, also compared with the current version
}

// NextVersion gives the file that waits to be an app's next version, or of which a part has arrived.
func (s *Store) NextVersion(ctx context.Context, app models.App) (NextVersion, error) {
	if err := db.May(ctx, access.ManageApps, access.App(app)); err != nil {
		return NextVersion{}, err
	}
	var n NextVersion
	var u models.Upload
	q := s.db.Rows(ctx)
	if err := q.Where("app_id = ?", app.ID).Order("id DESC").Limit(1).Find(&u).Error; err != nil || u.ID == "" {
		return n, err
	}
	if u.State == models.UploadReceiving {
		n.Arriving = u
		return n, nil
	}
	var err error
	if n.DraftFile, err = fileOf(q, u.ID); err != nil {
		return n, err
	}
	return n, n.compare(q, app)
}

// compare holds the file against the app's current version.
func (n *NextVersion) compare(db *gorm.DB, app models.App) error {
	def, before, err := currentPackage(db, app)
	if err != nil {
		return err
	}
	n.Before = before.Package
	n.Waits = n.Upload.State == models.UploadReading ||
		n.Upload.State == models.UploadReady && models.SignatureWaiting == n.Package.Signature
	if refused, ok := errors.AsType[*models.Error](follows(def, app, before, n.DraftFile, nil)); ok && refused.Kind != models.KindConflict {
		n.Refusal, n.Waits = refused.Text, false
		return nil
	}
	if n.Upload.State == models.UploadReady {
		n.Open = field.Unanswered(def.Fields(), apptype.PackageFacts(n.Upload.Name, n.Package))
		n.Same = def.IdentityForm(app)
		odd, _ := def.Accept(n.Upload.Name, n.Package.Size, n.Package)
		n.Warnings = append(append(odd, n.Package.Warnings...), apptype.Differences(before.Package, n.Package)...)
	}
	return nil
}

// forgetNext ends the uploads whose place another one takes that is to be the next version of the same app, and gives their
// IDs. Their packages go too, unless something else has them.
func (t *tx) forgetNext(by models.Upload) (ids []models.ID, err error) {
	var old []models.Upload
	if err := t.Where("app_id = ? AND id <> ?", by.AppID, by.ID).Find(&old).Error; err != nil {
		return nil, err
	}
	for _, u := range old {
		if _, err := db.Delete[models.Upload](t.Ctx, t.DB.Where("id = ?", u.ID)); err != nil {
			return nil, err
		}
		if u.PackageID != "" {
			if _, err := t.dropPackage(u.PackageID); err != nil {
				return nil, err
			}
		}
		ids = append(ids, u.ID)
	}
	return ids, nil
}
