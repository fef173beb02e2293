package db

import (
	"context"
	"errors"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/models/field"
	"appdepot/models/secret"
)

// sealChanges are the changes of a line of the audit log as its row has them.
func (t *Tx) sealChanges(about activity.Object, event models.ID, changes []models.Change) ([]models.Change, error) {
	sealed := []models.Change{}
	for _, c := range changes {
		if f, _ := about.Field(c.Field); f.Sealed {
			at := secret.EventChanges.At(string(event))
			var err, wrong error
			c.Old, err = t.Seal(at, c.Old)
			c.New, wrong = t.Seal(at, c.New)
			if err = errors.Join(err, wrong); err != nil {
				return nil, err
			}
		}
		sealed = append(sealed, c)
	}
	return sealed, nil
}

// OpenChanges makes the changes of lines of the audit log readable. What only looks sealed stays as it is, and what this server has no key for
// is hidden: the rest of the log can be read.
func (d *Database) OpenChanges(ctx context.Context, events []models.Event) error {
	for _, e := range events {
		for i := range e.Changes {
			for _, text := range []*string{&e.Changes[i].Old, &e.Changes[i].New} {
				if _, sealed := secret.NumberOf(*text); !sealed {
					continue
				}
				plain, err := d.OpenSealed(ctx, secret.EventChanges.At(string(e.ID)), *text)
				if _, noKey := errors.AsType[*KeyError](err); noKey {
					plain, err = field.HideSecret(*text), nil
				}
				switch {
				case err == nil:
					*text = plain
				case !errors.Is(err, secret.ErrNotSealed):
					return err
				}
			}
		}
	}
	return nil
}
