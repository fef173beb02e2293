package store

import (
	"context"

	"gorm.io/gorm"

	"appdepot/models"
)

// AppQuery says which apps to list. Everything empty lists all of them; several values of one filter mean any of them.
type AppQuery struct {
	Search     string // words that all occur in the app's name, publisher, description, developer, owner or version
	Platforms  []models.Platform
	Types      []string
	Categories []models.ID
	Assigned   *bool // nil: assigned or not
	Featured   *bool
	Sort       models.Sort // by name, platform, type, modified or failed
	Page       models.Page
}

// Filtered reports whether the query leaves anything out.
func (q AppQuery) Filtered() bool {
	return q.Search != "" || len(q.Platforms) > 0 || len(q.Types) > 0 || len(q.Categories) > 0 || q.Assigned != nil || q.Featured != nil
}

// filterApps keeps the apps that the query asks for.
func (s *Store) filterApps(ctx context.Context, q AppQuery) (*gorm.DB, error) {
	db, err := s.whereApps(ctx, s.db.Rows(ctx).Table("apps"), q.Search)
	if err != nil {
		return nil, err
	}
	db = db.Where("NOT apps.hidden")
	if len(q.Platforms) > 0 {
		db = db.Where("apps.platform IN ?", q.Platforms)
	}
	if len(q.Types) > 0 {
		db = db.Where("apps.type IN ?", q.Types)
	}
	if len(q.Categories) > 0 {
		db = db.Where("apps.id IN (SELECT app_id FROM app_categories WHERE category_id IN ?)", q.Categories)
	}
	if q.Assigned != nil {
		if *q.Assigned {
			db = db.Where(isAssigned)
		} else {
			db = db.Where("NOT " + isAssigned)
		}
	}
	if q.Featured != nil {
		db = db.Where("apps.featured = ?", *q.Featured)
	}
	return db.Session(&gorm.Session{}), nil
}
