package store

import (
	"context"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/store/db"
)

// mostCategories is how many categories there can be. Source: reference, limits.
const mostCategories = 200

// fewTiles is how many apps of a category are shown beside it.
const fewTiles = 3

// CategoryLine is a category with the number of apps sorted into it and the first of them by name.
type CategoryLine struct {
	models.Category
	Apps  int
	First []CategoryApp `gorm:"-"`
}

// CategoryApp is an app of a category, as a tile needs it.
type CategoryApp struct {
	CategoryID models.ID
	ID         models.ID
	Name       string
	Type       string
	LogoID     models.ID
}

// Categories lists every category by name; there are at most 200.
func (s *Store) Categories(ctx context.Context) ([]CategoryLine, error) {
	db, err := s.db.Visible(ctx, access.ReadCategories)
	if err != nil {
		return nil, err
	}
	var lines []CategoryLine
	err = db.Model(&models.Category{}).
		Select("categories.*, (SELECT count(*) FROM app_categories WHERE category_id = categories.id) AS apps").
		Order("name_key").Find(&lines).Error
	if err != nil {
		return nil, err
	}
	var ids []models.ID
	for _, l := range lines {
		ids = append(ids, l.ID)
	}
	first, err := s.firstApps(ctx, ids, fewTiles)
	for i, l := range lines {
		lines[i].First = first[l.ID]
	}
	return lines, err
}

// CategoryNames lists the names of all categories in order, for choices.
func (s *Store) CategoryNames(ctx context.Context) ([]models.Category, error) {
	q, err := s.db.Visible(ctx, access.ReadCategories)
	if err != nil {
		return nil, err
	}
	return db.Find[models.Category](ctx, q.Select("id", "name").Order("name_key"))
}

// firstApps are the first few apps of each category, by name.
func (s *Store) firstApps(ctx context.Context, categories []models.ID, few int) (map[models.ID][]CategoryApp, error) {
	if len(categories) == 0 {
		return nil, nil
	}
	sorted := s.db.Rows(ctx).Table("app_categories").Joins("JOIN apps ON apps.id = app_categories.app_id").
		Select(`category_id, apps.id, apps.name, apps.name_key, apps.type, apps.logo_id,
			row_number() OVER (PARTITION BY category_id ORDER BY apps.name_key, apps.id) AS place`).
		Where("category_id IN ?", categories)
	var apps []CategoryApp
	err := s.db.Rows(ctx).Table("(?) AS sorted", sorted).Where("place <= ?", few).Order("place").Find(&apps).Error
	first := map[models.ID][]CategoryApp{}
	for _, a := range apps {
		first[a.CategoryID] = append(first[a.CategoryID], a)
	}
	return first, err
}

// Category is one category.
func (s *Store) Category(ctx context.Context, id models.ID) (models.Category, error) {
	c, err := db.First[models.Category](ctx, s.db.Read.Where("id = ?", id))
	return db.Allowed(ctx, access.ReadCategories, access.Category, c, err, noCategory())
}

// AddCategory makes a category of the answers to forms.Category. The name is unique without regard to case.
func (s *Store) AddCategory(ctx context.Context, form field.Form) (models.Category, error) {
	if err := db.May(ctx, access.ManageCategories, access.Object{}); err != nil {
		return models.Category{}, err
	}
	typed, wrong := field.Decode(forms.Category, form)
	if err := wrong.Err(); err != nil {
		return models.Category{}, err
	}
	c := models.Category{ID: models.NewID(), Name: typed["name"], NameKey: models.Fold(typed["name"]), Version: 1}
	err := s.change(ctx, func(t *tx) error {
		if _, err := t.plan(); err != nil { // of categories that are added at once each sees the others
			return err
		}
		n, err := db.Count[models.Category](ctx, t.DB)
		if err != nil {
			return err
		}
		if n >= mostCategories {
			return models.Invalid("You can have up to %s categories. Delete an unused one first.", mostCategories)
		}
		if err := db.Create[models.Category](ctx, t.DB, &c); err != nil {
			return categoryTaken(err, c.Name)
		}
		return t.Record(activity.CreateCategory, c.ID, c.Name, models.Change{Field: "name", New: c.Name})
	})
	return c, err
}

// RenameCategory gives a category the name in the answers to forms.Category. Version is the one that was read.
func (s *Store) RenameCategory(ctx context.Context, id models.ID, version int, form field.Form) error {
	typed, wrong := field.Decode(forms.Category, form)
	name := typed["name"]
	return s.changeCategory(ctx, id, func(t *tx, c models.Category) error {
		if err := wrong.Err(); err != nil {
			return err
		}
		n, err := db.Updates[models.Category](ctx, t.DB.Where("id = ? AND version = ?", id, version).
			Select("Name", "NameKey", "Version"), models.Category{Name: name, NameKey: models.Fold(name), Version: version + 1})
		if err != nil {
			return categoryTaken(err, name)
		}
		if n == 0 {
			return db.ChangedMeanwhile(c.Name)
		}
		return t.Record(activity.UpdateCategory, id, name, models.Change{Field: "name", Old: c.Name, New: name})
	})
}

// PinCategory shows a category with its apps on the dashboard, or takes it off.
func (s *Store) PinCategory(ctx context.Context, id models.ID, pinned bool) error {
	return s.changeCategory(ctx, id, func(t *tx, c models.Category) error {
		if c.Pinned == pinned {
			return nil
		}
		if _, err := db.Update[models.Category](ctx, t.DB.Where("id = ?", id), "pinned", pinned); err != nil {
			return err
		}
		done := activity.PinCategory
		if !pinned {
			done = activity.UnpinCategory
		}
		return t.Record(done, id, c.Name)
	})
}

// DeleteCategory removes a category; the apps in it stay, without it.
func (s *Store) DeleteCategory(ctx context.Context, id models.ID) error {
	return s.changeCategory(ctx, id, func(t *tx, c models.Category) error {
		if _, err := db.Delete[models.Category](ctx, t.DB.Where("id = ?", id)); err != nil {
			return err
		}
		return t.Record(activity.DeleteCategory, id, c.Name, models.Change{Field: "name", Old: c.Name})
	})
}

// changeCategory runs a change of one category that exists.
func (s *Store) changeCategory(ctx context.Context, id models.ID, fn func(*tx, models.Category) error) error {
	return s.change(ctx, func(t *tx) error {
		c, err := db.First[models.Category](ctx, t.DB.Where("id = ?", id))
		if c, err = db.Allowed(ctx, access.ManageCategories, access.Category, c, err, noCategory()); err != nil {
			return err
		}
		return fn(t, c)
	})
}

func categoryTaken(err error, name string) error {
	if db.Duplicate(err) {
		return models.InvalidField("name", "A category named %s already exists. Choose another name.", name)
	}
	return err
}

func noCategory() error {
	return models.NotFound("This category no longer exists. Go back to the list.")
}
