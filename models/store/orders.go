package store

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

	"appdepot/models"
	"appdepot/models/checkin"
)

// orders are those of one device that matter now, by id: as stored, and as they are to be. They are the open ones, the
// last one answered for each app, and those that a message names.
type orders struct {
	stored, now map[models.ID]models.Order
}

// open are the orders that wait for an answer, by app.
func (o orders) open() map[models.ID]models.Order {
	open := map[models.ID]models.Order{}
	for _, row := range o.now {
		if row.DoneAt == nil && !row.Withdrawn {
			open[row.AppID] = row
		}
	}
	return open
}

// last are the orders that the device answered last, by app.
func (o orders) last() map[models.ID]models.Order {
	last := map[models.ID]models.Order{}
	for _, row := range o.now {
		if row.DoneAt != nil && !row.Withdrawn && row.ID > last[row.AppID].ID {
			last[row.AppID] = row
		}
	}
	return last
}

// withdraw takes an open order back.
func (o orders) withdraw(id models.ID) {
	row := o.now[id]
	row.Withdrawn = true
	o.now[id] = row
}

// changed are the orders that differ from what is stored: those that are there already, and the new ones.
func (o orders) changed() (ended, given []models.Order) {
	for _, row := range slices.SortedFunc(maps.Values(o.now), byOrderID) {
		before, known := o.stored[row.ID]
		switch {
		case !known:
			given = append(given, row)
		case before != row:
			ended = append(ended, row)
		}
	}
	return ended, given
}

func byOrderID(a, b models.Order) int { return cmp.Compare(a.ID, b.ID) }

// toSend is every open order as the device reads it, in the order they were given. Orders of an app with a secret that cannot be opened are
// left out, and are the error.
func (x *exchange) toSend() (list []checkin.Order, problem error) {
	list = []checkin.Order{}
	for _, row := range slices.SortedFunc(maps.Values(x.orders.open()), byOrderID) {
		a := x.snapshot.apps[row.AppID]
		if a == nil || a.kind == nil {
			continue // nothing of an app that is assigned no more, or of an unknown type, is ordered
		}
		app, err := withApp(a.App, x.OpenSealed)
		if err != nil {
			problem = errors.Join(problem, err)
			continue
		}
		order := checkin.Order{
			OrderID: row.ID, Action: row.Action, AppID: row.AppID, Name: a.Name, Type: a.Type, Platform: a.Platform,
			Version: a.DisplayVersion, Detection: a.detection, Settings: a.kind.Settings(app.Values), AssignmentSettings: row.Settings, Attempt: row.Attempt,
			CreatedAt: row.CreatedAt,
		}
		if row.Action != models.UninstallAction {
			order.Content = a.content
		}
		list = append(list, order)
	}
	return list, problem
}

// Content opens the package of an app version for the device that has the token, while an open order tells the device to
// install it. Reading it ends with ctx.
func (s *Store) Content(ctx context.Context, token string, version models.ID) (*Content, error) {
	g, err := s.deviceSummary(ctx, token)
	if err != nil {
		return nil, err
	}
	var row struct {
		PackageID models.ID
		Ordered   bool
	}
	found := s.db.Rows(ctx).Raw(`SELECT package_id, EXISTS (SELECT 1 FROM orders WHERE device_id = ? AND version_id = app_versions.id
		AND action <> ? AND done_at IS NULL AND NOT withdrawn) AS ordered
		FROM app_versions WHERE id = ?`, g.ID, models.UninstallAction, version).Scan(&row)
	switch {
	case found.Error != nil:
		return nil, found.Error
	case found.RowsAffected == 0:
		return nil, models.NotFound("This package does not exist. Check in.")
	case !row.Ordered:
		return nil, models.Forbidden("This device has no open order for this package. Check in.")
	}
	return s.openPackage(ctx, row.PackageID)
}
