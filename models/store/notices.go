package store

import (
	"context"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
)

// AddNotice keeps a notice with a session of the actor's, for the next page it opens.
func (s *Store) AddNotice(ctx context.Context, session models.ID, n models.Notice) error {
	return s.changeNotices(ctx, session, func(old []models.Notice) []models.Notice { return append(old, n) })
}

// ShownNotices forgets the notices of a session of the actor's once a page has shown them.
func (s *Store) ShownNotices(ctx context.Context, session models.ID) error {
	return s.changeNotices(ctx, session, func([]models.Notice) []models.Notice { return []models.Notice{} })
}

func (s *Store) changeNotices(ctx context.Context, session models.ID, fn func([]models.Notice) []models.Notice) error {
	return s.change(ctx, func(t *tx) error {
		row, err := gorm.G[models.Session](t.DB).Where("id = ?", session).First(ctx)
		if row, err = one(row, err, models.Unauthenticated("The session has ended. Sign in again.")); err != nil {
			return err
		}
		if err := may(ctx, access.ManageAccount, access.Session(row)); err != nil {
			return err
		}
		_, err = gorm.G[models.Session](t.DB).Where("id = ?", session).Select("Notices").
			Updates(ctx, models.Session{Notices: fn(row.Notices)})
		return err
	})
}
