package store

import (
	"context"

	"gorm.io/gorm"

	"appdepot/models"
)

// AddNotice keeps a notice with a session, for the next page it opens.
func (s *Store) AddNotice(ctx context.Context, session models.ID, n models.Notice) error {
	return s.change(ctx, func(t *tx) error {
		row, err := gorm.G[models.Session](t.DB).Where("id = ?", session).First(ctx)
		if row, err = one(row, err, models.Unauthenticated("The session has ended. Sign in again.")); err != nil {
			return err
		}
		_, err = gorm.G[models.Session](t.DB).Where("id = ?", session).Select("Notices").
			Updates(ctx, models.Session{Notices: append(row.Notices, n)})
		return err
	})
}

// ShownNotices forgets the notices of a session once a page has shown them.
func (s *Store) ShownNotices(ctx context.Context, session models.ID) error {
	return s.change(ctx, func(t *tx) error {
		_, err := gorm.G[models.Session](t.DB).Where("id = ?", session).Select("Notices").
			Updates(ctx, models.Session{Notices: []models.Notice{}})
		return err
	})
}
