package reach

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"gorm.io/gorm/clause"

	"appdepot/models"
	"appdepot/models/store/db"
	"appdepot/models/targeting"
)

// The assignments version is one number that rises with every transaction in which something moves that decides who gets what,
// as its last step: the row's lock lets such transactions commit one after the other, in the order of their versions. What moved
// is marked with that version. Devices remember the version they were planned with, and the groups that contain them or their
// user (see reach.go), so that only those plan anew that are in an audience with a newer version.

// VersionSetting is the name of the setting that holds it.
const VersionSetting = "assignments.version"

// Version is the version at which one thing was last marked.
type Version struct {
	What    string `gorm:"primaryKey"`
	ID      string `gorm:"primaryKey"` // empty where there is only one
	Version int64
}

// TableName is where versions are.
func (Version) TableName() string { return "movements" }

// What has a version. A device is planned anew when one of its audiences has a newer one, or the scope. The others only make the
// snapshot be read again: an app of which anything changed that check-ins speak of, groups that have another name or stand in
// other groups.
const (
	OfAudience = "audience" // by group, or by the name of a built-in target
	OfScope    = "scope"    // how far exclusions reach
	OfApp      = "app"
	OfGroups   = "groups"
)

// BumpVersion marks something with the version that this transaction makes.
func (t *Tx) BumpVersion(what, id string) {
	if t.bumped == nil {
		t.bumped = map[Version]bool{}
	}
	t.bumped[Version{What: what, ID: id}] = true
}

// BumpAudiences marks whom assignments speak about.
func (t *Tx) BumpAudiences(list ...models.Assignment) {
	for _, a := range list {
		t.BumpVersion(OfAudience, cmp.Or(string(a.GroupID), string(a.Target)))
	}
}

// BumpApp marks an app. When the change decides what devices get, everybody it is assigned to is marked with it.
func (t *Tx) BumpApp(id models.ID, decides bool) error {
	t.BumpVersion(OfApp, string(id))
	if !decides {
		return nil
	}
	var included []models.Assignment
	err := t.Where("app_id = ? AND mode = ?", id, models.Include).Find(&included).Error
	t.BumpAudiences(included...)
	return err
}

// saveVersions raises the version, and marks with it what was bumped. It is the last step of a transaction.
func (t *Tx) saveVersions() error {
	if len(t.bumped) == 0 {
		return nil
	}
	var raised string
	err := t.Raw(`INSERT INTO settings (name, value) VALUES (?, '1')
		ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(settings.value AS bigint) + 1 AS text) RETURNING value`, VersionSetting).
		Scan(&raised).Error
	if err != nil {
		return err
	}
	version, err := VersionOf(raised)
	if err != nil {
		return err
	}
	var rows []Version
	for v := range t.bumped {
		v.Version = version
		rows = append(rows, v)
	}
	return t.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "what"}, {Name: "id"}}, DoUpdates: clause.AssignmentColumns([]string{"version"}),
	}).CreateInBatches(rows, db.RowsAtOnce).Error
}

// VersionOf reads the version from its setting, which is empty before anything was marked.
func VersionOf(value string) (int64, error) {
	if value == "" {
		return 0, nil
	}
	return strconv.ParseInt(value, 10, 64)
}

// known are the versions that this process has seen.
type known struct {
	loading sync.Mutex
	latest  atomic.Pointer[Versions]
	watched atomic.Int64 // when they were last read, in nanoseconds
}

// Versions say when each audience was last marked. They are shared and never changed.
type Versions struct {
	Newest               int64
	scope                int64
	allUsers, allDevices int64
	groups               int64                        // how they are nested
	byGroup              map[targeting.PackedID]int64 // by group
}

// Versions are those that this process has seen.
func (d *Database) Versions() *Versions {
	if v := d.known.latest.Load(); v != nil {
		return v
	}
	return &Versions{}
}

// Of is the newest version of anything that concerns a device with these packed groups.
func (v *Versions) Of(reach []byte, hasUser bool) int64 {
	last := max(v.scope, v.allDevices)
	if hasUser {
		last = max(last, v.allUsers)
	}
	for group := range targeting.Packed(reach) {
		last = max(last, v.byGroup[group])
	}
	return last
}

// with are the versions after some more were marked.
func (v *Versions) with(rows []Version) *Versions {
	next := *v
	next.byGroup = maps.Clone(v.byGroup)
	if next.byGroup == nil {
		next.byGroup = map[targeting.PackedID]int64{}
	}
	for _, m := range rows {
		next.Newest = max(next.Newest, m.Version)
		switch {
		case m.What == OfScope:
			next.scope = m.Version
		case m.What == OfGroups:
			next.groups = m.Version
		case m.What != OfAudience:
		case m.ID == string(models.TargetAllUsers):
			next.allUsers = m.Version
		case m.ID == string(models.TargetAllDevices):
			next.allDevices = m.Version
		default:
			next.byGroup[targeting.PackID(models.ID(m.ID))] = m.Version
		}
	}
	return &next
}

// watchEvery is how long a change made by another replica may go unseen.
const watchEvery = time.Second

// WatchVersions reads the versions once in a while, whichever request comes first.
func (d *Database) WatchVersions(ctx context.Context) error {
	now, last := d.Now().UnixNano(), d.known.watched.Load()
	if now-last < int64(watchEvery) || !d.known.watched.CompareAndSwap(last, now) {
		return nil
	}
	return d.loadVersions(ctx)
}

// loadVersions reads what was marked since they were last read. Versions become visible in their order, so nothing older comes later.
func (d *Database) loadVersions(ctx context.Context) error {
	d.known.loading.Lock()
	defer d.known.loading.Unlock()
	known := d.Versions()
	var rows []Version
	if err := d.Rows(ctx).Where("version > ?", known.Newest).Find(&rows).Error; err != nil || len(rows) == 0 {
		return err
	}
	slices.SortFunc(rows, func(a, b Version) int { return cmp.Compare(a.Version, b.Version) })
	d.known.latest.Store(known.with(rows))
	return nil
}
