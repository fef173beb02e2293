package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/field"
	"appdepot/models/store/db"
)

// notSeen is the condition of a device that has not checked in since a moment; one that never has counts from when it came.
const notSeen = "coalesce(devices.last_seen_at, devices.enrolled_at, devices.created_at) < ?"

// DeviceQuery chooses devices. Empty fields choose all.
type DeviceQuery struct {
	IDs        []models.ID       // only these; nil for all
	Search     string            // anywhere in the name, the serial number, the model or the primary user's name
	Platforms  []models.Platform // any of them
	Ownerships []models.Ownership
	Enrolled   *bool
	NotSeen    bool        // only those that have not checked in for NotSeenDays
	UserID     models.ID   // the primary user
	Sort       models.Sort // name, platform, user or seen
	Page       models.Page
}

// DeviceLine is what a list shows of a device.
type DeviceLine struct {
	ID            models.ID
	Name          string
	NameKey       string
	Platform      models.Platform
	OSVersion     string `gorm:"column:os_version"`
	Manufacturer  string
	Model         string
	Serial        string
	Ownership     models.Ownership
	Enrolled      bool
	PrimaryUserID models.ID
	UserName      string
	UserKey       string
	LastSeenAt    *time.Time
	CreatedAt     time.Time
}

// Object is the device as an object of rights.
func (l DeviceLine) Object() access.Object {
	d := models.Device{ID: l.ID, Ownership: l.Ownership, PrimaryUserID: l.PrimaryUserID}
	return access.Device(d)
}

// OS is the device's operating system.
func (l DeviceLine) OS() models.OS {
	return models.OS{Platform: l.Platform, Version: l.OSVersion, Model: l.Model}
}

// seen is the device's last sign of life, or its making.
func (l DeviceLine) seen() time.Time {
	if l.LastSeenAt != nil {
		return *l.LastSeenAt
	}
	return l.CreatedAt
}

var deviceColumns = map[string]db.Column[DeviceLine]{
	"name":     db.SortBy("lower(devices.name)", func(l DeviceLine) any { return l.NameKey }),
	"platform": db.SortBy("devices.platform", func(l DeviceLine) any { return string(l.Platform) }),
	"user":     db.SortBy("coalesce(users.name_key, '')", func(l DeviceLine) any { return l.UserKey }),
	"seen":     db.SortBy("coalesce(devices.last_seen_at, devices.created_at)", func(l DeviceLine) any { return l.seen() }),
}

// Devices lists devices.
func (s *Store) Devices(ctx context.Context, q DeviceQuery) (models.Listing[DeviceLine], error) {
	rows, err := s.filterDevices(ctx, q)
	if err != nil {
		return models.Listing[DeviceLine]{}, err
	}
	rows = rows.Select(`devices.id, devices.name, lower(devices.name) AS name_key, devices.platform,
		devices.os_version, devices.manufacturer, devices.model, devices.serial, devices.ownership, devices.enrolled, devices.primary_user_id,
		coalesce(users.name, '') AS user_name, coalesce(users.name_key, '') AS user_key, devices.last_seen_at, devices.created_at`)
	by, ok := deviceColumns[q.Sort.By]
	if !ok {
		by = deviceColumns["name"]
	}
	return db.Keyset(rows, by, "devices.id", func(l DeviceLine) models.ID { return l.ID }, q.Sort.Desc, q.Page)
}

// CountDevices counts the devices that a query finds, up to a limit.
func (s *Store) CountDevices(ctx context.Context, q DeviceQuery) (models.Total, error) {
	rows, err := s.filterDevices(ctx, q)
	if err != nil {
		return models.Total{}, err
	}
	return db.CountUp(rows)
}

// filterDevices keeps the devices that the query asks for, of those that the actor may see.
func (s *Store) filterDevices(ctx context.Context, q DeviceQuery) (*gorm.DB, error) {
	rows, err := s.db.VisibleOf(ctx, access.ReadDevices, q.UserID, "devices.primary_user_id")
	if err != nil {
		return nil, err
	}
	rows = rows.Table("devices").Joins("LEFT JOIN users ON users.id = devices.primary_user_id")
	if q.IDs != nil {
		rows = rows.Where("devices.id IN ?", q.IDs)
	}
	if words := db.Like(models.Fold(field.Line(q.Search))); words != "%%" {
		rows = rows.Where(`(lower(devices.name) LIKE ? ESCAPE '\' OR lower(devices.serial) LIKE ? ESCAPE '\'
			OR lower(devices.model) LIKE ? ESCAPE '\' OR users.name_key LIKE ? ESCAPE '\')`, words, words, words, words)
	}
	if len(q.Platforms) > 0 {
		rows = rows.Where("devices.platform IN ?", q.Platforms)
	}
	if len(q.Ownerships) > 0 {
		rows = rows.Where("devices.ownership IN ?", q.Ownerships)
	}
	if q.Enrolled != nil {
		rows = rows.Where("devices.enrolled = ?", *q.Enrolled)
	}
	if q.NotSeen {
		rows = rows.Where(notSeen, s.db.Now().AddDate(0, 0, -NotSeenDays))
	}
	if q.UserID != "" {
		rows = rows.Where("devices.primary_user_id = ?", q.UserID)
	}
	return rows, nil
}

// MyDevices lists the acting user's own devices by name, the first 200.
func (s *Store) MyDevices(ctx context.Context) ([]DeviceLine, error) {
	actor := models.ActorOf(ctx)
	if err := db.May(ctx, access.UsePortal, access.Object{}); err != nil || actor.UserID == "" {
		return nil, err
	}
	l, err := s.Devices(ctx, DeviceQuery{UserID: actor.UserID, Page: models.Page{Size: db.LargestPage}})
	return l.Items, err
}

// ManagedApp is how one app stands on one device.
type ManagedApp struct {
	AppID     models.ID
	Name      string
	Type      string
	LogoID    models.ID
	State     models.State
	Reason    models.Reason `gorm:"embedded;embeddedPrefix:reason_"`
	ErrorCode int32
	Version   string
	Wanted    models.Intent
	Since     time.Time
}

// ManagedApps lists the apps that were planned for a device, what failed first.
func (s *Store) ManagedApps(ctx context.Context, device models.ID) ([]ManagedApp, error) {
	db, err := s.db.Visible(ctx, access.ReadDevices)
	if err != nil {
		return nil, err
	}
	var list []ManagedApp
	err = db.Table("installs").Select(`installs.app_id, apps.name, apps.type, apps.logo_id, installs.state,
		installs.reason_code, installs.reason_args, installs.error_code, installs.version, installs.wanted, installs.since`).
		Joins("JOIN apps ON apps.id = installs.app_id").Where("installs.device_id = ?", device).
		Order(worstFirst + ", apps.name_key, apps.id").Find(&list).Error
	return list, err
}
