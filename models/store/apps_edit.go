package store

import (
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store/db"
)

// AppEdit is a change of one section of an app's properties. Form holds the section's answers as typed.
type AppEdit struct {
	Section    string
	Form       field.Form
	Categories *[]models.ID // what the app is sorted into from now on; nil leaves it
}

// stageOf is how far an app has come: what is fixed once it is assigned cannot be changed any more.
func stageOf(db *gorm.DB, id models.ID) (field.Stage, error) {
	var assigned []models.ID
	err := db.Model(&models.Assignment{}).Where("app_id = ?", id).Limit(1).Pluck("id", &assigned).Error
	if len(assigned) > 0 {
		return field.Assigned, err
	}
	return field.Saved, err
}

// Properties are what can be set about an app: its type with those questions locked whose answers can no longer change, because
// they are fixed at the app's stage or because the file of its current version answers them; and what that file says.
type Properties struct {
	*apptype.Definition
	Known field.Known
}

// PropertiesOf gives the properties of an app.
func (s *Store) PropertiesOf(ctx context.Context, app models.App) (Properties, error) {
	if err := db.May(ctx, access.ReadApps, access.App(app)); err != nil {
		return Properties{}, err
	}
	return propertiesOf(s.db.Rows(ctx), app)
}

func propertiesOf(db *gorm.DB, app models.App) (p Properties, err error) {
	d, err := typeOf(app)
	if err != nil {
		return p, err
	}
	if app.VersionID != "" {
		_, file, err := currentPackage(db, app)
		if err != nil {
			return p, err
		}
		p.Known = file.facts()
		d = d.Unlocked(p.Known)
	}
	stage, err := stageOf(db, app.ID)
	p.Definition = d.LockedAt(stage)
	return p, err
}

// Take is the app's form with what was posted for a section, and what follows from it.
func (p Properties) Take(app models.App, section field.Section, posted field.Form) field.Form {
	was := p.FormOf(app)
	return p.Refill(was, field.Merge(section.Fields, was, posted), p.Known)
}

// EditApp changes one section of an app's properties. Version is the one that was read. Answers that cannot change any more
// are refused.
func (s *Store) EditApp(ctx context.Context, id models.ID, version int, e AppEdit) error {
	return s.changeApp(ctx, id, version, func(t *tx, old models.App) error {
		app, changed, err := t.applyAnswers(old, e)
		if err != nil {
			return err
		}
		sorted, err := t.setCategories(id, e.Categories)
		if err != nil {
			return err
		}
		if changed = append(changed, sorted...); len(changed) == 0 {
			return nil
		}
		if err := t.replaceApp(old, app); err != nil {
			return err
		}
		if err := t.keepWithVersion(app, e.Section); err != nil {
			return err
		}
		return t.Record(activity.UpdateApp, id, app.Name, changed...)
	})
}

// keepWithVersion keeps answers about the file of an app with the version that has it, for when somebody goes back to it.
func (t *tx) keepWithVersion(app models.App, section string) error {
	if section != apptype.PackageSection || app.VersionID == "" {
		return nil
	}
	v, err := withVersion(app.Type, models.AppVersion{ID: app.VersionID, DisplayVersion: app.DisplayVersion, Values: app.Values}, t.Seal)
	if err != nil {
		return err
	}
	_, err = db.Updates[models.AppVersion](t.Ctx, t.DB.Where("id = ?", app.VersionID).Select("DisplayVersion", "Values"), v)
	return err
}

// SetLogo gives an app another picture, one that AddImage keeps, or with an empty id none.
func (s *Store) SetLogo(ctx context.Context, id models.ID, version int, logo models.ID) error {
	return s.changeApp(ctx, id, version, func(t *tx, old models.App) error {
		if old.LogoID == logo {
			return nil
		}
		app := old
		app.LogoID = logo
		if err := t.replaceApp(old, app); err != nil {
			return err
		}
		return t.Record(activity.UpdateApp, id, app.Name, models.Change{Field: "logo", Old: string(old.LogoID), New: string(logo)})
	})
}

// changeApp runs a change of one app that exists and is still the one that was read.
func (s *Store) changeApp(ctx context.Context, id models.ID, version int, fn func(*tx, models.App) error) error {
	return s.change(ctx, func(t *tx) error {
		a, err := db.First[models.App](ctx, t.DB.Where("id = ?", id))
		if a, err = db.Allowed(ctx, access.ManageApps, access.App, a, err, noApp()); err != nil {
			return err
		}
		if a.Version != version {
			return db.ChangedMeanwhile(a.Name)
		}
		if a, err = withApp(a, orEmpty(t.OpenSealed)); err != nil {
			return err
		}
		return fn(t, a)
	})
}

