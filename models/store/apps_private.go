package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/apptype"
	"appdepot/models/store/db"
)

// PrivateApp is a file that was uploaded to become a private app of managed Google Play. The package is complete once the upload
// is ready.
type PrivateApp struct {
	Upload  models.Upload
	Package models.Package
	Waits   bool          // it is still being read, or it is being checked who signed it
	Refused []models.Text // everything that keeps it from becoming a private app, as far as that is known
	AppID   models.ID     // the app with its package name that is here already; Refused says so too
}

// Refusal is why the file cannot become a private app now; nil when it can.
func (p PrivateApp) Refusal() error {
	switch {
	case len(p.Refused) > 0:
		return &models.Error{Kind: models.KindInvalid, Text: p.Refused[0]}
	case p.Waits:
		return models.Invalid("The file is still being read. Try again in a moment.")
	}
	return nil
}

// PrivateApp tells whether managed Google Play can make a private app of an uploaded file.
func (s *Store) PrivateApp(ctx context.Context, upload models.ID) (PrivateApp, error) {
	q := s.db.Rows(ctx)
	f, err := allowedFile(ctx, q, access.ManageApps, upload)
	p := PrivateApp{Upload: f.Upload, Package: f.Package}
	if err != nil {
		return p, err
	}
	switch f.Upload.State {
	case models.UploadReceiving:
		p.Refused = []models.Text{models.T("The upload is incomplete. Choose the file again to continue.")}
	case models.UploadReading:
		p.Waits = true
	case models.UploadRefused:
		p.Refused = []models.Text{f.Upload.Problem.Text()}
	case models.UploadReady:
		err = p.check(q)
	}
	return p, err
}

// check finds out what keeps a package that was read from becoming a private app.
func (p *PrivateApp) check(db *gorm.DB) error {
	p.Refused = apptype.PrivateAppProblems(p.Package)
	var drafts int64
	if err := db.Model(&models.Draft{}).Where("upload_id = ?", p.Upload.ID).Count(&drafts).Error; err != nil {
		return err
	}
	if drafts > 0 || p.Upload.AppID != "" {
		p.Refused = append(p.Refused, models.T("This file is already in use for another app. Upload it again to create a private app."))
	}
	def := apptype.OfCatalog(apptype.ManagedPlay)
	here, err := recognized(db, def)
	if err != nil {
		return err
	}
	name := p.Package.Fact(models.FactPackageID)
	if p.AppID = here[name]; p.AppID != "" {
		p.Refused = append(p.Refused, models.T("A managed Google Play app with the package name %s already exists.", name))
	}
	p.Waits = len(p.Refused) == 0 && p.Package.Signature == models.SignatureWaiting
	return nil
}

// AddPrivateApp adds the private app that managed Google Play made of an uploaded file, assigned to nobody, and drops the file:
// devices get the app from there. When the app is here already, by a synchronization or because this is done twice, that is the app.
func (s *Store) AddPrivateApp(ctx context.Context, upload models.ID, made FoundApp) (models.App, error) {
	def := apptype.OfCatalog(apptype.ManagedPlay)
	var (
		app   models.App
		spare []string
		err   error
	)
	err = s.change(ctx, func(t *tx) error {
		if spare, err = t.dropSentUpload(upload); err != nil {
			return err
		}
		if app, err = made.app(def); err != nil {
			return err
		}
		here, err := recognized(t.DB, def)
		if err != nil {
			return err
		}
		if id := here[def.Detect(def.ValuesOf(app)).ID]; id != "" {
			app, err = db.First[models.App](ctx, t.DB.Where("id = ?", id))
			return err
		}
		return t.addApp(&app, nil)
	})
	if err != nil {
		return models.App{}, fmt.Errorf("add private app of upload %s: %w", upload, err)
	}
	s.deleteSpare(ctx, spare)
	return app, nil
}

// dropSentUpload drops a file that managed Google Play has now, unless an app is being made of it, and gives the keys that are spare then. It
// does nothing when the file is gone.
func (t *tx) dropSentUpload(upload models.ID) (spare []string, err error) {
	u, err := db.First[models.Upload](t.Ctx, t.DB.Where("id = ?", upload))
	u, err = db.Allowed(t.Ctx, access.ManageApps, access.Upload, u, err, noUpload())
	if models.KindOf(err) == models.KindNotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	n, err := db.Delete[models.Upload](t.Ctx, t.DB.Where("id = ? AND NOT EXISTS (SELECT 1 FROM drafts WHERE drafts.upload_id = uploads.id)", upload))
	if err != nil || n == 0 {
		return nil, err
	}
	if err := t.Record(activity.SendPackage, u.PackageID, u.Name, models.Change{Field: "sha256", New: u.SHA256}); err != nil {
		return nil, err
	}
	return t.dropPackage(u.PackageID)
}
