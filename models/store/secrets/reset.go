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

// ErrKeyOpens says that nothing is lost.
var ErrKeyOpens = errors.New("the key opens the secrets of this database: there is nothing to give up")

// Reset gives up what is sealed in a database whose outer key is lost, and begins with another one. It gives what has to be entered again: the
// columns of which rows had something. While the key does open the data keys it refuses. After a crash the next call goes on.
func Reset(ctx context.Context, d *db.Database, keeper *secret.Keeper) (given []Sealed, err error) {
	if err := db.May(ctx, access.ManageSettings, access.Object{}); err != nil {
		return nil, err
	}
	if _, err := keeper.Protect(); err != nil {
		return nil, err
	}
	rows, err := d.DataKeys(ctx)
	if err != nil {
		return nil, err
	}
	opens := len(rows) > 0
	for _, row := range rows {
		if _, err := row.Unwrapped(ctx, keeper); err != nil {
			opens = false
		}
	}
	if opens {
		return nil, ErrKeyOpens
	}
	if _, err := keeper.Wrap(ctx, secret.NewKey()); err != nil { // before anything is given up
		return nil, fmt.Errorf("use the new key: %w", err)
	}
	for _, c := range secret.Columns {
		n, err := rewrite(ctx, d, c, secret.AnyMark, func(_ *db.Tx, found cell) (string, error) {
			return eachSealed(c, found.Text, func(string) (string, error) { return "", nil })
		}, nil)
		if given = append(given, Sealed{c, n}); err != nil {
			return given, fmt.Errorf("give up secrets: %w", err)
		}
	}
	if err := d.Change(ctx, func(t *db.Tx) error {
		_, err := db.Delete[db.DataKey](ctx, t.DB.Where("number > 0"))
		return err
	}); err != nil {
		return given, err
	}
	if err := d.OpenKeys(ctx, keeper); err != nil {
		return given, err
	}
	return given, d.Change(ctx, func(t *db.Tx) error {
		return t.Record(activity.ResetSecrets, "", "secrets", models.Change{Field: "outerKey", New: keeper.Name()})
	})
}