// applyAnswers gives the app with the new answers, and what is different about it.
func (t *tx) applyAnswers(old models.App, e AppEdit) (models.App, db.Changes, error) {
	d, err := propertiesOf(t.DB, old)
	if err != nil {
		return old, nil, err
	}
	section, ok := d.Section(e.Section)
	if !ok {
		return old, nil, models.NotFound("Apps of this type do not have these properties. Go back to the app's properties.")
	}
	was := d.FormOf(old)
	if err := refuseFixed(section.Fields, was, e.Form); err != nil {
		return old, nil, err
	}
	values, errs := d.Decode(d.Take(old, section, e.Form))
	if err := errs.Err(); err != nil {
		return old, nil, err
	}
	app := old
	d.Apply(values, &app)
	return app, field.Changes(d.Fields(), d.ValuesOf(old), d.ValuesOf(app)), stillAssignable(t.DB, app)
}

// refuseFixed refuses another answer to a question whose answer is settled. No page of ours sends one.
func refuseFixed(fields []field.Field, was, posted field.Form) error {
	errs := field.Errors{}
	full := field.WithDefaults(fields, was)
	for _, f := range fields {
		answers, sent := posted[f.Key]
		if sent && f.IsLocked(full) && !slices.Equal(answers, full[f.Key]) {
			errs[f.Key] = models.T("This cannot be changed anymore. Its value is kept.")
		}
	}
	return errs.Err()
}

// stillAssignable refuses answers with which the assignments there are could not have been made.
func stillAssignable(db *gorm.DB, app models.App) error {
	list, err := assignmentsOf(db, app.ID)
	if err != nil {
		return err
	}
	return checkAssignments(app, list)
}

// replaceApp writes a changed app, and lets those know whom the change concerns.
func (t *tx) replaceApp(old, app models.App) error {
	setSearchColumns(&app)
	app.Version, app.UpdatedAt = old.Version+1, t.Now
	row, err := withApp(app, t.Seal)
	if err != nil {
		return err
	}
	n, err := db.Updates[models.App](t.Ctx, t.DB.Where("id = ? AND version = ?", app.ID, old.Version).
		Select("Name", "NameKey", "Description", "Publisher", "DisplayVersion", "Featured", "InformationURL", "PrivacyURL",
			"Developer", "Owner", "Notes", "LogoID", "Values", "Search", "Version", "UpdatedAt"), row)
	if err != nil {
		return err
	}
	if n == 0 {
		return db.ChangedMeanwhile(old.Name)
	}
	if !apptype.SameInOrders(old, app) {
		if err := t.BumpApp(app.ID, !apptype.SamePlan(old, app)); err != nil {
			return err
		}
	}
	if old.LogoID != app.LogoID {
		return t.dropImage(old.LogoID)
	}
	return nil
}

// dropImage removes a picture that nothing shows any more.
func (t *tx) dropImage(id models.ID) error {
	return t.Exec(`DELETE FROM images WHERE id = ? AND NOT EXISTS (SELECT 1 FROM apps WHERE logo_id = images.id)
		AND NOT EXISTS (SELECT 1 FROM packages WHERE icon_id = images.id)
		AND NOT EXISTS (SELECT 1 FROM drafts WHERE logo_id = images.id)`, id).Error
}

// setCategories makes the categories of an app those given, and says what is different; nil leaves them.
func (t *tx) setCategories(app models.ID, wanted *[]models.ID) (db.Changes, error) {
	if wanted == nil {
		return nil, nil
	}
	old, err := categoriesOf(t.DB, app)
	if err != nil {
		return nil, err
	}
	var now []models.Category
	if err := t.Where("id IN ?", append([]models.ID{""}, *wanted...)).Order("name_key").Find(&now).Error; err != nil {
		return nil, err
	}
	var c db.Changes
	c.Add("categories", categoryNames(old), categoryNames(now))
	if len(c) == 0 {
		return nil, nil
	}
	if err := t.Exec("DELETE FROM app_categories WHERE app_id = ?", app).Error; err != nil {
		return nil, err
	}
	for _, category := range now {
		if err := t.Exec("INSERT INTO app_categories (app_id, category_id) VALUES (?, ?)", app, category.ID).Error; err != nil {
			return nil, err
		}
	}
	return c, nil
}

func categoriesOf(db *gorm.DB, app models.ID) (list []models.Category, err error) {
	err = db.Where("id IN (SELECT category_id FROM app_categories WHERE app_id = ?)", app).Order("name_key").Find(&list).Error
	return list, err
}

func categoryNames(list []models.Category) string {
	var names []string
	for _, c := range list {
		names = append(names, c.Name)
	}
	return strings.Join(names, ", ")
}
