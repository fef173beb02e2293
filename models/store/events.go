package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/field"
	"appdepot/models/store/db"
)

// EventQuery chooses lines of the audit log. Empty fields choose all.
type EventQuery struct {
	IDs      []models.ID // only these lines; nil for all
	Search   string      // anywhere in the name of the object, or in the name or the e-mail address of the actor
	Names    []string    // objects stored under one of these keys are found by Search, too
	Actors   []models.ID // any of them
	Kinds    []string    // of objects, any of them
	Actions  []string    // any of them
	From, To time.Time   // To is not included
	Page     models.Page
}

// Events lists the audit log, the newest line first.
func (s *Store) Events(ctx context.Context, q EventQuery) (models.Listing[models.Event], error) {
	rows, err := s.filterEvents(ctx, q)
	if err != nil {
		return models.Listing[models.Event]{}, err
	}
	return s.newestFirst(ctx, rows, q.Page)
}

// CountEvents counts the lines of the audit log that a query finds, up to a limit.
func (s *Store) CountEvents(ctx context.Context, q EventQuery) (models.Total, error) {
	rows, err := s.filterEvents(ctx, q)
	if err != nil {
		return models.Total{}, err
	}
	return db.CountUp(rows)
}

// filterEvents keeps the lines that the query asks for, when the actor may see them.
func (s *Store) filterEvents(ctx context.Context, q EventQuery) (*gorm.DB, error) {
	rows, err := s.db.Visible(ctx, access.ReadAudit)
	if err != nil {
		return nil, err
	}
	rows = rows.Model(&models.Event{})
	if q.IDs != nil {
		rows = rows.Where("id IN ?", q.IDs)
	}
	if words := db.Like(models.Fold(field.Line(q.Search))); words != "%%" {
		rows = rows.Where(`(lower(object_name) LIKE ? ESCAPE '\' OR lower(actor_name) LIKE ? ESCAPE '\' OR lower(actor_email) LIKE ? ESCAPE '\' OR object_name IN ?)`,
			words, words, words, q.Names)
	}
	if len(q.Actors) > 0 {
		rows = rows.Where("actor_id IN ?", q.Actors)
	}
	if len(q.Kinds) > 0 {
		rows = rows.Where("object_kind IN ?", q.Kinds)
	}
	if len(q.Actions) > 0 {
		rows = rows.Where("action IN ?", q.Actions)
	}
	if !q.From.IsZero() {
		rows = rows.Where("at >= ?", q.From.UTC())
	}
	if !q.To.IsZero() {
		rows = rows.Where("at < ?", q.To.UTC())
	}
	return rows, nil
}

// AppHistory lists what was done to one app, the newest line first, for everybody who may read apps.
func (s *Store) AppHistory(ctx context.Context, app models.ID, p models.Page) (models.Listing[models.Event], error) {
	db, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return models.Listing[models.Event]{}, err
	}
	return s.newestFirst(ctx, db.Model(&models.Event{}).Where("object_id = ?", app), p)
}

func (s *Store) newestFirst(ctx context.Context, rows *gorm.DB, p models.Page) (models.Listing[models.Event], error) {
	at := db.SortBy("at", func(e models.Event) any { return e.At })
	list, err := db.Keyset(rows, at, "id", func(e models.Event) models.ID { return e.ID }, true, p)
	if err != nil {
		return list, err
	}
	return list, s.db.OpenChanges(ctx, list.Items)
}
