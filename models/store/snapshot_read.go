package store

import (
	"maps"
	"slices"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/checkin"
	"appdepot/models/store/db"
	"appdepot/models/store/reach"
	"appdepot/models/targeting"
)

// readSnapshot reads everything.
func readSnapshot(q *gorm.DB) (*snapshot, error) {
	snap := &snapshot{Snapshot: targeting.NewSnapshot(), apps: map[models.ID]*assignedApp{}}
	var version db.Setting
	err := q.Where("name = ?", reach.VersionSetting).Limit(1).Find(&version).Error
	if err != nil {
		return nil, err
	}
	if snap.version, err = reach.VersionOf(version.Value); err != nil {
		return nil, err
	}
	if err := snap.readScope(q); err != nil {
		return nil, err
	}
	if err := snap.readGroups(q); err != nil {
		return nil, err
	}
	return snap, snap.readApps(q, "SELECT app_id FROM assignments")
}

// next is the snapshot after what moved since: only that is read.
func (snap *snapshot) next(q *gorm.DB) (*snapshot, error) {
	var rows []reach.Version
	if err := q.Where("version > ?", snap.version).Find(&rows).Error; err != nil {
		return nil, err
	}
	next := *snap
	moved := map[string]bool{}
	var apps []models.ID
	for _, m := range rows {
		next.version = max(next.version, m.Version)
		moved[m.What] = true
		if m.What == reach.OfApp {
			apps = append(apps, models.ID(m.ID))
		}
	}
	if moved[reach.OfScope] {
		if err := next.readScope(q); err != nil {
			return nil, err
		}
	}
	if moved[reach.OfGroups] {
		if err := next.readGroups(q); err != nil {
			return nil, err
		}
	}
	for some := range slices.Chunk(apps, db.RowsAtOnce) {
		if err := next.readApps(q, "?", some); err != nil {
			return nil, err
		}
	}
	return &next, nil
}

func (snap *snapshot) readScope(q *gorm.DB) error {
	var scope db.Setting
	err := q.Where("name = ?", exclusionSetting).Limit(1).Find(&scope).Error
	if scope.Value != "" {
		snap.Snapshot = snap.WithScope(models.ExclusionScope(scope.Value))
	}
	return err
}

func (snap *snapshot) readGroups(db *gorm.DB) error {
	var groups []models.Group
	if err := db.Select("id", "kind", "name").Find(&groups).Error; err != nil {
		return err
	}
	nesting, err := reach.Nesting(db)
	snap.Snapshot = snap.WithGroups(groups, nesting)
	return err
}

// readApps reads some apps, which a list of IDs or a query says, with their assignments.
func (snap *snapshot) readApps(db *gorm.DB, which string, ids ...[]models.ID) error {
	var args []any
	for _, list := range ids {
		args = append(args, list)
	}
	var assigned []models.Assignment
	if err := db.Where("app_id IN ("+which+")", args...).Find(&assigned).Error; err != nil {
		return err
	}
	assignments := map[models.ID][]models.Assignment{}
	for _, a := range assigned {
		assignments[a.Object.ID] = append(assignments[a.Object.ID], a)
	}
	apps, err := readAssigned(db, which, args...)
	if err != nil {
		return err
	}
	snap.apps = maps.Clone(snap.apps)
	var gone []models.ID
	for _, list := range ids {
		for _, id := range list {
			delete(snap.apps, id)
		}
		gone = append(gone, list...)
	}
	var objects []targeting.Object
	for _, a := range apps {
		if list := assignments[a.ID]; len(list) > 0 {
			snap.apps[a.ID] = a
			objects = append(objects, apptype.ObjectOf(a.App, list))
		}
	}
	snap.Snapshot = snap.Replace(objects, gone...)
	return nil
}

func readAssigned(db *gorm.DB, which string, args ...any) ([]*assignedApp, error) {
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
		Where("apps.id IN ("+which+")", args...).Find(&rows).Error
	var apps []*assignedApp
	for _, row := range rows {
		a := &assignedApp{App: row.App}
		if kind, known := apptype.Get(row.Type); known {
			a.kind, a.detection, a.canUninstall = kind, kind.Detect(row.Values), kind.CanUninstall(row.Values)
			a.eachCheckIn = !kind.LineOfBusiness
		}
		if row.VersionID != "" {
			a.content = &checkin.Content{
				VersionID: row.VersionID, Size: row.Size, SHA256: row.SHA256, FileName: row.FileName,
			}
		}
		apps = append(apps, a)
	}
	return apps, err
}
