package store

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/targeting"
)

// A device's reach is the set of groups that contain it or its user, also through nested groups: the groups through which
// assignments reach it. It is kept packed with the device and written in the transaction that changes a membership, the nesting
// or the device's user, so that a check-in reads no memberships. A device whose reach changes is planned anew; no other is.

// deviceRow is a device with its reach.
type deviceRow struct {
	models.Device
	Reach []byte
}

// TableName is where devices are.
func (deviceRow) TableName() string { return "devices" }

// subject is the device as assignments see it.
func (d deviceRow) subject() targeting.Subject {
	return targeting.Subject{DeviceID: d.ID, UserID: d.PrimaryUserID, Enrolled: d.Enrolled, Groups: targeting.Unpack(d.Reach)}
}

// devicesAtOnce is how many devices' reach is found out and written by one statement each.
const devicesAtOnce = 1000

// changesReach lets transactions that change memberships, nesting or many devices' users happen one after the other.
func (t *tx) changesReach() error { return t.Lock("groups") }

// changesOwnReach lets a transaction that changes one device's user wait for those that change memberships or nesting.
func (t *tx) changesOwnReach() error { return t.LockShared("groups") }

// devicesOf are the devices of some users.
func (t *tx) devicesOf(users ...models.ID) (devices []models.ID, err error) {
	for some := range slices.Chunk(users, devicesAtOnce) {
		var found []models.ID
		if err := t.Table("devices").Where("primary_user_id IN ?", some).Pluck("id", &found).Error; err != nil {
			return nil, err
		}
		devices = append(devices, found...)
	}
	return devices, nil
}

// devicesOfMembers are the members of a group of this kind, when that are devices, or else their devices.
func (t *tx) devicesOfMembers(kind models.GroupKind, members []models.ID) ([]models.ID, error) {
	if kind == models.DeviceGroup {
		return members, nil
	}
	return t.devicesOf(members...)
}

// devicesInside are the devices that some groups contain, by themselves or by their user, also through nested groups.
func (t *tx) devicesInside(groups ...models.ID) (devices []models.ID, err error) {
	n, err := nesting(t.DB)
	if err != nil {
		return nil, err
	}
	inside := n.Inside(groups...)
	for some := range slices.Chunk(inside, devicesAtOnce) {
		var found []models.ID
		err := t.Raw(`SELECT device_id FROM group_devices WHERE group_id IN ?
			UNION SELECT devices.id FROM devices JOIN group_users ON group_users.user_id = devices.primary_user_id
			WHERE group_users.group_id IN ?`, some, some).Scan(&found).Error
		if err != nil {
			return nil, err
		}
		devices = append(devices, found...)
	}
	slices.Sort(devices)
	return slices.Compact(devices), nil
}

// regroup writes the reach of devices as it is now. Those where it is another one than before are planned anew.
func (t *tx) regroup(devices ...models.ID) error {
	if len(devices) == 0 {
		return nil
	}
	n, err := nesting(t.DB)
	if err != nil {
		return err
	}
	above := n.Containers()
	for some := range slices.Chunk(devices, devicesAtOnce) {
		now, err := reachOf(t.DB, above, some)
		if err != nil {
			return err
		}
		if err := t.saveReach(now); err != nil {
			return err
		}
	}
	return nil
}

// reached is a device's reach as it is to be stored.
type reached struct {
	ID    models.ID
	Reach []byte
}

// reachOf finds out what the reach of devices is, and gives those where something else is stored.
func reachOf(db *gorm.DB, above targeting.Containers, devices []models.ID) (changed []reached, err error) {
	var stored []reached
	if err := db.Table("devices").Select("id, reach").Where("id IN ?", devices).Order("id").Find(&stored).Error; err != nil {
		return nil, err
	}
	var memberships []struct{ DeviceID, GroupID models.ID }
	err = db.Raw(`SELECT device_id, group_id FROM group_devices WHERE device_id IN ?
		UNION ALL SELECT devices.id, group_users.group_id FROM devices JOIN group_users ON group_users.user_id = devices.primary_user_id
		WHERE devices.id IN ?`, devices, devices).Scan(&memberships).Error
	if err != nil {
		return nil, err
	}
	direct := map[models.ID][]models.ID{}
	for _, m := range memberships {
		direct[m.DeviceID] = append(direct[m.DeviceID], m.GroupID)
	}
	for _, d := range stored {
		if now := targeting.Groups(above.Of(direct[d.ID])).Pack(); !bytes.Equal(now, d.Reach) {
			changed = append(changed, reached{d.ID, now})
		}
	}
	return changed, nil
}

// saveReach writes the reach of devices, which are planned anew then.
func (t *tx) saveReach(list []reached) error {
	if len(list) == 0 {
		return nil
	}
	row := "(?, ?)"
	if t.Name() == "postgres" {
		row = "(?, ?::bytea)"
	}
	values := []any{unplanned}
	for _, d := range list {
		values = append(values, d.ID, d.Reach)
	}
	rows := strings.TrimSuffix(strings.Repeat(row+", ", len(list)), ", ")
	return t.Exec(`UPDATE devices SET reach = now.column2, plan_version = ? FROM (VALUES `+rows+`) AS now
		WHERE devices.id = now.column1`, values...).Error
}

// fillReach finds out the reach of devices of which it is not known: of all, after the update that brings it.
func (s *Store) fillReach(ctx context.Context) error {
	for {
		var devices []models.ID
		if err := s.db.Rows(ctx).Table("devices").Where("reach IS NULL").Limit(10*devicesAtOnce).Pluck("id", &devices).Error; err != nil {
			return err
		}
		if len(devices) == 0 {
			return nil
		}
		err := s.change(ctx, func(t *tx) error {
			if err := t.changesReach(); err != nil {
				return err
			}
			return t.regroup(devices...)
		})
		if err != nil {
			return err
		}
	}
}

// findReach finds out the reach of one device that came without: a server of an earlier version enrolled it meanwhile.
func (s *Store) findReach(ctx context.Context, device models.ID) error {
	return s.change(ctx, func(t *tx) error {
		if err := t.changesOwnReach(); err != nil {
			return err
		}
		return t.regroup(device)
	})
}
