package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/store/db"
	"appdepot/models/store/reach"
)

// A check-in that plans reads and writes its rows with statements of its own: when an assignment to everybody moves, every device
// plans once, and what GORM does for each row would cost more than the database does.

// scanned reads the rows of a statement one by one.
func scanned[T any](q *gorm.DB, scan func(*sql.Rows, *T) error) ([]T, error) {
	var list []T
	err := db.Each(q, func(rows *sql.Rows) error {
		var each T
		if err := scan(rows, &each); err != nil {
			return err
		}
		list = append(list, each)
		return nil
	})
	return list, err
}

// statement writes rows.
type statement struct {
	sql    string
	values []any
}

// inserting is a statement that inserts rows, whose values stand one after the other.
func inserting(into, columns, after string, values []any) statement {
	n := strings.Count(columns, ",") + 1
	row := "(" + strings.TrimSuffix(strings.Repeat("?, ", n), ", ") + ")"
	rows := strings.TrimSuffix(strings.Repeat(row+", ", len(values)/n), ", ")
	return statement{"INSERT INTO " + into + " (" + columns + ") VALUES " + rows + " " + after, values}
}

// deleting is a statement that deletes rows by their IDs.
func deleting(from string, ids []models.ID) statement {
	return statement{"DELETE FROM " + from + " WHERE id IN ?", []any{ids}}
}

// run runs statements that do not depend on each other. Postgres gets them as one: what costs there is asking once more.
func (t *tx) run(list []statement) error {
	if t.Name() != "postgres" {
		for _, each := range list {
			if err := t.Exec(each.sql, each.values...).Error; err != nil {
				return err
			}
		}
		return nil
	}
	if len(list) == 0 {
		return nil
	}
	var one strings.Builder
	var values []any
	for i, each := range list[:len(list)-1] {
		fmt.Fprintf(&one, "%s part%d AS (%s)", []string{"WITH", ","}[min(i, 1)], i, each.sql)
		values = append(values, each.values...)
	}
	last := list[len(list)-1]
	return t.Exec(one.String()+" "+last.sql, append(values, last.values...)...).Error
}

