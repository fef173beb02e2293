package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store/db"
)

// InstallLine is a row of an app's device install status.
type InstallLine struct {
	ID         models.ID
	AppID      models.ID
	DeviceID   models.ID
	DeviceName string
	Platform   models.Platform
	OSVersion  string
	Model      string
	UserID     models.ID
	UserName   string // of the device's primary user; empty for a shared device
	UserEmail  string
	State      models.State
	Reason     models.Reason `gorm:"embedded;embeddedPrefix:reason_"`
	ErrorCode  int32
	Version    string
	Wanted     models.Intent
	Since      time.Time
	LastSeenAt *time.Time
	Rank       int
}

// OS is the device's operating system.
func (l InstallLine) OS() models.OS {
	return models.OS{Platform: l.Platform, Version: l.OSVersion, Model: l.Model}
}

// InstallQuery says which devices of an app to list.
type InstallQuery struct {
	AppID  models.ID
	IDs    []models.ID // only these lines; nil for all
	Search string      // in the names of device and user
	States []models.State
	Sort   models.Sort // by status (the worst first), device, user or since
	Page   models.Page
}

// worstFirst ranks states for lists of problems.
const worstFirst = `CASE installs.state WHEN 'failed' THEN 1 WHEN 'uninstallFailed' THEN 2 WHEN 'pendingInstall' THEN 3
	WHEN 'pendingUninstall' THEN 4 WHEN 'unknown' THEN 5 WHEN 'notInstalled' THEN 6 WHEN 'installed' THEN 7 ELSE 8 END`

var installSorts = map[string]db.Column[InstallLine]{
	"status": db.SortBy(worstFirst, func(l InstallLine) any { return l.Rank }),
	"device": db.SortBy("devices.name", func(l InstallLine) any { return l.DeviceName }),
	"user":   db.SortBy("coalesce(users.name, '')", func(l InstallLine) any { return l.UserName }),
	"since":  db.SortBy("installs.since", func(l InstallLine) any { return l.Since }),
}

// Installs lists the devices an app stands on, the worst first unless the query says otherwise.
func (s *Store) Installs(ctx context.Context, q InstallQuery) (models.Listing[InstallLine], error) {
	rows, err := s.filterInstalls(ctx, q)
	if err != nil {
		return models.Listing[InstallLine]{}, err
	}
	rows = rows.Select(`installs.id, installs.app_id, device_id, devices.name AS device_name, devices.platform, devices.os_version, devices.model,
			installs.user_id, coalesce(users.name, '') AS user_name, coalesce(users.email, '') AS user_email,
			state, reason_code, reason_args, error_code, installs.version, wanted, since, devices.last_seen_at, ` + worstFirst + ` AS rank`)
	c, ok := installSorts[q.Sort.By]
	if !ok {
		c = installSorts["status"]
	}
	return db.Keyset(rows, c, "installs.id", func(l InstallLine) models.ID { return l.ID }, q.Sort.Desc, q.Page)
}

// CountInstalls counts the devices that a query finds, up to a limit.
func (s *Store) CountInstalls(ctx context.Context, q InstallQuery) (models.Total, error) {
	rows, err := s.filterInstalls(ctx, q)
	if err != nil {
		return models.Total{}, err
	}
	return db.CountUp(rows)
}

// filterInstalls keeps the devices of an app that the query asks for, when the actor may see them.
func (s *Store) filterInstalls(ctx context.Context, q InstallQuery) (*gorm.DB, error) {
	rows, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return nil, err
	}
	rows = rows.Table("installs").Joins("JOIN devices ON devices.id = installs.device_id").
		Joins("LEFT JOIN users ON users.id = installs.user_id").Where("installs.app_id = ?", q.AppID)
	if q.IDs != nil {
		rows = rows.Where("installs.id IN ?", q.IDs)
	}
	if len(q.States) > 0 {
		rows = rows.Where("installs.state IN ?", q.States)
	}
	return s.whereNamed(rows, q.Search, "devices.name", "users.name", "users.email"), nil
}

// Failures are devices on which an app failed with the same error code; 0 is a failure without a code.
type Failures struct {
	AppID   models.ID
	Code    int32 `gorm:"column:error_code"`
	Devices int
}

// failing says which install states are failures.
var failing = []models.State{models.StateFailed, models.StateUninstallFailed}

// AppFailures are the commonest errors of an app, at most five.
func (s *Store) AppFailures(ctx context.Context, app models.ID) ([]Failures, error) {
	db, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return nil, err
	}
	var f []Failures
	err = db.Table("installs").Select("error_code, count(*) AS devices").
		Where("app_id = ? AND state IN ?", app, failing).Group("error_code").Order("devices DESC, error_code").Limit(5).Find(&f).Error
	return f, err
}
