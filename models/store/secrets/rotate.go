package secrets

import (
	"context"
	"errors"
	"fmt"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/secret"
	"appdepot/models/store/db"
)

// Rotation is what a rotation did.
type Rotation struct {
	Rows      int  // with values that were sealed anew
	WentOn    bool // with a rotation that had been broken off, whose key is as new as another would be
	Unopened  int  // values that no key opens: they were left alone, with the keys that they name
	KeyNumber int
}

// RotateSecrets seals everything anew with another data key, and forgets the ones before. Servers may run meanwhile; what they seal has the
// new key from its first moment. After a crash the next call goes on.
func (s *Store) RotateSecrets(ctx context.Context) (r Rotation, err error) {
	if err := db.May(ctx, access.ManageSettings, access.Object{}); err != nil {
		return r, err
	}
	keys, err := s.db.DataKeys(ctx)
	if err != nil {
		return r, err
	}
	if r.WentOn = len(keys) > 1; !r.WentOn {
		if err := s.db.AddDataKey(ctx); err != nil {
			return r, err
		}
		if keys, err = s.db.DataKeys(ctx); err != nil {
			return r, err
		}
	}
	r.KeyNumber = keys[len(keys)-1].Number
	for _, c := range secret.Columns {
		n, err := rewrite(ctx, s.db, c, secret.AnyMark, s.sealAnew(c, &r), nil)
		if r.Rows += n; err != nil {
			return r, fmt.Errorf("seal secrets anew: %w", err)
		}
	}
	return r, s.forgetKeys(ctx, keys[:len(keys)-1], r)
}

// sealAnew seals the values of a cell with the newest key.
func (s *Store) sealAnew(c secret.Column, r *Rotation) func(*db.Tx, cell) (string, error) {
	return func(t *db.Tx, found cell) (string, error) {
		return eachSealed(c, found.Text, func(text string) (string, error) {
			_, err := t.OpenSealed(c.At(found.ID), text)
			if errors.Is(err, secret.ErrNotSealed) {
				r.Unopened++
				return text, nil
			}
			if err != nil {
				return text, err
			}
			return t.Seal(c.At(found.ID), text)
		})
	}
}

// forgetKeys removes the data keys with which nothing is sealed any more.
func (s *Store) forgetKeys(ctx context.Context, old []db.DataKey, r Rotation) error {
	return s.db.Change(ctx, func(t *db.Tx) error {
		for _, key := range old {
			used := 0
			for _, c := range secret.Columns {
				n, err := count(t.DB, c, secret.MarkOf(key.Number))
				if used += n; err != nil {
					return err
				}
			}
			if used > 0 {
				continue
			}
			if _, err := db.Delete[db.DataKey](ctx, t.DB.Where("number = ?", key.Number)); err != nil {
				return err
			}
		}
		return t.Record(activity.RotateSecrets, "", "secrets", models.Change{Field: "keyNumber", Old: number(old), New: fmt.Sprint(r.KeyNumber)})
	})
}

func number(old []db.DataKey) string {
	if len(old) == 0 {
		return ""
	}
	return fmt.Sprint(old[len(old)-1].Number)
}
