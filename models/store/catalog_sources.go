package store

import (
	"context"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/secret"
	"appdepot/models/store/db"
)

// mostCatalogSources is how many sources of the Enterprise App Catalog there can be.
const mostCatalogSources = 20

// CatalogSources lists the sources of the Enterprise App Catalog that administrators added, by name.
func (s *Store) CatalogSources(ctx context.Context) ([]models.CatalogSource, error) {
	q, err := s.db.Visible(ctx, access.ManageApps)
	if err != nil {
		return nil, err
	}
	list, err := db.Find[models.CatalogSource](ctx, q.Order("name_key"))
	for i := range list {
		if err == nil {
			list[i], err = withLocation(list[i], s.openingOrEmpty(ctx))
		}
	}
	return list, err
}

// withLocation is a source with its location replaced: the row has it sealed.
func withLocation(c models.CatalogSource, replace replacing) (_ models.CatalogSource, err error) {
	c.Location, err = replace(secret.CatalogLocation.At(string(c.ID)), c.Location)
	return c, err
}

// CatalogSource is one of them.
func (s *Store) CatalogSource(ctx context.Context, id models.ID) (models.CatalogSource, error) {
	c, err := db.First[models.CatalogSource](ctx, s.db.Read.Where("id = ?", id))
	if c, err = db.Allowed(ctx, access.ManageSettings, access.CatalogSource, c, err, noCatalogSource()); err != nil {
		return c, err
	}
	return withLocation(c, s.openingOrEmpty(ctx))
}

// AddCatalogSource makes a source of the answers to forms.CatalogSource. Whether it answers is the caller's to find out before.
func (s *Store) AddCatalogSource(ctx context.Context, form field.Form) (models.CatalogSource, error) {
	if err := db.May(ctx, access.ManageSettings, access.Object{}); err != nil {
		return models.CatalogSource{}, err
	}
	c, err := typedCatalogSource(form)
	if err != nil {
		return models.CatalogSource{}, err
	}
	c.ID, c.Version = models.NewID(), 1
	err = s.change(ctx, func(t *tx) error {
		n, err := db.Count[models.CatalogSource](ctx, t.DB)
		if err != nil {
			return err
		}
		if n >= mostCatalogSources {
			return models.Invalid("You can have up to %s sources. Remove an unused one first.", mostCatalogSources)
		}
		row, err := withLocation(c, t.Seal)
		if err != nil {
			return err
		}
		if err := db.Create[models.CatalogSource](ctx, t.DB, &row); err != nil {
			return catalogSourceTaken(err, c.Name)
		}
		return t.Record(activity.CreateCatalogSource, c.ID, c.Name,
			models.Change{Field: "kind", New: string(c.Kind)}, models.Change{Field: "location", New: c.Location})
	})
	return c, err
}

// EditCatalogSource changes a source to the answers to forms.CatalogSource. Version is the one that was read.
func (s *Store) EditCatalogSource(ctx context.Context, id models.ID, version int, form field.Form) error {
	c, err := typedCatalogSource(form)
	if err != nil {
		return err
	}
	return s.changeCatalogSource(ctx, id, func(t *tx, old models.CatalogSource) error {
		c.ID, c.Version = id, version+1
		row, err := withLocation(c, t.Seal)
		if err != nil {
			return err
		}
		n, err := db.Updates[models.CatalogSource](ctx, t.DB.Where("id = ? AND version = ?", id, version).
			Select("Name", "NameKey", "Kind", "Location", "Version"), row)
		if err != nil {
			return catalogSourceTaken(err, c.Name)
		}
		if n == 0 {
			return db.ChangedMeanwhile(old.Name)
		}
		var diff db.Changes
		diff.Add("name", old.Name, c.Name)
		diff.Add("kind", string(old.Kind), string(c.Kind))
		diff.Add("location", old.Location, c.Location)
		return t.Record(activity.UpdateCatalogSource, id, c.Name, diff...)
	})
}

// RemoveCatalogSource forgets a source. Apps that came from it stay.
func (s *Store) RemoveCatalogSource(ctx context.Context, id models.ID) error {
	return s.changeCatalogSource(ctx, id, func(t *tx, c models.CatalogSource) error {
		if _, err := db.Delete[models.CatalogSource](ctx, t.DB.Where("id = ?", id)); err != nil {
			return err
		}
		return t.Record(activity.DeleteCatalogSource, id, c.Name, models.Change{Field: "location", Old: c.Location})
	})
}

// changeCatalogSource runs a change of one source that exists. The verb has asked for permission.
func (s *Store) changeCatalogSource(ctx context.Context, id models.ID, fn func(*tx, models.CatalogSource) error) error {
	return s.change(ctx, func(t *tx) error {
		c, err := db.First[models.CatalogSource](ctx, t.DB.Where("id = ?", id))
		if c, err = db.Allowed(ctx, access.ManageSettings, access.CatalogSource, c, err, noCatalogSource()); err != nil {
			return err
		}
		if c, err = withLocation(c, orEmpty(t.OpenSealed)); err != nil {
			return err
		}
		return fn(t, c)
	})
}

// typedCatalogSource is the source that was typed, or everything that is wrong with it.
func typedCatalogSource(form field.Form) (models.CatalogSource, error) {
	c, err := forms.ReadCatalogSource(form)
	c.NameKey = models.Fold(c.Name)
	return c, err
}

func catalogSourceTaken(err error, name string) error {
	if db.Duplicate(err) {
		return models.InvalidField("name", "A source named %s already exists. Choose another name.", name)
	}
	return err
}

func noCatalogSource() error {
	return models.NotFound("This source no longer exists. Go back to Connectors.")
}
