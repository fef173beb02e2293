package people

import (
	"context"
	"time"

	"appdepot/models"
	"appdepot/models/store/db"
)

const (
	browserKept        = 180 * 24 * time.Hour // since it was last signed in with
	mostBrowsersOfUser = 20
)

// knownBrowser is the browser with this secret when the user signed in with it before; else it is empty.
func (s *Store) knownBrowser(ctx context.Context, secret string, user models.ID) (models.KnownBrowser, error) {
	if secret == "" || user == "" {
		return models.KnownBrowser{}, nil
	}
	b, err := db.First[models.KnownBrowser](ctx, s.db.Read.Where("hash = ? AND user_id = ? AND used_at > ?",
		db.SecretHash(secret), user, s.db.Now().Add(-browserKept)))
	if db.None(err) {
		return models.KnownBrowser{}, nil
	}
	return b, err
}

// recognize makes the browser one that the user signed in with, under a new secret: whoever planted or read the old one gains nothing.
// It stays known to the others who sign in with it.
func (t *tx) recognize(known models.KnownBrowser, old, secret string, user models.ID) (models.ID, error) {
	if _, err := db.Delete[models.KnownBrowser](t.Ctx, t.DB.Where("used_at <= ?", t.Now.Add(-browserKept))); err != nil {
		return "", err
	}
	if old != "" {
		if _, err := db.Update[models.KnownBrowser](t.Ctx, t.DB.Where("hash = ?", db.SecretHash(old)), "hash", db.SecretHash(secret)); err != nil {
			return "", err
		}
	}
	if known.ID != "" {
		n, err := db.Update[models.KnownBrowser](t.Ctx, t.DB.Where("id = ? AND hash = ?", known.ID, db.SecretHash(secret)), "used_at", t.Now)
		if err != nil || n > 0 {
			return known.ID, err
		}
	}
	b := models.KnownBrowser{ID: models.NewID(), UserID: user, Hash: db.SecretHash(secret), CreatedAt: t.Now, UsedAt: t.Now}
	if err := db.Create[models.KnownBrowser](t.Ctx, t.DB, &b); err != nil {
		return "", err
	}
	return b.ID, t.forgetOldBrowsers(user)
}

func (t *tx) forgetOldBrowsers(user models.ID) error {
	var kept []models.ID
	err := t.Model(&models.KnownBrowser{}).Where("user_id = ?", user).Order("used_at DESC, id DESC").Limit(mostBrowsersOfUser).Pluck("id", &kept).Error
	if err != nil {
		return err
	}
	_, err = db.Delete[models.KnownBrowser](t.Ctx, t.DB.Where("user_id = ? AND id NOT IN ?", user, kept))
	return err
}

// forgetBrowsers makes a user's browsers unknown, all but one when keep is its id.
func (t *tx) forgetBrowsers(user, keep models.ID) error {
	_, err := db.Delete[models.KnownBrowser](t.Ctx, t.DB.Where("user_id = ? AND id <> ?", user, string(keep)))
	return err
}
