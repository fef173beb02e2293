package secrets

import (
	"context"
	"fmt"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/secret"
	"appdepot/models/store/db"
)

// RewrapSecrets has the data keys wrapped by another outer key. Servers that run have them unwrapped and go on; when they start again they
// need the other key. Values stay as they are.
func (s *Store) RewrapSecrets(ctx context.Context, to *secret.Keeper) error {
	if err := db.May(ctx, access.ManageSettings, access.Object{}); err != nil {
		return err
	}
	if err := s.protect(ctx, to); err != nil {
		return err
	}
	old, err := s.db.DataKeys(ctx)
	if err != nil {
		return err
	}
	wrapped := make([]db.DataKey, len(old))
	for i, row := range old { // before the transaction: a service may be asked
		key, err := row.Unwrapped(ctx, s.keeper)
		if err != nil {
			return err
		}
		if wrapped[i], err = db.WrapDataKey(ctx, to, key); err != nil {
			return fmt.Errorf("wrap keys with %s: %w", to.Name(), err)
		}
	}
	return s.db.Change(ctx, func(t *db.Tx) error {
		if err := t.LockKeys(); err != nil {
			return err
		}
		now, err := db.Count[db.DataKey](ctx, t.DB)
		if err != nil {
			return err
		}
		if int(now) != len(old) {
			return db.ChangedMeanwhile("The key for secrets")
		}
		for i, row := range old {
			n, err := db.Updates[db.DataKey](ctx, t.DB.Where("number = ? AND wrapped = ?", row.Number, row.Wrapped).Select("Wrapped", "WrappedBy"), wrapped[i])
			if err == nil && n == 0 {
				err = db.ChangedMeanwhile("The key for secrets")
			}
			if err != nil {
				return err
			}
		}
		return t.Record(activity.RewrapSecrets, "", "secrets", models.Change{Field: "outerKey", Old: old[len(old)-1].WrappedBy, New: to.Name()})
	})
}
