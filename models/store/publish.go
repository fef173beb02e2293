package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store/db"
	"appdepot/models/targeting"
)

// DraftErrors is the app that a draft would become, and everything that keeps it from that, by field key: answers, the file,
// and under the name of a step followed by a dot and a number the assignment or the relation of that number.
func (s *Store) DraftErrors(ctx context.Context, d models.Draft, file DraftFile) (models.App, field.Errors, error) {
	if err := db.May(ctx, access.ManageDrafts, access.Draft(d)); err != nil {
		return models.App{}, nil, err
	}
	app, errs := DraftApp(d)
	found, err := draftErrors(s.db.Rows(ctx), d, app, withFile(errs, d, file))
	return app, found, err
}

// draftErrors adds what the database knows to what is wrong with a draft.
func draftErrors(db *gorm.DB, d models.Draft, app models.App, found field.Errors) (field.Errors, error) {
	def, ok := apptype.Get(d.Type)
	if !ok {
		return found, addSelectionErrors(db, d, found)
	}
	wanted, err := named(db, made(models.AppOf(d.ID), d.Assigned))
	if err != nil {
		return nil, err
	}
	for _, p := range targeting.Check(wanted, def.Assign(app.Values).Allow) {
		found[fmt.Sprintf("%s.%d", AssignmentsStep, p.Index)] = p.Text
	}
	if err := addDuplicateErrors(db, def, app, found); err != nil {
		return nil, err
	}
	wrong, err := draftRelationErrors(db, d)
	maps.Copy(found, wrong)
	return found, err
}

// addDuplicateErrors adds the mistake of an app that cannot be there beside another.
func addDuplicateErrors(db *gorm.DB, def *apptype.Definition, app models.App, found field.Errors) error {
	if def.ExclusiveWith == nil || found[def.ExclusiveWith.Key].Source != "" {
		return nil
	}
	there, err := recognized(db, apptype.OfCatalog(def.ExclusiveWith.Catalog))
	if err == nil && there[def.Detect(def.ValuesOf(app)).ID] != "" {
		found[def.ExclusiveWith.Key] = models.Text{Source: def.ExclusiveWith.Text}
	}
	return err
}

// PublishDraft makes a draft an app, with its package as version 1, its categories and its assignments; the draft is gone
// then. Whatever keeps it from that is one Invalid error with a sentence per field. The app gets the draft's ID, so doing it
// twice gives the same app. Of several apps that were chosen from a list, all of which are added, it is the first; they are described in
// English, or in the words of who adds them.
func (s *Store) PublishDraft(ctx context.Context, id models.ID, version int, in ...apptype.Words) (models.App, error) {
	if err := db.May(ctx, access.ManageApps, access.Object{}); err != nil {
		return models.App{}, err
	}
	var app models.App
	err := s.change(ctx, func(t *tx) error {
		d, err := t.draft(id)
		if models.KindOf(err) == models.KindNotFound {
			app, err = db.First[models.App](ctx, t.DB.Where("id = ?", id))
			app, err = db.One(app, err, noDraft())
			return err
		}
		if err != nil {
			return err
		}
		if d.Version != version {
			return draftMoved()
		}
		app, err = t.publish(d, in)
		return err
	})
	if err != nil {
		return models.App{}, fmt.Errorf("publish draft %s: %w", id, err)
	}
	return app, nil
}

func (t *tx) publish(d models.Draft, in []apptype.Words) (models.App, error) {
	if len(d.Relations) > 0 {
		if err := t.lockRelations(); err != nil {
			return models.App{}, err
		}
	}
	file, err := draftFile(t.DB, d)
	if err != nil {
		return models.App{}, err
	}
	app, errs := DraftApp(d)
	found, err := draftErrors(t.DB, d, app, withFile(errs, d, file))
	if err != nil {
		return models.App{}, err
	}
	if err := found.Err(); err != nil {
		return models.App{}, err
	}
	if _, ok := selecting(d); ok {
		return t.publishSelected(d, in)
	}
	app.LogoID = cmp.Or(app.LogoID, file.Package.IconID)
	if file.Package.ID != "" {
		app.VersionID = models.NewID()
	}
	if err := t.addApp(&app, d.Categories); err != nil {
		return app, err
	}
	if err := t.addVersion(app, 1, file); err != nil {
		return app, err
	}
	if err := t.assign(app, d.Assigned); err != nil {
		return app, err
	}
	if len(d.Relations) > 0 {
		if err := t.relate(app, nil, d.Relations); err != nil {
			return app, err
		}
	}
	if d.Found.Replaces != "" {
		if err := t.takeOver(app, d.Found.Replaces, d.Assigned); err != nil {
			return app, err
		}
	}
	return app, t.endDraft(d)
}

// addApp writes a new app with its counters and categories.
func (t *tx) addApp(app *models.App, categories []models.ID) error {
	if err := t.roomForApp(*app); err != nil {
		return err
	}
	setSearchColumns(app)
	app.CreatedAt, app.UpdatedAt = t.Now, t.Now
	row, err := withApp(*app, t.Seal)
	if err != nil {
		return err
	}
	if err := db.Create[models.App](t.Ctx, t.DB, &row); err != nil {
		return err
	}
	if err := t.Exec("INSERT INTO app_counts (app_id) VALUES (?)", app.ID).Error; err != nil {
		return err
	}
	sorted, err := t.setCategories(app.ID, &categories)
	if err != nil {
		return err
	}
	return t.Record(activity.CreateApp, app.ID, app.Name, slices.Concat(createdChanges(*app), sorted)...)
}

// createdChanges lists the answers of a new app for the audit log.
func createdChanges(app models.App) []models.Change {
	def, _ := apptype.Get(app.Type)
	list := []models.Change{{Field: "type", New: app.Type}}
	return slices.Concat(list, field.Changes(def.Fields(), nil, def.ValuesOf(app)))
}

// addVersion keeps a package as a version of an app whose VersionID is set; without one there is nothing to keep.
func (t *tx) addVersion(app models.App, number int, file DraftFile) error {
	if app.VersionID == "" {
		return nil
	}
	v, err := withVersion(app.Type, models.AppVersion{
		ID: app.VersionID, AppID: app.ID, Number: number, DisplayVersion: app.DisplayVersion, PackageID: file.Package.ID,
		FileName: file.Upload.Name, Values: app.Values, CreatedBy: t.Actor.UserID, CreatedAt: t.Now,
	}, t.Seal)
	if err != nil {
		return err
	}
	return db.Create[models.AppVersion](t.Ctx, t.DB, &v)
}

// endDraft removes a draft that has become an app, and the upload whose package the app has now.
func (t *tx) endDraft(d models.Draft) error {
	if _, err := db.Delete[models.Draft](t.Ctx, t.DB.Where("id = ?", d.ID)); err != nil {
		return err
	}
	if d.UploadID == "" {
		return nil
	}
	_, err := db.Delete[models.Upload](t.Ctx, t.DB.Where("id = ?", d.UploadID))
	return err
}
