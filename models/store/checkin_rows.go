package store

import (
	"database/sql"
	"encoding/json"
	"strings"

	"gorm.io/gorm"

	"appdepot/models"
)

// A check-in that plans reads and writes its rows with statements of its own: when an assignment to everybody moves, every device
// plans once, and what GORM does for each row would cost more than the database does.

// scanned reads the rows of a statement one by one.
func scanned[T any](db *gorm.DB, scan func(*sql.Rows, *T) error) ([]T, error) {
	rows, err := db.Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		var each T
		if err := scan(rows, &each); err != nil {
			return nil, err
		}
		list = append(list, each)
	}
	return list, rows.Err()
}

// inserted is a statement that inserts rows with so many values each.
func inserted(into, columns string, rows int, after string) string {
	row := "(" + strings.TrimSuffix(strings.Repeat("?, ", strings.Count(columns, ",")+1), ", ") + ")"
	return "INSERT INTO " + into + " (" + columns + ") VALUES " + strings.TrimSuffix(strings.Repeat(row+", ", rows), ", ") + after
}

// lockedDevice is a device, which waits for another message of the same device, and whether somebody asked for an app on it.
type lockedDevice struct {
	deviceRow
	asked bool
}

// lockDevice reads the device that has the token.
func (t *tx) lockDevice(token string) (lockedDevice, error) {
	lock := ""
	if t.Name() == "postgres" {
		lock = " FOR UPDATE"
	}
	found, err := scanned(t.Raw(`SELECT id, name, platform, os_version, architecture, manufacturer, model, serial, ownership, enrolled,
		primary_user_id, inventory_hash, inventory, plan_version, reach, next_due_at, enrolled_at, version,
		EXISTS (SELECT 1 FROM requests WHERE device_id = devices.id)
		FROM devices WHERE token_hash = ? AND token_hash <> ''`+lock, secretHash(token)), scanDevice)
	if err == nil && len(found) == 0 {
		err = notEnrolled()
	}
	if err != nil {
		return lockedDevice{}, err
	}
	return found[0], nil
}

func scanDevice(rows *sql.Rows, d *lockedDevice) error {
	var inventory []byte
	if err := rows.Scan(&d.ID, &d.Name, &d.Platform, &d.OSVersion, &d.Architecture, &d.Manufacturer, &d.Model, &d.Serial, &d.Ownership,
		&d.Enrolled, &d.PrimaryUserID, &d.InventoryHash, &inventory, &d.PlanVersion, &d.Reach, &d.NextDueAt, &d.EnrolledAt, &d.Version,
		&d.asked); err != nil {
		return err
	}
	return json.Unmarshal(inventory, &d.Inventory)
}

const orderColumns = "id, device_id, app_id, version_id, action, settings, attempt, created_at, done_at, succeeded, error_code, detail, withdrawn"

func scanOrder(rows *sql.Rows, o *models.Order) error {
	return rows.Scan(&o.ID, &o.DeviceID, &o.AppID, &o.VersionID, &o.Action, &o.Settings, &o.Attempt, &o.CreatedAt, &o.DoneAt, &o.Succeeded,
		&o.ErrorCode, &o.Detail, &o.Withdrawn)
}

// insertOrders writes orders; those that are there already get their outcome.
func (t *tx) insertOrders(list []models.Order) error {
	values := make([]any, 0, 13*len(list))
	for _, o := range list {
		values = append(values, o.ID, o.DeviceID, o.AppID, o.VersionID, o.Action, string(o.Settings), o.Attempt, o.CreatedAt, o.DoneAt, o.Succeeded,
			o.ErrorCode, o.Detail, o.Withdrawn)
	}
	return t.Exec(inserted("orders", orderColumns, len(list), ` ON CONFLICT (id) DO UPDATE SET done_at = excluded.done_at,
		succeeded = excluded.succeeded, error_code = excluded.error_code, detail = excluded.detail, withdrawn = excluded.withdrawn`),
		values...).Error
}

const installColumns = "id, app_id, device_id, user_id, state, reason_code, reason_args, error_code, version, wanted, since, updated_at"

func scanInstall(rows *sql.Rows, i *models.Install) error {
	return rows.Scan(&i.ID, &i.AppID, &i.DeviceID, &i.UserID, &i.State, &i.Reason.Code, &i.Reason.Args, &i.ErrorCode, &i.Version,
		&i.Wanted, &i.Since, &i.UpdatedAt)
}

// insertInstalls writes states, in the place of those that are there already.
func (t *tx) insertInstalls(list []models.Install) error {
	values := make([]any, 0, 12*len(list))
	for _, i := range list {
		values = append(values, i.ID, i.AppID, i.DeviceID, i.UserID, i.State, i.Reason.Code, i.Reason.Args, i.ErrorCode, i.Version,
			i.Wanted, i.Since, i.UpdatedAt)
	}
	return t.Exec(inserted("installs", installColumns, len(list), ` ON CONFLICT (id) DO UPDATE SET user_id = excluded.user_id,
		state = excluded.state, reason_code = excluded.reason_code, reason_args = excluded.reason_args, error_code = excluded.error_code,
		version = excluded.version, wanted = excluded.wanted, since = excluded.since, updated_at = excluded.updated_at`), values...).Error
}

// updateDevice writes some columns of a device.
func (t *tx) updateDevice(id models.ID, columns map[string]any) error {
	set, values := make([]string, 0, len(columns)), make([]any, 0, len(columns)+1)
	for column, value := range columns {
		set, values = append(set, column+" = ?"), append(values, value)
	}
	return t.Exec("UPDATE devices SET "+strings.Join(set, ", ")+" WHERE id = ?", append(values, id)...).Error
}
