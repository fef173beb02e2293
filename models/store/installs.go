package store

import (
	"cmp"
	"reflect"
	"slices"

	"appdepot/models"
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
		moved.add(app, before, row)
	}
	for app, row := range i.stored {
		if _, kept := i.now[app]; !kept {
			gone = append(gone, row.ID)
			moved.add(app, row, models.Install{})
		}
	}
	slices.SortFunc(changed, func(a, b models.Install) int { return cmp.Compare(a.AppID, b.AppID) })
	list := append(writeInstalls(changed), moved.statements()...)
	if len(gone) > 0 {
		list = append(list, deleting("installs", gone))
	}
	return list
}
