package store

import (
	"context"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store/db"
)

// AddNotice keeps a notice with a session of the actor's, for the next page it opens. A power cut may take it: what it tells of is safe.
func (s *Store) AddNotice(ctx context.Context, session models.ID, n models.Notice) error {
	return s.changeNotices(ctx, session, func(old []models.Notice) []models.Notice { return append(old, n) })
}

// ShownNotices forgets the notices of a session of the actor's once a page has shown them.
func (s *Store) ShownNotices(ctx context.Context, session models.ID) error {
	return s.changeNotices(ctx, session, func([]models.Notice) []models.Notice { return []models.Notice{} })
}

func (s *Store) changeNotices(ctx context.Context, session models.ID, fn func([]models.Notice) []models.Notice) error {
	return s.db.ChangeSyncedLater(ctx, func(t *db.Tx) error {
		row, err := db.First[models.Session](ctx, t.DB.Where("id = ?", session))
		if row, err = db.One(row, err, models.Unauthenticated("Your session has ended. Sign in again.")); err != nil {
			return err
		}
		if err := db.May(ctx, access.ManageAccount, access.Session(row)); err != nil {
			return err
		}
		_, err = db.Updates[models.Session](ctx, t.DB.Where("id = ?", session).Select("Notices"), models.Session{Notices: fn(row.Notices)})
		return err
	})
}
