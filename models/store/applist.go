package store

import (
	"context"
	"time"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/store/db"
)

// mostCounted is how far a filtered list is counted; beyond that "more than" is enough.
const mostCounted = 1000

// AppLine is a row of the list of all apps: only what the list shows.
type AppLine struct {
	ID             models.ID
	Name           string
	NameKey        string
	Type           string
	Platform       models.Platform
	Publisher      string
	DisplayVersion string
	LogoID         models.ID
	Featured       bool
	UpdatedAt      time.Time
	Values         map[string]string `gorm:"column:answers;serializer:json"` // only of apps that can stop working
	models.Counts
	Assigned []AssignedTo `gorm:"-"`
}

// AssignedTo tells how many targets (groups, All users, All devices) an app is assigned to with one intent.
type AssignedTo struct {
	Intent  models.Intent
	Targets int
}

// AppList is one page of apps. Total counts all that the query finds; with More there are more than that.
type AppList struct {
	models.Listing[AppLine]
	Total int
	More  bool
}

// appSorts are the columns that apps can be sorted by.
var appSorts = map[string]db.Column[AppLine]{
	"name":     db.SortBy("apps.name_key", func(l AppLine) any { return l.NameKey }),
	"platform": db.SortBy("apps.platform", func(l AppLine) any { return string(l.Platform) }),
	"type":     db.SortBy("apps.type", func(l AppLine) any { return l.Type }),
	"modified": db.SortBy("apps.updated_at", func(l AppLine) any { return l.UpdatedAt }),
	"failed":   db.SortBy("coalesce(app_counts.failed, 0)", func(l AppLine) any { return l.Failed }),
}

// Apps lists apps, by name unless the query says otherwise. It asks the database three times, four with a search, however
// many apps there are.
func (s *Store) Apps(ctx context.Context, q AppQuery) (AppList, error) {
	from, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return AppList{}, err
	}
	c, ok := appSorts[q.Sort.By]
	if !ok {
		c = appSorts["name"]
	}
	found, err := s.filterApps(ctx, q)
	if err != nil {
		return AppList{}, err
	}
	rows := found.Joins("LEFT JOIN app_counts ON app_counts.app_id = apps.id").Select(
		`apps.id, apps.name, apps.name_key, apps.type, apps.platform, apps.publisher, apps.display_version, apps.logo_id,
		apps.featured, apps.updated_at, installed, failed, pending, not_installed, not_applicable, unknown,
		CASE WHEN apps.type IN ? THEN apps.answers ELSE '{}' END AS answers`, apptype.ExpiringTypes())
	page, err := db.Keyset(rows, c, "apps.id", func(l AppLine) models.ID { return l.ID }, q.Sort.Desc, q.Page)
	if err != nil {
		return AppList{}, err
	}
	list := AppList{Listing: page}
	if err := s.fillAssigned(ctx, list.Items); err != nil {
		return AppList{}, err
	}
	var n int64
	few := found.Select("1").Limit(mostCounted + 1)
	err = from.Table("(?) AS few", few).Count(&n).Error
	list.Total, list.More = min(int(n), mostCounted), n > mostCounted
	return list, err
}

// fillAssigned adds to every line what the app is assigned to, in one query.
func (s *Store) fillAssigned(ctx context.Context, lines []AppLine) error {
	if len(lines) == 0 {
		return nil
	}
	at := make(map[models.ID]*AppLine, len(lines))
	ids := make([]models.ID, len(lines))
	for i := range lines {
		ids[i] = lines[i].ID
		at[ids[i]] = &lines[i]
	}
	var assigned []struct {
		AppID models.ID
		AssignedTo
	}
	err := s.db.Rows(ctx).Table("("+inclusions+") AS included").Select("app_id, intent, count(*) AS targets").
		Where("app_id IN ?", ids).Group("app_id, intent").Find(&assigned).Error
	if err != nil {
		return err
	}
	for _, intent := range models.Intents {
		for _, a := range assigned {
			if a.Intent == intent {
				at[a.AppID].Assigned = append(at[a.AppID].Assigned, a.AssignedTo)
			}
		}
	}
	return nil
}

// AssignedTo tells how one app is assigned, by intent.
func (s *Store) AssignedTo(ctx context.Context, app models.ID) ([]AssignedTo, error) {
	if _, err := s.db.Visible(ctx, access.ReadApps); err != nil {
		return nil, err
	}
	lines := []AppLine{{ID: app}}
	err := s.fillAssigned(ctx, lines)
	return lines[0].Assigned, err
}
