package store

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
)

// AppProblem is something about an app's installs that needs attention.
type AppProblem string

// The problems.
const (
	InstallsFailed  AppProblem = "failed"  // on at least one device
	RequiredMissing AppProblem = "missing" // at least one device has to have the app, and has not
)

// problemConditions find the apps that have a problem by their counters.
var problemConditions = map[AppProblem]string{InstallsFailed: "failed > 0", RequiredMissing: "required > required_installed"}

// AppQuery says which apps to list. Everything empty lists all of them; several values of one filter mean any of them.
type AppQuery struct {
	IDs        []models.ID // only these; nil for all
	Search     string      // words that all occur in the app's name, publisher, description, developer, owner or version
	Platforms  []models.Platform
	Types      []string
	Categories []models.ID
	Assigned   *bool // nil: assigned or not
	Featured   *bool
	Problems   []AppProblem
	Sort       models.Sort // by name, platform, type, created, modified or failed
	Page       models.Page
}

// filterApps keeps the apps that the query asks for, of those that the actor may see.
func (s *Store) filterApps(ctx context.Context, q AppQuery) (*gorm.DB, error) {
	if _, err := s.db.Visible(ctx, access.ReadApps); err != nil {
		return nil, err
	}
	db, err := s.whereApps(ctx, s.db.Rows(ctx).Table("apps"), q.Search)
	if err != nil {
		return nil, err
	}
	db = db.Where("NOT apps.hidden")
	if q.IDs != nil {
		db = db.Where("apps.id IN ?", q.IDs)
	}
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
	if len(q.Problems) > 0 {
		any := []string{"FALSE"}
		for _, p := range q.Problems {
			if c := problemConditions[p]; c != "" {
				any = append(any, c)
			}
		}
		db = db.Where("apps.id IN (SELECT app_id FROM app_counts WHERE " + strings.Join(any, " OR ") + ")")
	}
	return db.Session(&gorm.Session{}), nil
}
