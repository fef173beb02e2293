package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store/db"
)

// VersionLine is a version of an app as a list shows it.
type VersionLine struct {
	models.AppVersion
	Size     int64  // bytes
	SHA256   string `gorm:"column:sha256"`
	UserName string // who uploaded it
	Current  bool   // devices get this one
}

// AppVersions lists the versions of an app, the newest first.
func (s *Store) AppVersions(ctx context.Context, app models.ID) ([]VersionLine, error) {
	db, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return nil, err
	}
	var lines []VersionLine
	err = db.Model(&models.AppVersion{}).
		Select(`app_versions.*, packages.size, packages.sha256, coalesce(users.name, '') AS user_name,
			coalesce(apps.version_id = app_versions.id, FALSE) AS current`).
		Joins("JOIN apps ON apps.id = app_versions.app_id").
		Joins("JOIN packages ON packages.id = app_versions.package_id").
		Joins("LEFT JOIN users ON users.id = app_versions.created_by").
		Where("app_versions.app_id = ?", app).Order("app_versions.number DESC").Find(&lines).Error
	return lines, err
}

// AddVersion makes an uploaded file the next version of an app. It must be of the app's type, follow the version there is,
// be the same app, and come from the same signer where devices ask for that. What the old package said the new one says
// now; what somebody typed stays. Typed answers what the new package leaves open. Version is the app's that was read.
func (s *Store) AddVersion(ctx context.Context, id models.ID, version int, upload models.ID, typed field.Form) (models.AppVersion, error) {
	var added models.AppVersion
	err := s.changeApp(ctx, id, version, func(t *tx, old models.App) error {
		file, err := t.file(upload)
		if err != nil {
			return err
		}
		if other := file.Upload.AppID; other != "" && other != id {
			return models.Conflict("%s was uploaded for another app. Upload the file for this app.", file.Upload.Name)
		}
		app, err := t.withNewPackage(old, file, typed)
		if err != nil {
			return err
		}
		number, err := t.nextNumber(id)
		if err != nil {
			return err
		}
		app.VersionID = models.NewID()
		if err := t.addVersion(app, number, file); err != nil {
			return err
		}
		if err := t.replaceApp(old, app); err != nil {
			return err
		}
		if _, err := db.Update[models.App](ctx, t.DB.Where("id = ?", id), "version_id", app.VersionID); err != nil {
			return err
		}
		if _, err := db.Delete[models.Upload](ctx, t.DB.Where("id = ?", upload)); err != nil {
			return uploadTaken(err, file.Upload)
		}
		added, err = db.First[models.AppVersion](ctx, t.DB.Where("id = ?", app.VersionID))
		if err != nil {
			return err
		}
		return t.Record(activity.AddAppVersion, id, app.Name, versionChanges(old, app, file)...)
	})
	if err != nil {
		return added, fmt.Errorf("add version to app %s: %w", id, err)
	}
	return added, nil
}

// nextNumber counts versions up, also after one was gone back to.
func (t *tx) nextNumber(app models.ID) (number int, err error) {
	err = t.Model(&models.AppVersion{}).Where("app_id = ?", app).Select("coalesce(max(number), 0) + 1").Scan(&number).Error
	return number, err
}

// withNewPackage is an app as it is with a new package.
func (t *tx) withNewPackage(old models.App, file DraftFile, typed field.Form) (models.App, error) {
	def, before, err := currentPackage(t.DB, old)
	if err != nil {
		return old, err
	}
	if err := follows(def, old, before, file, typed); err != nil {
		return old, err
	}
	return repack(t.DB, old, before, versionFile{file.Upload.Name, file.Package}, typed)
}

// versionFile is the file of a version: its name and what was read from it.
type versionFile struct {
	name string
	models.Package
}

func (f versionFile) facts() field.Known { return apptype.PackageFacts(f.name, f.Package) }

// fileOfVersion reads the file of a version.
func fileOfVersion(q *gorm.DB, v models.AppVersion) (versionFile, error) {
	f := versionFile{name: v.FileName}
	err := q.Where("id = ?", v.PackageID).Take(&f.Package).Error
	return db.One(f, err, noPackage())
}

// currentPackage is the file of an app's current version.
func currentPackage(q *gorm.DB, app models.App) (def *apptype.Definition, f versionFile, err error) {
	if def, err = typeOf(app); err != nil {
		return nil, f, err
	}
	var v models.AppVersion
	err = q.Where("id = ?", app.VersionID).Take(&v).Error
	if v, err = db.One(v, err, models.Invalid("Apps of this type have no versions. Edit the app's properties instead.")); err != nil {
		return nil, f, err
	}
	f, err = fileOfVersion(q, v)
	return def, f, err
}

// repack is an app as it is with another package: what the one before said the other says now, and what somebody typed
// stays. Typed answers what the other package leaves open.
func repack(db *gorm.DB, old models.App, before, now versionFile, typed field.Form) (models.App, error) {
	def, _ := apptype.Get(old.Type)
	form := def.Unfill(def.FormOf(old), before.facts())
	form, _ = def.Fill(keepName(form, old), now.facts())
	form = complete(def, form, now.facts(), typed)
	values, errs := def.Decode(form)
	if err := errs.Err(); err != nil {
		return old, err
	}
	app := old
	def.Apply(values, &app)
	return app, stillAssignable(db, app)
}

// complete takes what was typed for the questions that a package leaves open.
func complete(def *apptype.Definition, form field.Form, known field.Known, typed field.Form) field.Form {
	return field.Merge(field.Unanswered(def.Fields(), known), form, typed)
}

// keepName keeps what people know an app by, also when it was the old package that said it.
func keepName(form field.Form, app models.App) field.Form {
	def, _ := apptype.Get(app.Type)
	information, _ := def.Section(apptype.Information)
	kept := def.FormOf(app)
	for _, f := range information.Fields {
		if f.Fill == models.FactName || f.Fill == models.FactPublisher || f.Fixed != field.Draft {
			form[f.Key] = kept[f.Key]
		}
	}
	return form
}

// follows says why a file cannot be the next version of an app.
func follows(def *apptype.Definition, app models.App, before versionFile, file DraftFile, typed field.Form) error {
	switch file.Upload.State {
	case models.UploadRefused:
		return file.Upload.Problem.Invalid()
	case models.UploadReady:
	default:
		return stillRead()
	}
	if _, err := def.Accept(file.Upload.Name, file.Package.Size, file.Package); err != nil {
		return err
	}
	says := apptype.PackageFacts(file.Upload.Name, file.Package)
	form, _ := def.Fill(field.Form{}, says)
	values, _ := def.Decode(complete(def, form, says, typed))
	if err := def.NewVersion(def.ValuesOf(app), values); err != nil {
		return err
	}
	if before.Signature == models.SignatureWaiting || file.Package.Signature == models.SignatureWaiting {
		return models.Conflict("The package signature is still being checked. Try again in a moment.")
	}
	if !def.SameSigner(before.Package, file.Package) {
		return models.Invalid("The app's current version is signed with another certificate, so devices would reject this update. Get a package signed with the same key, or add this one as a separate app.")
	}
	return nil
}

func stillRead() error {
	return models.Conflict("The file is still being read. Try again in a moment.")
}

// versionChanges lists what a new version changes, for the audit log.
func versionChanges(old, app models.App, file DraftFile) []models.Change {
	def, _ := apptype.Get(app.Type)
	list := []models.Change{{Field: "sha256", New: file.Package.SHA256}}
	return append(list, field.Changes(def.Fields(), def.ValuesOf(old), def.ValuesOf(app))...)
}
