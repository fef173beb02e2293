package store

import (
	"cmp"
	"context"
	"reflect"
	"slices"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store/db"
)

// installs are the states of one device by app: as stored, and as they are to be.
type installs struct {
	stored, now map[models.ID]models.Install
}

// changed writes what differs, and moves the counters of the apps by as much.
func (i installs) changed() []statement {
	var changed []models.Install
	var gone []models.ID
	moved := countChanges{}
	for app, row := range i.now {
		before, known := i.stored[app]
		if known && reflect.DeepEqual(before, row) {
			continue
		}
		changed = append(changed, row)
		moved.add(app, before.State, row.State)
	}
	for app, row := range i.stored {
		if _, kept := i.now[app]; !kept {
			gone = append(gone, row.ID)
			moved.add(app, row.State, "")
		}
	}
	slices.SortFunc(changed, func(a, b models.Install) int { return cmp.Compare(a.AppID, b.AppID) })
	list := append(writeInstalls(changed), moved.statements()...)
	if len(gone) > 0 {
		list = append(list, deleting("installs", gone))
	}
	return list
}

// RecountInstalls counts the states of all apps anew, should the counters ever be wrong.
func (s *Store) RecountInstalls(ctx context.Context) error {
	if err := db.May(ctx, access.ManageSettings, access.Object{}); err != nil {
		return err
	}
	return s.change(ctx, func(t *tx) error {
		if t.Name() == "postgres" {
			if err := t.Exec("LOCK TABLE installs IN SHARE MODE").Error; err != nil {
				return err
			}
		}
		if err := t.Exec("DELETE FROM app_counts").Error; err != nil {
			return err
		}
		return t.Exec(`INSERT INTO app_counts (app_id, installed, failed, pending, not_installed, not_applicable, unknown)
			SELECT app_id, ` + countStates + " FROM installs GROUP BY app_id").Error
	})
}
