package store

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/store/db"
)

const (
	failureDays   = 14 // days of failures on the dashboard, today included
	mostFailing   = 5  // apps among the top failures
	recentChanges = 6
	mostStored    = 3 // types with what their packages take
)

// NotSeenDays is after how many days without a check-in the dashboard counts a device as not seen.
const NotSeenDays = 30

// Dashboard is what an administrator wants to know first.
type Dashboard struct {
	Apps, Assigned   int // apps, and how many of them are assigned to anybody
	Devices, NotSeen int // enrolled devices, and how many have not checked in for NotSeenDays
	DamagedFiles     int // stored package files that devices cannot get
	Installs         InstallTotals
	Failing          []FailingApp
	FailuresByDay    []DayFailures // the last failureDays in order, today last; each begins at midnight
	Pinned           []PinnedCategory
	Recent           []models.Event
	Storage          models.Storage
	Stored           []StoredType // the types whose current packages take most, largest first
}

// InstallTotals count apps on devices: that failed, that the devices have to have and can, and of these the ones they have.
type InstallTotals struct {
	Failed, Required, AsRequired int
}

// StoredType is what the current packages of the apps of a type take.
type StoredType struct {
	Type  string
	Bytes int64
}

// FailingApp is an app that failed on devices, with its commonest error code; 0 is a failure without a code.
type FailingApp struct {
	ID      models.ID
	Name    string
	Type    string
	LogoID  models.ID
	Failed  int
	Devices int // on which the app stands at all
	Code    int32
}

// DayFailures are the installs that failed on a day and have not succeeded since.
type DayFailures struct {
	Day   time.Time
	Count int
}

// PinnedCategory is a category on the dashboard with a few of its apps.
type PinnedCategory struct {
	ID     models.ID
	Name   string
	Apps   int
	Failed int
	First  []CategoryApp `gorm:"-"`
}

// Dashboard reads everything the dashboard shows, in a fixed number of queries. Its days are those of the time zone.
func (s *Store) Dashboard(ctx context.Context, zone *time.Location) (Dashboard, error) {
	var d Dashboard
	if _, err := s.db.Visible(ctx, access.ReadApps); err != nil {
		return d, err
	}
	for _, read := range []func(context.Context, *Dashboard) error{
		s.dashboardTotals, s.failingApps, func(ctx context.Context, d *Dashboard) error { return s.failuresByDay(ctx, d, zone) }, s.pinnedCategories, s.recentChanges, s.dashboardStorage,
	} {
		if err := read(ctx, &d); err != nil {
			return d, err
		}
	}
	return d, nil
}

func (s *Store) dashboardTotals(ctx context.Context, d *Dashboard) error {
	err := db.Each(s.db.Rows(ctx).Raw(`SELECT
		(SELECT count(*) FROM apps WHERE NOT hidden) AS apps,
		(SELECT count(DISTINCT app_id) FROM (`+inclusions+`) AS included) AS assigned,
		(SELECT count(*) FROM devices WHERE enrolled) AS devices,
		(SELECT count(*) FROM devices WHERE enrolled AND `+notSeen+`) AS not_seen,
		(SELECT count(*) FROM packages WHERE damage <> '') AS damaged`,
		s.db.Now().AddDate(0, 0, -NotSeenDays)), func(row *sql.Rows) error {
		return row.Scan(&d.Apps, &d.Assigned, &d.Devices, &d.NotSeen, &d.DamagedFiles)
	})
	if err != nil {
		return err
	}
	return s.db.Rows(ctx).Table("app_counts").Select(`coalesce(sum(failed), 0) AS failed, coalesce(sum(required), 0) AS required,
		coalesce(sum(required_installed), 0) AS as_required`).Find(&d.Installs).Error
}

