package store

import (
	"context"

	"appdepot/models"
)

// DeviceHead is a device with what every page about it says.
type DeviceHead struct {
	models.Device
	UserName   string // of the primary user; empty when it has none
	Apps       int    // that were planned for it
	OpenOrders int
}

// DeviceHead reads what every page about a device says, in two queries.
func (s *Store) DeviceHead(ctx context.Context, id models.ID) (DeviceHead, error) {
	var h DeviceHead
	d, err := s.Device(ctx, id)
	if err != nil {
		return h, err
	}
	err = s.db.Rows(ctx).Raw(`SELECT coalesce((SELECT name FROM users WHERE id = ?), '') AS user_name,
		(SELECT count(*) FROM installs WHERE device_id = ?) AS apps,
		(SELECT count(*) FROM orders WHERE device_id = ? AND done_at IS NULL AND NOT withdrawn) AS open_orders`,
		d.PrimaryUserID, id, id).Scan(&h).Error
	h.Device = d
	return h, err
}