// lockedDevice is a device, which waits for another message of the same device, and whether somebody asked for an app on it.
type lockedDevice struct {
	reach.DeviceRow
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
		FROM devices WHERE token_hash = ? AND token_hash <> ''`+lock, db.SecretHash(token)), scanDevice)
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

// orderOrInstall is an order of a device, or the state of an app on it. The columns of the two tables that are of one type share a field.
type orderOrInstall struct {
	isOrder               bool
	id, app               models.ID
	other                 models.ID // the version that is ordered; the user of a state
	word                  string    // action; state
	begun                 time.Time // created; since when it stands there
	ended                 *time.Time
	errorCode             int32
	text                  string // detail; the version that is present
	settings              models.Settings
	attempt               int
	succeeded, withdrawn  bool
	stage                 string
	bytes                 int64
	progress              *time.Time
	reasonCode, reasonArg string
	wanted                models.Intent
}

// readOrdersAndInstalls reads the orders of a device that matter now, see orders, and the states of its apps, with one question.
func (t *tx) readOrdersAndInstalls(device models.ID, named []models.ID) (o orders, i installs, err error) {
	also, args := "", []any{device}
	if len(named) > 0 {
		also, args = " OR id IN ?", append(args, named)
	}
	rows, err := scanned(t.Raw(`SELECT TRUE, id, app_id, version_id, action, created_at, done_at, error_code, detail,
			settings, attempt, succeeded, withdrawn, stage, bytes_received, progress_at, '', '', ''
		FROM orders WHERE device_id = ? AND (NOT withdrawn AND (done_at IS NULL
			OR NOT EXISTS (SELECT 1 FROM orders later WHERE later.device_id = orders.device_id AND later.app_id = orders.app_id
				AND later.id > orders.id AND later.done_at IS NOT NULL AND NOT later.withdrawn))`+also+`)
		UNION ALL SELECT FALSE, id, app_id, user_id, state, since, updated_at, error_code, version,
			'', 0, FALSE, FALSE, '', 0, NULL, reason_code, CAST(reason_args AS text), wanted
		FROM installs WHERE device_id = ?`, append(args, device)...), scanOrderOrInstall)
	if err != nil {
		return o, i, err
	}
	o = orders{map[models.ID]models.Order{}, map[models.ID]models.Order{}}
	i = installs{map[models.ID]models.Install{}, map[models.ID]models.Install{}}
	for _, row := range rows {
		if row.isOrder {
			order := row.order(device)
			o.stored[order.ID], o.now[order.ID] = order, order
			continue
		}
		install, err := row.install(device)
		if err != nil {
			return o, i, err
		}
		i.stored[install.AppID], i.now[install.AppID] = install, install
	}
	return o, i, nil
}

func scanOrderOrInstall(rows *sql.Rows, r *orderOrInstall) error {
	return rows.Scan(&r.isOrder, &r.id, &r.app, &r.other, &r.word, &r.begun, &r.ended, &r.errorCode, &r.text,
		&r.settings, &r.attempt, &r.succeeded, &r.withdrawn, &r.stage, &r.bytes, &r.progress, &r.reasonCode, &r.reasonArg, &r.wanted)
}

func (r orderOrInstall) order(device models.ID) models.Order {
	return models.Order{ID: r.id, DeviceID: device, AppID: r.app, VersionID: r.other, Action: models.Action(r.word), Settings: r.settings,
		Attempt: r.attempt, CreatedAt: r.begun, DoneAt: r.ended, Succeeded: r.succeeded, ErrorCode: r.errorCode, Detail: r.text, Withdrawn: r.withdrawn,
		Stage: r.stage, BytesReceived: r.bytes, ProgressAt: r.progress}
}

func (r orderOrInstall) install(device models.ID) (models.Install, error) {
	i := models.Install{ID: r.id, AppID: r.app, DeviceID: device, UserID: r.other, State: models.State(r.word), ErrorCode: r.errorCode,
		Version: r.text, Wanted: r.wanted, Since: r.begun, UpdatedAt: *r.ended}
	i.Reason.Code = models.Code(r.reasonCode)
	return i, i.Reason.Args.Scan(r.reasonArg)
}

const orderColumns = "id, device_id, app_id, version_id, action, settings, attempt, created_at, done_at, succeeded, error_code, detail, withdrawn, " +
	"stage, bytes_received, progress_at"

// writeOrders write orders; those that are there already get their outcome.
func writeOrders(list []models.Order) (all []statement) {
	for some := range slices.Chunk(list, db.RowsAtOnce) {
		var values []any
		for _, o := range some {
			values = append(values, o.ID, o.DeviceID, o.AppID, o.VersionID, o.Action, string(o.Settings), o.Attempt, o.CreatedAt, o.DoneAt, o.Succeeded,
				o.ErrorCode, o.Detail, o.Withdrawn, o.Stage, o.BytesReceived, o.ProgressAt)
		}
		all = append(all, inserting("orders", orderColumns, `ON CONFLICT (id) DO UPDATE SET done_at = excluded.done_at,
			succeeded = excluded.succeeded, error_code = excluded.error_code, detail = excluded.detail, withdrawn = excluded.withdrawn,
			stage = excluded.stage, bytes_received = excluded.bytes_received, progress_at = excluded.progress_at`, values))
	}
	return all
}

const installColumns = "id, app_id, device_id, user_id, state, reason_code, reason_args, error_code, version, wanted, since, updated_at"

// writeInstalls write states, in the place of those that are there already.
func writeInstalls(list []models.Install) (all []statement) {
	for some := range slices.Chunk(list, db.RowsAtOnce) {
		var values []any
		for _, i := range some {
			values = append(values, i.ID, i.AppID, i.DeviceID, i.UserID, i.State, i.Reason.Code, i.Reason.Args, i.ErrorCode, i.Version,
				i.Wanted, i.Since, i.UpdatedAt)
		}
		all = append(all, inserting("installs", installColumns, `ON CONFLICT (id) DO UPDATE SET user_id = excluded.user_id,
			state = excluded.state, reason_code = excluded.reason_code, reason_args = excluded.reason_args, error_code = excluded.error_code,
			version = excluded.version, wanted = excluded.wanted, since = excluded.since, updated_at = excluded.updated_at`, values))
	}
	return all
}

// writeDevice writes some columns of a device.
func writeDevice(id models.ID, columns map[string]any) statement {
	var set []string
	var values []any
	for _, column := range slices.Sorted(maps.Keys(columns)) {
		set, values = append(set, column+" = ?"), append(values, columns[column])
	}
	return statement{"UPDATE devices SET " + strings.Join(set, ", ") + " WHERE id = ?", append(values, id)}
}
