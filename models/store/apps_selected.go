package store

import (
	"context"
	"errors"
	"slices"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/field"
	"appdepot/models/store/db"
)

// KeptApp is an app that cannot be deleted, and why.
type KeptApp struct {
	ID   models.ID
	Name string
	Why  models.Text
}

// KeptApps tells which of these apps cannot be deleted. Apps that no longer exist are left out.
func (s *Store) KeptApps(ctx context.Context, ids []models.ID) ([]KeptApp, error) {
	if err := db.May(ctx, access.DeleteApps, access.Object{}); err != nil {
		return nil, err
	}
	apps, err := db.Find[models.App](ctx, s.db.Rows(ctx).Select("id", "name", "type").Where("id IN ?", ids).Order("name_key"))
	if err != nil {
		return nil, err
	}
	var kept []KeptApp
	for _, a := range apps {
		err := refuseKept(s.db.Rows(ctx), a)
		if why, refused := errors.AsType[*models.Error](err); refused {
			kept = append(kept, KeptApp{a.ID, a.Name, why.Text})
		} else if err != nil {
			return nil, err
		}
	}
	return kept, nil
}

// DeleteApps deletes those of these apps that can be deleted, each by itself, and tells how many that were. It returns a Conflict error
// when none could be.
func (s *Store) DeleteApps(ctx context.Context, ids []models.ID) (deleted int, err error) {
	if err := db.May(ctx, access.DeleteApps, access.Object{}); err != nil {
		return 0, err
	}
	var refused error
	for _, id := range ids {
		err := s.DeleteApp(ctx, id)
		if _, told := errors.AsType[*models.Error](err); told {
			refused = err // or it is gone already
		} else if err != nil {
			return deleted, err
		} else {
			deleted++
		}
	}
	if deleted == 0 {
		return 0, refused
	}
	return deleted, nil
}

// SortApps sorts apps into categories and out of others, and tells how many changed.
func (s *Store) SortApps(ctx context.Context, ids, into, outOf []models.ID) (changed int, err error) {
	return s.changeApps(ctx, ids, func(t *tx, a models.App) (models.App, db.Changes, error) {
		now, err := categoriesOf(t.DB, a.ID)
		if err != nil {
			return a, nil, err
		}
		wanted := slices.Clone(into)
		for _, c := range now {
			if !slices.Contains(outOf, c.ID) && !slices.Contains(wanted, c.ID) {
				wanted = append(wanted, c.ID)
			}
		}
		changes, err := t.setCategories(a.ID, &wanted)
		return a, changes, err
	})
}

// FeatureApps shows apps as featured ones in the Company Portal, and tells how many changed.
func (s *Store) FeatureApps(ctx context.Context, ids []models.ID) (changed int, err error) {
	return s.changeApps(ctx, ids, func(_ *tx, a models.App) (models.App, db.Changes, error) {
		d, err := typeOf(a)
		if err != nil {
			return a, nil, err
		}
		featured := a
		featured.Featured = true
		return featured, field.Changes(d.Fields(), d.ValuesOf(a), d.ValuesOf(featured)), nil
	})
}

// changeApps makes the same change of several apps, all of them or none. Apps that no longer exist are left out.
func (s *Store) changeApps(ctx context.Context, ids []models.ID, change func(*tx, models.App) (models.App, db.Changes, error)) (changed int, err error) {
	if err := db.May(ctx, access.ManageApps, access.Object{}); err != nil {
		return 0, err
	}
	err = s.change(ctx, func(t *tx) error {
		changed = 0
		apps, err := db.Find[models.App](ctx, t.DB.Where("id IN ?", ids).Order("name_key"))
		if err != nil {
			return err
		}
		for _, a := range apps {
			if a, err = withApp(a, orEmpty(t.OpenSealed)); err != nil {
				return err
			}
			app, c, err := change(t, a)
			if err != nil {
				return err
			}
			if len(c) == 0 {
				continue
			}
			if err := t.replaceApp(a, app); err != nil {
				return err
			}
			if err := t.Record(activity.UpdateApp, a.ID, a.Name, c...); err != nil {
				return err
			}
			changed++
		}
		return nil
	})
	return changed, err
}
