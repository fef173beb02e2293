package store

import (
	"context"

	"gorm.io/gorm/clause"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/store/db"
)

// MostStored is how many lines StoredApps, OldVersions and StoredDrafts give at most: those that take most.
const MostStored = 100

// StoredApp is an app with what its packages take.
type StoredApp struct {
	ID       models.ID
	Name     string
	Type     string
	LogoID   models.ID
	Versions int
	Bytes    int64 // a package that several versions use counts once
}

// StoredApps lists the apps whose packages take most.
func (s *Store) StoredApps(ctx context.Context) ([]StoredApp, error) {
	db, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return nil, err
	}
	var apps []StoredApp
	err = db.Raw(`SELECT apps.id, apps.name, apps.type, apps.logo_id, kept.bytes,
			(SELECT count(*) FROM app_versions WHERE app_versions.app_id = apps.id) AS versions
		FROM apps JOIN (SELECT app_id, CAST(sum(size) AS bigint) AS bytes
			FROM (SELECT DISTINCT app_id, package_id FROM app_versions) AS used JOIN packages ON packages.id = used.package_id
			GROUP BY app_id) AS kept ON kept.app_id = apps.id
		ORDER BY kept.bytes DESC, apps.id LIMIT ?`, MostStored).Scan(&apps).Error
	return apps, err
}

// StoredVersion is a version of an app that devices no longer get.
type StoredVersion struct {
	models.AppVersion
	AppName string
	Size    int64 // bytes of its package
	Frees   int64 // bytes that removing it frees: none while something else uses the package
}

// OldVersions lists the versions that are not current, those first that take most.
func (s *Store) OldVersions(ctx context.Context) ([]StoredVersion, error) {
	db, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return nil, err
	}
	var lines []StoredVersion
	err = db.Model(&models.AppVersion{}).
		Select(`app_versions.id, app_versions.app_id, app_versions.number, app_versions.display_version, app_versions.file_name,
			app_versions.created_at, apps.name AS app_name, packages.size, CASE WHEN ` + usedElsewhere + ` THEN 0 ELSE packages.size END AS frees`).
		Joins("JOIN apps ON apps.id = app_versions.app_id AND apps.version_id <> app_versions.id").
		Joins("JOIN packages ON packages.id = app_versions.package_id").
		Order("frees DESC, app_versions.id").Limit(MostStored).Find(&lines).Error
	return lines, err
}

// usedElsewhere is the condition of a version whose package something else refers to.
const usedElsewhere = `EXISTS (SELECT 1 FROM uploads WHERE uploads.package_id = packages.id)
	OR EXISTS (SELECT 1 FROM app_versions AS other WHERE other.package_id = packages.id AND other.id <> app_versions.id)`

// StoredDraft is a draft with the file that was uploaded for it.
type StoredDraft struct {
	models.Draft
	UserName string
	FileName string
	Size     int64
}

// StoredDrafts lists the drafts that have a file, those first whose file takes most.
func (s *Store) StoredDrafts(ctx context.Context) ([]StoredDraft, error) {
	db, err := s.db.Visible(ctx, access.ManageDrafts)
	if err != nil {
		return nil, err
	}
	var lines []StoredDraft
	err = db.Model(&models.Draft{}).
		Select("drafts.*, coalesce(users.name, '') AS user_name, uploads.name AS file_name, packages.size").
		Joins("JOIN uploads ON uploads.id = drafts.upload_id").
		Joins("JOIN packages ON packages.id = uploads.package_id").
		Joins("LEFT JOIN users ON users.id = drafts.user_id").
		Order("packages.size DESC, drafts.id").Limit(MostStored).Find(&lines).Error
	return lines, err
}

// AppVersion is one version of an app, as a question about it needs it.
func (s *Store) AppVersion(ctx context.Context, app, version models.ID) (models.AppVersion, error) {
	q, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return models.AppVersion{}, err
	}
	v, err := db.First[models.AppVersion](ctx, q.Where("id = ? AND app_id = ?", version, app))
	return db.One(v, err, noVersion())
}

// RemoveVersion removes a version that is not the app's current one, with its package when nothing else uses it. A version
// that a device is just getting stays.
func (s *Store) RemoveVersion(ctx context.Context, app, version models.ID) error {
	var keys []string
	err := s.change(ctx, func(t *tx) error {
		a, v, err := t.removableVersion(app, version)
		if err != nil {
			return err
		}
		if err := t.dropVersion(a, version); err != nil {
			return err
		}
		if keys, err = t.dropPackage(v.PackageID); err != nil {
			return err
		}
		return t.Record(activity.RemoveAppVersion, app, a.Name, models.Change{Field: "version", Old: v.DisplayVersion}, models.Change{Field: "file", Old: v.FileName})
	})
	if err != nil {
		return err
	}
	s.deleteSpare(ctx, keys)
	return nil
}

// dropVersion removes a version. What devices reported of it stays. The app counts as changed, so that nobody makes the
// version its current one at the same time.
func (t *tx) dropVersion(a models.App, version models.ID) error {
	if err := t.Exec("UPDATE orders SET version_id = NULL WHERE version_id = ?", version).Error; err != nil {
		return err
	}
	if _, err := db.Delete[models.AppVersion](t.Ctx, t.DB.Where("id = ?", version)); err != nil {
		return err
	}
	_, err := db.Update[models.App](t.Ctx, t.DB.Where("id = ?", a.ID), "version", a.Version+1)
	return err
}

// removableVersion finds a version of an app that nobody needs.
func (t *tx) removableVersion(app, version models.ID) (a models.App, v models.AppVersion, err error) {
	a, err = db.First[models.App](t.Ctx, t.DB.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", app))
	if a, err = db.Allowed(t.Ctx, access.ManageApps, access.App, a, err, noApp()); err != nil {
		return a, v, err
	}
	v, err = db.First[models.AppVersion](t.Ctx, t.DB.Where("id = ? AND app_id = ?", version, app))
	if v, err = db.One(v, err, noVersion()); err != nil {
		return a, v, err
	}
	if a.VersionID == version {
		return a, v, models.Conflict("Devices get version %s of %s now. Upload another version before you remove it.", v.DisplayVersion, a.Name)
	}
	var busy int64
	err = t.Table("orders").Where("version_id = ? AND done_at IS NULL AND NOT withdrawn", version).Count(&busy).Error
	if err == nil && busy > 0 {
		err = models.Conflict("Version %s of %s is being installed on %s devices. Remove it after they report.", v.DisplayVersion, a.Name, busy)
	}
	return a, v, err
}

func noVersion() error {
	return models.NotFound("This version no longer exists. Go back to the app.")
}
