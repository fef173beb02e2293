package reach

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/store/db"
	"appdepot/models/targeting"
)

// A device's reach is the set of groups that contain it or its user, also through nested groups: the groups through which
// assignments reach it. It is kept packed with the device and written in the transaction that changes a membership, the nesting
// or the device's user, so that a check-in reads no memberships. A device whose reach changes is planned anew; no other is.

// DeviceRow is a device with its reach.
type DeviceRow struct {
	models.Device
	Reach []byte
}

// TableName is where devices are.
func (DeviceRow) TableName() string { return "devices" }

// Subject is the device as assignments see it.
func (d DeviceRow) Subject() targeting.Subject {
	return targeting.Subject{DeviceID: d.ID, UserID: d.PrimaryUserID, Enrolled: d.Enrolled, Groups: targeting.Unpack(d.Reach)}
}

// Unplanned is the plan version of a device that has to be planned anew whatever version its audiences have.
const Unplanned = -1

// devicesAtOnce is how many devices' reach is found out and written by one statement each.
const devicesAtOnce = 1000

// LockReach lets transactions that change memberships, nesting or many devices' users happen one after the other.
func (t *Tx) LockReach() error { return t.Lock("groups") }

// LockOwnReach lets a transaction that changes one device's user wait for those that change memberships or nesting.
func (t *Tx) LockOwnReach() error { return t.LockShared("groups") }

// DevicesOf are the devices of some users.
func (t *Tx) DevicesOf(users ...models.ID) (devices []models.ID, err error) {
	for some := range slices.Chunk(users, devicesAtOnce) {
		var found []models.ID
		if err := t.Table("devices").Where("primary_user_id IN ?", some).Pluck("id", &found).Error; err != nil {
			return nil, err
		}
		devices = append(devices, found...)
	}
	return devices, nil
}

// DevicesOfMembers are the members of a group of this kind when those are devices, and else the devices of the members.
func (t *Tx) DevicesOfMembers(kind models.GroupKind, members []models.ID) ([]models.ID, error) {
	if kind == models.DeviceGroup {
		return members, nil
	}
	return t.DevicesOf(members...)
}

// DevicesInside are the devices that some groups contain, by themselves or by their user, also through nested groups.
func (t *Tx) DevicesInside(groups ...models.ID) (devices []models.ID, err error) {
	n, err := Nesting(t.DB)
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

// UpdateReach writes the reach of devices as it is now. Those where it is another one than before are planned anew.
func (t *Tx) UpdateReach(devices ...models.ID) error {
	if len(devices) == 0 {
		return nil
	}
	n, err := Nesting(t.DB)
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
func (t *Tx) saveReach(list []reached) error {
	if len(list) == 0 {
		return nil
	}
	row := "(?, ?)"
	if t.Name() == "postgres" {
		row = "(?, ?::bytea)"
	}
	values := []any{Unplanned}
	for _, d := range list {
		values = append(values, d.ID, d.Reach)
	}
	rows := strings.TrimSuffix(strings.Repeat(row+", ", len(list)), ", ")
	return t.Exec(`UPDATE devices SET reach = now.column2, plan_version = ? FROM (VALUES `+rows+`) AS now
		WHERE devices.id = now.column1`, values...).Error
}

// fillReach finds out the reach of devices of which it is not known: of all, after the update that brings it.
func (d *Database) fillReach(ctx context.Context) error {
	for {
		var devices []models.ID
		if err := d.Rows(ctx).Table("devices").Where("reach IS NULL").Limit(10*devicesAtOnce).Pluck("id", &devices).Error; err != nil {
			return err
		}
		if len(devices) == 0 {
			return nil
		}
		err := d.Change(ctx, func(t *Tx) error {
			if err := t.LockReach(); err != nil {
				return err
			}
			return t.UpdateReach(devices...)
		})
		if err != nil {
			return err
		}
	}
}

// FindReach finds out the reach of one device that came without: a server of an earlier version enrolled it meanwhile.
func (d *Database) FindReach(ctx context.Context, device models.ID) error {
	return d.Change(ctx, func(t *Tx) error {
		if err := t.LockOwnReach(); err != nil {
			return err
		}
		return t.UpdateReach(device)
	})
}

// Replan has devices planned anew at their next check-in, because something changed that concerns them alone, such as their
// primary user. What concerns all devices of an audience has a version.
func (t *Tx) Replan(devices ...models.ID) error {
	if len(devices) == 0 {
		return nil
	}
	_, err := db.Update[models.Device](t.Ctx, t.DB.Where("id IN ?", devices), "plan_version", Unplanned)
	return err
}
