package storetest

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/store/db"
	"appdepot/models/targeting"
)

// Size is how large an organization is.
type Size struct{ Devices, Apps, Assignments int }

// groupsPer is how many groups of people there are for each app.
const groupsPer = 2

// Fill writes an organization straight into a store, for benchmarks: devices that each have a person, an inventory
// of nothing and a plan that is up to date, and apps required for groups of people. It returns the devices; the token of
// each is its name. Do it before the store is used.
func (f Fixture) Fill(t testing.TB, size Size) []models.Device {
	t.Helper()
	db := f.bare(t)
	var groups []models.Group
	for i := range size.Apps * groupsPer {
		name := fmt.Sprint("Group ", i)
		groups = append(groups, models.Group{ID: models.NewID(), Kind: models.UserGroup, Name: name, NameKey: name, Version: 1})
	}
	insert(t, db, groups)
	var apps []models.App
	for i := range size.Apps {
		name := fmt.Sprint("app-", i)
		apps = append(apps, models.App{ID: models.NewID(), Type: "webApp", Platform: models.AllPlatforms, Name: name, NameKey: name, Search: name,
			Values: map[string]string{"appUrl": "https://" + name + ".example/"}, Version: 1})
	}
	insert(t, db, apps)
	var assignments []models.Assignment
	for i := range size.Assignments {
		assignments = append(assignments, models.Assignment{ID: models.NewID(), Object: models.AppOf(apps[i%len(apps)].ID), Intent: models.Required,
			Mode: models.Include, Target: models.TargetGroup, GroupID: groups[(i+i/len(apps))%len(groups)].ID})
	}
	insert(t, db, assignments)
	must(t, db.Exec("INSERT INTO settings (name, value) VALUES ('assignments.version', '1')").Error)
	return f.fillDevices(t, db, size.Devices, groups)
}

// reachedDevice is a device with the groups that contain it or its user.
type reachedDevice struct {
	models.Device
	Reach []byte
}

// TableName is where devices are.
func (reachedDevice) TableName() string { return "devices" }

func (f Fixture) fillDevices(t testing.TB, db *gorm.DB, n int, groups []models.Group) []models.Device {
	t.Helper()
	enrolled := f.Clock.Now().AddDate(0, 0, -30)
	var users []models.User
	var devices []models.Device
	var rows []reachedDevice
	var members []map[string]any
	for i := range n {
		name := fmt.Sprint("PC-", i)
		sum := sha256.Sum256([]byte(name))
		u := models.User{ID: models.NewID(), Name: name, NameKey: name, Email: name, EmailKey: name, Role: models.PortalUser, Version: 1}
		users = append(users, u)
		devices = append(devices, models.Device{ID: models.NewID(), Name: name, Platform: models.Windows, OSVersion: "10.0.26100", Enrolled: true,
			PrimaryUserID: u.ID, TokenHash: hex.EncodeToString(sum[:]), InventoryHash: checkin.InventoryHash(nil),
			Inventory: []models.InstalledApp{}, PlanVersion: 1, EnrolledAt: &enrolled, Version: 1})
		group := groups[i%len(groups)].ID
		rows = append(rows, reachedDevice{devices[i], targeting.Groups{group: true}.Pack()})
		members = append(members, map[string]any{"group_id": group, "user_id": u.ID})
	}
	insert(t, db, users)
	insert(t, db, rows)
	must(t, db.Table("group_users").CreateInBatches(members, 1000).Error)
	return devices
}

func insert[T any](t testing.TB, db *gorm.DB, rows []T) {
	t.Helper()
	must(t, db.CreateInBatches(rows, 1000).Error)
}

// Reader reads a device's names by its primary key through a plain GORM handle of its own: what the least that a request
// can ask of the database costs.
func (f Fixture) Reader(t testing.TB) func(context.Context, models.ID) (models.Device, error) {
	q := f.bare(t)
	return func(ctx context.Context, id models.ID) (models.Device, error) {
		return db.First[models.Device](ctx, q.Select("id", "name", "platform", "os_version").Where("id = ?", id))
	}
}

// Killed leaves the one job that waits as a process does that is killed while it works on it.
func (f Fixture) Killed(t testing.TB) {
	t.Helper()
	changed := f.bare(t).Exec("UPDATE river_job SET state = 'running', attempt = 1, attempted_at = CURRENT_TIMESTAMP")
	must(t, changed.Error)
	if changed.RowsAffected != 1 {
		t.Fatalf("%d jobs wait", changed.RowsAffected)
	}
}

// bare opens a store's database beside it.
func (f Fixture) bare(t testing.TB) *gorm.DB {
	t.Helper()
	dialect := postgres.Open(f.Options.Database)
	if !strings.HasPrefix(f.Options.Database, "postgres") {
		driver := cmp.Or(f.Options.Driver, db.Drivers()[0])
		dsn := "file:" + (&url.URL{Path: f.Options.Database}).EscapedPath() + "?_busy_timeout=60000&_txlock=immediate&_pragma=busy_timeout(60000)&_time_format=sqlite"
		dialect = sqlite.New(sqlite.Config{DriverName: driver, DSN: dsn})
	}
	bare, err := gorm.Open(dialect, &gorm.Config{Logger: logger.Discard})
	must(t, err)
	t.Cleanup(func() {
		if pool, err := bare.DB(); err == nil {
			pool.Close()
		}
	})
	return bare
}
