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

// Restoring is an earlier version of an app with what going back to it means.
type Restoring struct {
	Version models.AppVersion
	Means   []models.Text
}

// Restoring says what it means to make an earlier version of an app its current one again.
func (s *Store) Restoring(ctx context.Context, app models.App, version models.ID) (r Restoring, err error) {
	if err := db.May(ctx, access.ManageApps, access.App(app)); err != nil {
		return r, err
	}
	if r.Version, err = s.AppVersion(ctx, app.ID, version); err != nil {
		return r, err
	}
	if app.VersionID == version {
		r.Means = []models.Text{models.T("Devices already get this version.")}
		return r, nil
	}
	if app, err = withApp(app, s.openingOrEmpty(ctx)); err != nil {
		return r, err
	}
	was, err := withVersion(app.Type, r.Version, s.openingOrEmpty(ctx))
	if err != nil {
		return r, err
	}
	then, err := withEarlierVersion(s.db.Rows(ctx), app, was)
	if err != nil {
		return r, err
	}
	def, _ := apptype.Get(app.Type)
	r.Means = def.DowngradeWarnings(def.ValuesOf(app), def.ValuesOf(then))
	return r, nil
}

// RestoreVersion makes an earlier version of an app its current one again: devices get its package. What that package said
// the app says again, and what somebody typed stays; assignments stay too. Number is the app's version that was read.
func (s *Store) RestoreVersion(ctx context.Context, id models.ID, number int, version models.ID) (models.AppVersion, error) {
	var v models.AppVersion
	err := s.changeApp(ctx, id, number, func(t *tx, old models.App) (err error) {
		v, err = db.First[models.AppVersion](ctx, t.DB.Where("id = ? AND app_id = ?", version, id))
		if v, err = db.One(v, err, noVersion()); err != nil {
			return err
		}
		was, err := withVersion(old.Type, v, orEmpty(t.OpenSealed))
		if err != nil {
			return err
		}
		app, err := withEarlierVersion(t.DB, old, was)
		if err != nil {
			return err
		}
		app.VersionID = version
		if err := t.replaceApp(old, app); err != nil {
			return err
		}
		if _, err := db.Update[models.App](ctx, t.DB.Where("id = ?", id), "version_id", version); err != nil {
			return err
		}
		return t.Record(activity.RestoreApp, id, app.Name, models.Change{Field: "version", Old: old.DisplayVersion, New: app.DisplayVersion})
	})
	if err != nil {
		return v, fmt.Errorf("go back to version %s of app %s: %w", version, id, err)
	}
	return v, nil
}

// withEarlierVersion is an app as it would be with one of its earlier versions.
func withEarlierVersion(db *gorm.DB, app models.App, v models.AppVersion) (models.App, error) {
	if app.VersionID == v.ID {
		return app, models.Conflict("Devices already get version %s of %s.", v.DisplayVersion, app.Name)
	}
	_, now, err := currentPackage(db, app)
	if err != nil {
		return app, err
	}
	then, err := fileOfVersion(db, v)
	if err != nil {
		return app, err
	}
	def, _ := apptype.Get(app.Type)
	return repack(db, app, now, then, field.Encode(def.Fields(), v.Values))
}
