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
	"appdepot/models/store/db"
)

// App is one app with everything that is known about it.
func (s *Store) App(ctx context.Context, id models.ID) (models.App, error) {
	a, err := db.First[models.App](ctx, s.db.Read.Where("id = ?", id))
	return db.Allowed(ctx, access.ReadApps, access.App, a, err, noApp())
}

// AppCategories are the categories an app is sorted into, by name.
func (s *Store) AppCategories(ctx context.Context, app models.ID) ([]models.Category, error) {
	db, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return nil, err
	}
	return categoriesOf(db, app)
}

// SameName lists other apps of exactly this name, without regard to case: the Company Portal shows them all, and people
// cannot tell them apart.
func (s *Store) SameName(ctx context.Context, name string, besides models.ID) ([]models.App, error) {
	q, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return nil, err
	}
	return db.Find[models.App](ctx, q.Select("id", "name", "type", "platform").
		Where("name_key = ? AND id <> ? AND NOT hidden", models.Fold(name), besides).Order("id").Limit(10))
}

// SameIdentity lists other apps of the same type that say they are the same app: the values by which an app stays itself from
// version to version are equal. Devices that get two of them keep one.
func (s *Store) SameIdentity(ctx context.Context, app models.App) ([]models.App, error) {
	if err := db.May(ctx, access.ReadApps, access.App(app)); err != nil {
		return nil, err
	}
	def, ok := apptype.Get(app.Type)
	if !ok || def.Identity(app.Values) == "" {
		return nil, nil
	}
	likely, err := db.Find[models.App](ctx, s.db.Read.Select("id", "name", "type", "platform", "answers").
		Where("type = ? AND id <> ? AND CAST(answers AS text) LIKE ?", app.Type, app.ID, "%"+def.Identity(app.Values)+"%").Order("id").Limit(100))
	return slices.DeleteFunc(likely, func(other models.App) bool { return def.Identity(other.Values) != def.Identity(app.Values) }), err
}

// DeleteApp removes an app that nothing is assigned to and that has no relation to another app, on either side. What devices have of it stays where it is; only Appdepot forgets it.
// Its packages are left for the sweep of packages that nothing refers to.
func (s *Store) DeleteApp(ctx context.Context, id models.ID) error {
	return s.change(ctx, func(t *tx) error {
		if err := t.lockRelations(); err != nil {
			return err
		}
		a, err := db.First[models.App](ctx, t.DB.Where("id = ?", id))
		if a, err = db.Allowed(ctx, access.DeleteApps, access.App, a, err, noApp()); err != nil {
			return err
		}
		if err := refuseKept(t.DB, a); err != nil {
			return err
		}
		if _, err := db.Delete[models.App](ctx, t.DB.Where("id = ?", id)); err != nil {
			return err
		}
		if err := t.dropImage(a.LogoID); err != nil {
			return err
		}
		return t.Record(activity.DeleteApp, id, a.Name, models.Change{Field: "name", Old: a.Name}, models.Change{Field: "type", Old: a.Type})
	})
}

// refuseKept refuses to delete an app that somebody still has or another app needs.
func refuseKept(db *gorm.DB, a models.App) error {
	if err := refuseAssigned(db, a); err != nil {
		return err
	}
	return refuseRelated(db, a)
}

// refuseAssigned refuses when anything is assigned to the app, and names the groups.
func refuseAssigned(db *gorm.DB, a models.App) error {
	var groups []string
	err := db.Table("assignments").Joins("LEFT JOIN groups ON groups.id = assignments.group_id").
		Where("app_id = ?", a.ID).Order("groups.name_key").Limit(10).Pluck("coalesce(groups.name, '')", &groups).Error
	if err != nil || len(groups) == 0 {
		return err
	}
	groups = slices.DeleteFunc(groups, func(name string) bool { return name == "" })
	if len(groups) == 0 {
		return models.Conflict("%s is still assigned to all users or all devices. Remove the assignment before you delete it.", a.Name)
	}
	return models.Conflict("%s is still assigned to %s. Remove the assignments before you delete it.", a.Name, strings.Join(groups, ", "))
}

// refuseRelated refuses when the app stands in relations, and names the other apps.
func refuseRelated(db *gorm.DB, a models.App) error {
	r, err := relatedTo(db, a.ID)
	if err != nil {
		return err
	}
	if text := r.graph().DeleteProblem(a.ID); !text.Empty() {
		return &models.Error{Kind: models.KindConflict, Text: text}
	}
	return nil
}

func noApp() error {
	return models.NotFound("This app no longer exists. Go back to the list.")
}
