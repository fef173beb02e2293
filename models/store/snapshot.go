package store

import (
	"context"
	"database/sql"
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
	*targeting.Snapshot
	version int64
	apps    map[models.ID]*assignedApp
}

// assignedApp is an app that is assigned, with what its type makes of it.
type assignedApp struct {
	models.App
	kind      *apptype.Definition // nil when this Appdepot does not know the type
	detection models.Detection
	content   *checkin.Content // nil for types without a package
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
	snap := &snapshot{Snapshot: targeting.NewSnapshot(), apps: map[models.ID]*assignedApp{}}
	for _, read := range []func(*gorm.DB) error{snap.readSettings, snap.readGroups, snap.readApps} {
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
	for _, s := range settings {
		if s.Name == exclusionSetting {
			snap.Snapshot = snap.WithScope(models.ExclusionScope(s.Value))
			continue
		}
		var err error
		if snap.version, err = movementOf(s.Value); err != nil {
			return err
		}
	}
	return nil
}

func (snap *snapshot) readGroups(db *gorm.DB) error {
	var groups []models.Group
	if err := db.Select("id", "kind", "name").Find(&groups).Error; err != nil {
		return err
	}
	nesting, err := nesting(db)
	snap.Snapshot = snap.WithGroups(groups, nesting)
	return err
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
	var list []models.Assignment
	if err := db.Where("object_kind = ?", models.AppObject).Find(&list).Error; err != nil {
		return err
	}
	assignments := map[models.ID][]models.Assignment{}
	for _, a := range list {
		assignments[a.Object.ID] = append(assignments[a.Object.ID], a)
	}
	var objects []targeting.Object
	for _, row := range rows {
		a := &assignedApp{App: row.App}
		if kind, known := apptype.Get(row.Type); known {
			a.kind, a.detection = kind, kind.Detect(row.Values)
		}
		if row.VersionID != "" {
			a.content = &checkin.Content{
				VersionID: row.VersionID, Size: row.Size, SHA256: row.SHA256, FileName: row.FileName,
			}
		}
		snap.apps[a.ID] = a
		objects = append(objects, apptype.ObjectOf(row.App, assignments[a.ID]))
	}
	snap.Snapshot = snap.Replace(objects)
	return nil
}

// subject is a device as assignments see it, with the groups it and its user are in now.
func (snap *snapshot) subject(db *gorm.DB, d models.Device) (targeting.Subject, error) {
	s := targeting.Subject{DeviceID: d.ID, UserID: d.PrimaryUserID, Enrolled: d.Enrolled}
	err := db.Raw(`SELECT group_id FROM group_devices WHERE device_id = ?
		UNION ALL SELECT group_id FROM group_users WHERE user_id = ?`, d.ID, d.PrimaryUserID).Scan(&s.Direct).Error
	s.Groups = snap.Containing(s.Direct)
	return s, err
}

// object is an app as assignments see it, also when it is not assigned.
func (snap *snapshot) object(app models.App) *targeting.Object {
	if o := snap.Object(app.ID); o != nil {
		return o
	}
	o := apptype.ObjectOf(app, nil)
	return &o
}

// wants weighs the assignments of every app that includes the subject.
func (snap *snapshot) wants(subject targeting.Subject, d models.Device) []checkin.Want {
	var wants []checkin.Want
	for _, o := range snap.Reaching(subject) {
		a := snap.apps[o.ID]
		wants = append(wants, checkin.Want{
			App:          a.App,
			VersionID:    a.VersionID,
			Display:      a.DisplayVersion,
			Decision:     snap.Decide(o, subject),
			Detection:    a.detection,
			Unfit:        o.Unfit(d),
			CanUninstall: a.kind != nil && a.kind.CanUninstall(a.Values),
		})
	}
	return wants
}
