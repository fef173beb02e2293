package store

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/checkin"
	"appdepot/models/targeting"
)

// snapshot is all that decides which device gets which app, but for who is in which group, as it stood at one assignments
// version. Every check-in shares it, so it is never changed.
type snapshot struct {
	version  int64
	scope    models.ExclusionScope
	above    targeting.Containers
	apps     map[models.ID]*assignedApp
	included map[audience][]*assignedApp // by what their inclusions name
}

// audience is what an assignment names; the group is empty for All users and All devices.
type audience struct {
	target models.TargetKind
	group  models.ID
}

// assignedApp is an app with its assignments and what its type makes of it.
type assignedApp struct {
	models.App
	assignments []models.Assignment
	kind        *apptype.Definition
	rule        targeting.Rule
	detection   models.Detection
	content     *checkin.Content // nil for types without a package
}

// snapshots keep the latest snapshot. The lock lets one request build it while the others wait for it.
type snapshots struct {
	building sync.Mutex
	latest   atomic.Pointer[snapshot]
	watched  atomic.Int64 // when the version was last read, in nanoseconds
}

// watchEvery is how long a change made by another replica may go unseen.
const watchEvery = time.Second

// watchMovement reads the assignments version once in a while, whichever request comes first.
func (s *Store) watchMovement(ctx context.Context) error {
	now, last := s.clock().UnixNano(), s.snapshots.watched.Load()
	if now-last < int64(watchEvery) || !s.snapshots.watched.CompareAndSwap(last, now) {
		return nil
	}
	return s.loadMovement(ctx)
}

// snapshot gives the assignments as of the newest version this process has seen. Do not ask inside a transaction: it
// reads on a connection of its own.
func (s *Store) snapshot(ctx context.Context) (*snapshot, error) {
	if latest := s.snapshots.latest.Load(); latest != nil && latest.version >= s.moved.Load() {
		return latest, nil
	}
	s.snapshots.building.Lock()
	defer s.snapshots.building.Unlock()
	if latest := s.snapshots.latest.Load(); latest != nil && latest.version >= s.moved.Load() {
		return latest, nil
	}
	var built *snapshot
	err := s.rows(ctx).Transaction(func(db *gorm.DB) (err error) {
		built, err = readSnapshot(db)
		return err
	}, s.oneMoment())
	if err != nil {
		return nil, err
	}
	s.snapshots.latest.Store(built)
	return built, nil
}

// oneMoment makes a reading transaction see everything as of one moment. SQLite does so anyway.
func (s *Store) oneMoment() *sql.TxOptions {
	if s.pool == nil {
		return nil
	}
	return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
}

func readSnapshot(db *gorm.DB) (*snapshot, error) {
	snap := &snapshot{apps: map[models.ID]*assignedApp{}, included: map[audience][]*assignedApp{}}
	for _, read := range []func(*gorm.DB) error{snap.readSettings, snap.readNesting, snap.readApps, snap.readAssignments} {
		if err := read(db); err != nil {
			return nil, err
		}
	}
	return snap, nil
}

func (snap *snapshot) readSettings(db *gorm.DB) error {
	var settings []setting
	if err := db.Where("name IN ?", []string{movementSetting, exclusionSetting}).Find(&settings).Error; err != nil {
		return err
	}
	snap.scope = models.AcrossKinds
	for _, s := range settings {
		if s.Name == exclusionSetting {
			snap.scope = models.ExclusionScope(s.Value)
			continue
		}
		var err error
		if snap.version, err = movementOf(s.Value); err != nil {
			return err
		}
	}
	return nil
}

func (snap *snapshot) readNesting(db *gorm.DB) error {
	var edges []struct{ ParentID, ChildID models.ID }
	if err := db.Table("group_children").Find(&edges).Error; err != nil {
		return err
	}
	snap.above = targeting.Containers{}
	for _, e := range edges {
		snap.above[e.ChildID] = append(snap.above[e.ChildID], e.ParentID)
	}
	return nil
}

