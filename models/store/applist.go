package store

import (
	"context"
	"time"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/store/db"
)

// AppLine is a row of the list of all apps: only what the list shows.
type AppLine struct {
	ID             models.ID
	Name           string
	NameKey        string
	Type           string
	Platform       models.Platform
	Publisher      string
	DisplayVersion string
	LogoID         models.ID
	Featured       bool
	CreatedAt      time.Time
	UpdatedAt      time.Time
	Values         map[string]string `gorm:"column:answers;serializer:json"` // only of apps that can stop working
	models.Counts
	Assigned   []AssignedTo `gorm:"-"`
	Categories []string     `gorm:"-"` // their names
}

// AssignedTo tells how many targets (groups, All users, All devices) an app is assigned to with one intent.
type AssignedTo struct {
	Intent  models.Intent
	Targets int
}

// appSorts are the columns that apps can be sorted by.
var appSorts = map[string]db.Column[AppLine]{
	"name":     db.SortBy("apps.name_key", func(l AppLine) any { return l.NameKey }),
	"platform": db.SortBy("apps.platform", func(l AppLine) any { return string(l.Platform) }),
	"type":     db.SortBy("apps.type", func(l AppLine) any { return l.Type }),
	"created":  db.SortBy("apps.created_at", func(l AppLine) any { return l.CreatedAt }),
	"modified": db.SortBy("apps.updated_at", func(l AppLine) any { return l.UpdatedAt }),
	"failed":   db.SortBy("coalesce(app_counts.failed, 0)", func(l AppLine) any { return l.Failed }),
}

// Apps lists apps, by name unless the query says otherwise. It asks the database three times, four with a search, however
// many apps there are.
func (s *Store) Apps(ctx context.Context, q AppQuery) (models.Listing[AppLine], error) {
	found, err := s.filterApps(ctx, q)
	if err != nil {
		return models.Listing[AppLine]{}, err
	}
	c, ok := appSorts[q.Sort.By]
	if !ok {
		c = appSorts["name"]
	}
	rows := found.Joins("LEFT JOIN app_counts ON app_counts.app_id = apps.id").Select(
		`apps.id, apps.name, apps.name_key, apps.type, apps.platform, apps.publisher, apps.display_version, apps.logo_id,
		apps.featured, apps.created_at, apps.updated_at, installed, failed, pending, not_installed, not_applicable, unknown,
		CASE WHEN apps.type IN ? THEN apps.answers ELSE '{}' END AS answers`, apptype.ExpiringTypes())
	page, err := db.Keyset(rows, c, "apps.id", func(l AppLine) models.ID { return l.ID }, q.Sort.Desc, q.Page)
	if err != nil {
		return models.Listing[AppLine]{}, err
	}
	if err := s.fillAssigned(ctx, page.Items); err != nil {
		return models.Listing[AppLine]{}, err
	}
	return page, s.fillCategories(ctx, page.Items)
}

// CountApps counts the apps that a query finds, up to a limit.
func (s *Store) CountApps(ctx context.Context, q AppQuery) (models.Total, error) {
	found, err := s.filterApps(ctx, q)
	if err != nil {
		return models.Total{}, err
	}
	return db.CountUp(found)
}

// fillCategories adds to every line the names of the app's categories, in one query.
func (s *Store) fillCategories(ctx context.Context, lines []AppLine) error {
	if len(lines) == 0 {
		return nil
	}
	at := make(map[models.ID]*AppLine, len(lines))
	ids := make([]models.ID, len(lines))
	for i := range lines {
		ids[i] = lines[i].ID
		at[ids[i]] = &lines[i]
	}
	var sorted []struct {
		AppID models.ID
		Name  string
	}
	err := s.db.Rows(ctx).Table("app_categories").Joins("JOIN categories ON categories.id = app_categories.category_id").
		Select("app_categories.app_id, categories.name").Where("app_categories.app_id IN ?", ids).Order("categories.name_key").Find(&sorted).Error
	for _, c := range sorted {
		at[c.AppID].Categories = append(at[c.AppID].Categories, c.Name)
	}
	return err
}

// fillAssigned adds to every line what the app is assigned to, in one query.
func (s *Store) fillAssigned(ctx context.Context, lines []AppLine) error {
	if len(lines) == 0 {
		return nil
	}
	at := make(map[models.ID]*AppLine, len(lines))
	ids := make([]models.ID, len(lines))
	for i := range lines {
		ids[i] = lines[i].ID
		at[ids[i]] = &lines[i]
	}
	var assigned []struct {
		AppID models.ID
		AssignedTo
	}
	err := s.db.Rows(ctx).Table("("+inclusions+") AS included").Select("app_id, intent, count(*) AS targets").
		Where("app_id IN ?", ids).Group("app_id, intent").Find(&assigned).Error
	if err != nil {
		return err
	}
	for _, intent := range models.Intents {
		for _, a := range assigned {
			if a.Intent == intent {
				at[a.AppID].Assigned = append(at[a.AppID].Assigned, a.AssignedTo)
			}
		}
	}
	return nil
}

// AssignedTo tells how one app is assigned, by intent.
func (s *Store) AssignedTo(ctx context.Context, app models.ID) ([]AssignedTo, error) {
	if _, err := s.db.Visible(ctx, access.ReadApps); err != nil {
		return nil, err
	}
	lines := []AppLine{{ID: app}}
	err := s.fillAssigned(ctx, lines)
	return lines[0].Assigned, err
}
