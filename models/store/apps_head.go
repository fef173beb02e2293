package store

import (
	"context"

	"appdepot/models"
	"appdepot/models/field"
)

// AppHead is an app with what every page about it says.
type AppHead struct {
	models.App
	Counts   models.Counts
	Versions int
	Stage    field.Stage
}

// AppHead reads what every page about an app says, in four queries.
func (s *Store) AppHead(ctx context.Context, id models.ID) (AppHead, error) {
	h := AppHead{}
	var err error
	if h.App, err = s.App(ctx, id); err != nil {
		return h, err
	}
	if h.Counts, err = s.Counts(ctx, id); err != nil {
		return h, err
	}
	var n int64
	if err := s.db.Rows(ctx).Model(&models.AppVersion{}).Where("app_id = ?", id).Count(&n).Error; err != nil {
		return h, err
	}
	h.Versions = int(n)
	h.Stage, err = stageOf(s.db.Rows(ctx), id)
	return h, err
}
