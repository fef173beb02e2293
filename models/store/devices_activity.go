package store

import (
	"context"
	"time"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store/db"
)

// DeviceActivity is something that happened on a device: a line of the audit log about it, or an order that it got.
type DeviceActivity struct {
	Event *models.Event
	Order *DeviceOrder
}

// DeviceOrder is an order with the app that it is about.
type DeviceOrder struct {
	models.Order
	AppName    string
	AppVersion string // as people write it; empty for types without a package
}

// At is when it happened; an order, when it was given.
func (a DeviceActivity) At() time.Time {
	if a.Order != nil {
		return a.Order.CreatedAt
	}
	return a.Event.At
}

func (a DeviceActivity) id() models.ID {
	if a.Order != nil {
		return a.Order.ID
	}
	return a.Event.ID
}

// DeviceActivity lists what happened on a device, the newest first, for everybody who may read devices.
func (s *Store) DeviceActivity(ctx context.Context, device models.ID, p models.Page) (models.Listing[DeviceActivity], error) {
	var none models.Listing[DeviceActivity]
	rows, err := s.db.Visible(ctx, access.ReadDevices)
	if err != nil {
		return none, err
	}
	events, err := s.newestFirst(ctx, rows.Model(&models.Event{}).Where("object_id = ?", device), p)
	if err != nil {
		return none, err
	}
	orders, err := s.deviceOrders(ctx, device, p)
	if err != nil {
		return none, err
	}
	return db.Newest(p, DeviceActivity.At, DeviceActivity.id,
		db.Mapped(events, func(e models.Event) DeviceActivity { return DeviceActivity{Event: &e} }),
		db.Mapped(orders, func(o DeviceOrder) DeviceActivity { return DeviceActivity{Order: &o} })), nil
}

func (s *Store) deviceOrders(ctx context.Context, device models.ID, p models.Page) (models.Listing[DeviceOrder], error) {
	rows := s.db.Rows(ctx).Table("orders").Joins("JOIN apps ON apps.id = orders.app_id").
		Joins("LEFT JOIN app_versions ON app_versions.id = orders.version_id").Where("orders.device_id = ?", device).
		Select("orders.*, apps.name AS app_name, coalesce(app_versions.display_version, '') AS app_version")
	at := db.SortBy("orders.created_at", func(o DeviceOrder) any { return o.CreatedAt })
	return db.Keyset(rows, at, "orders.id", func(o DeviceOrder) models.ID { return o.ID }, true, p)
}