func (snap *snapshot) readApps(db *gorm.DB) error {
	var rows []struct {
		models.App
		FileName string
		Size     int64
		SHA256   string `gorm:"column:sha256"`
	}
	err := db.Table("apps").
		Select("apps.id, apps.type, apps.platform, apps.name, apps.display_version, apps.answers, apps.version_id, file_name, size, sha256").
		Joins("LEFT JOIN app_versions ON app_versions.id = apps.version_id").
		Joins("LEFT JOIN packages ON packages.id = app_versions.package_id").
		Where("apps.id IN (SELECT app_id FROM assignments)").Find(&rows).Error
	if err != nil {
		return err
	}
	for _, row := range rows {
		kind, ok := apptype.Get(row.Type)
		if !ok {
			continue // made by a newer Appdepot
		}
		a := &assignedApp{App: row.App, kind: kind, rule: kind.Assign(row.Values).Rule, detection: kind.Detect(row.Values)}
		if row.VersionID != "" {
			a.content = &checkin.Content{
				VersionID: row.VersionID, Size: row.Size, SHA256: row.SHA256, FileName: row.FileName,
			}
		}
		snap.apps[a.ID] = a
	}
	return nil
}

func (snap *snapshot) readAssignments(db *gorm.DB) error {
	var rows []struct {
		models.Assignment
		Kind models.GroupKind
		Name string
	}
	err := db.Table("assignments").Select("assignments.*, groups.kind, groups.name").
		Joins("LEFT JOIN groups ON groups.id = assignments.group_id").Find(&rows).Error
	if err != nil {
		return err
	}
	for _, row := range rows {
		a := snap.apps[row.AppID]
		if a == nil {
			continue
		}
		row.GroupKind, row.GroupName = row.Kind, row.Name
		a.assignments = append(a.assignments, row.Assignment)
		if row.Mode == models.Include {
			to := audience{row.Target, row.GroupID}
			snap.included[to] = append(snap.included[to], a)
		}
	}
	return nil
}

// subject is a device as assignments see it, with the groups it and its user are in now.
func (snap *snapshot) subject(db *gorm.DB, d models.Device) (targeting.Subject, error) {
	var rows []struct {
		Kind    models.GroupKind
		GroupID models.ID
	}
	err := db.Raw(`SELECT 'device' AS kind, group_id FROM group_devices WHERE device_id = ?
		UNION ALL SELECT 'user', group_id FROM group_users WHERE user_id = ?`, d.ID, d.PrimaryUserID).Scan(&rows).Error
	groups := map[models.GroupKind][]models.ID{}
	for _, row := range rows {
		groups[row.Kind] = append(groups[row.Kind], row.GroupID)
	}
	return targeting.Subject{
		DeviceID: d.ID, DeviceGroups: snap.above.Of(groups[models.DeviceGroup]),
		UserID: d.PrimaryUserID, UserGroups: snap.above.Of(groups[models.UserGroup]),
		Enrolled: d.Enrolled,
	}, err
}

// wants weighs the assignments of every app that includes the subject. What it costs depends on those apps alone, not on
// how many there are.
func (snap *snapshot) wants(subject targeting.Subject, d models.Device) []checkin.Want {
	reached := map[*assignedApp]bool{}
	for _, to := range audiences(subject) {
		for _, a := range snap.included[to] {
			reached[a] = true
		}
	}
	byID := func(a, b *assignedApp) int { return cmp.Compare(a.ID, b.ID) }
	var wants []checkin.Want
	for _, a := range slices.SortedFunc(maps.Keys(reached), byID) {
		wants = append(wants, checkin.Want{
			App:          a.App,
			VersionID:    a.VersionID,
			Display:      a.DisplayVersion,
			Decision:     targeting.Decide(a.assignments, subject, snap.scope, a.rule),
			Detection:    a.detection,
			Unfit:        a.kind.Fits(a.Values, d),
			CanUninstall: a.kind.CanUninstall(a.Values),
		})
	}
	return wants
}

// audiences are all that an assignment may name to include the subject.
func audiences(s targeting.Subject) []audience {
	list := []audience{{target: models.TargetAllDevices}}
	if s.UserID != "" {
		list = append(list, audience{target: models.TargetAllUsers})
	}
	for _, groups := range []map[models.ID]bool{s.DeviceGroups, s.UserGroups} {
		for group := range groups {
			list = append(list, audience{models.TargetGroup, group})
		}
	}
	return list
}