// dashboardStorage reads what is kept, and which types of apps take most of it. A package that apps of one type share counts once.
func (s *Store) dashboardStorage(ctx context.Context, d *Dashboard) (err error) {
	if d.Storage, err = storage(s.db.Rows(ctx)); err != nil {
		return err
	}
	return s.db.Rows(ctx).Raw(`SELECT type, CAST(sum(size) AS bigint) AS bytes
		FROM (SELECT DISTINCT apps.type, packages.id, packages.size FROM apps JOIN app_versions ON app_versions.id = apps.version_id
			JOIN packages ON packages.id = app_versions.package_id) AS kept
		GROUP BY type ORDER BY bytes DESC, type LIMIT ?`, mostStored).Scan(&d.Stored).Error
}

func (s *Store) failingApps(ctx context.Context, d *Dashboard) error {
	err := s.db.Rows(ctx).Table("app_counts").Joins("JOIN apps ON apps.id = app_counts.app_id").
		Select("apps.id, apps.name, apps.type, apps.logo_id, failed, installed + failed + pending + not_installed + unknown AS devices").
		Where("failed > 0").Order("failed DESC, apps.name_key").Limit(mostFailing).Find(&d.Failing).Error
	if err != nil || len(d.Failing) == 0 {
		return err
	}
	var ids []models.ID
	for _, a := range d.Failing {
		ids = append(ids, a.ID)
	}
	var codes []Failures
	err = s.db.Rows(ctx).Table("installs").Select("app_id, error_code, count(*) AS devices").
		Where("app_id IN ? AND state IN ?", ids, failing).Group("app_id, error_code").Order("devices, error_code DESC").Find(&codes).Error
	for i := range d.Failing {
		for _, c := range codes { // the commonest comes last
			if c.AppID == d.Failing[i].ID {
				d.Failing[i].Code = c.Code
			}
		}
	}
	return err
}

// failuresByDay looks only at apps whose counters tell of failures, so that it reads no more install states than there are
// failures.
func (s *Store) failuresByDay(ctx context.Context, d *Dashboard, zone *time.Location) error {
	y, m, day := s.db.Now().In(zone).Date()
	d.FailuresByDay = make([]DayFailures, failureDays)
	var sums []string
	var moments, counts []any
	for i := range failureDays {
		begins := time.Date(y, m, day+1-failureDays+i, 0, 0, 0, 0, zone)
		d.FailuresByDay[i].Day = begins
		counts = append(counts, &d.FailuresByDay[i].Count)
		sums = append(sums, "coalesce(sum(CASE WHEN since >= ? AND since < ? THEN 1 ELSE 0 END), 0)")
		moments = append(moments, begins.UTC(), begins.AddDate(0, 0, 1).UTC())
	}
	q := s.db.Rows(ctx).Table("installs").Select(strings.Join(sums, ", "), moments...).
		Where("app_id IN (SELECT app_id FROM app_counts WHERE failed > 0) AND state IN ? AND since >= ?", failing, moments[0])
	return db.Each(q, func(rows *sql.Rows) error { return rows.Scan(counts...) })
}

func (s *Store) pinnedCategories(ctx context.Context, d *Dashboard) error {
	err := s.db.Rows(ctx).Table("categories").Joins("LEFT JOIN app_categories ON app_categories.category_id = categories.id").
		Joins("LEFT JOIN app_counts ON app_counts.app_id = app_categories.app_id").
		Select("categories.id, categories.name, count(app_categories.app_id) AS apps, coalesce(sum(app_counts.failed), 0) AS failed").
		Where("pinned").Group("categories.id, categories.name, categories.name_key").Order("categories.name_key").Find(&d.Pinned).Error
	if err != nil {
		return err
	}
	var ids []models.ID
	for _, c := range d.Pinned {
		ids = append(ids, c.ID)
	}
	first, err := s.firstApps(ctx, ids, fewTiles)
	for i, c := range d.Pinned {
		d.Pinned[i].First = first[c.ID]
	}
	return err
}

func (s *Store) recentChanges(ctx context.Context, d *Dashboard) error {
	return s.db.Rows(ctx).Where("object_kind IN ?", activity.In(activity.Apps)).Order("at DESC, id DESC").Limit(recentChanges).Find(&d.Recent).Error
}
