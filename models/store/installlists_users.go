package store

import (
	"context"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store/db"
)

// UserLine is a row of an app's user install status: a user's devices by state.
type UserLine struct {
	UserID models.ID
	Name   string
	Email  string
	models.Counts
}

// InstallUserQuery says which users of an app to list. States keeps those with a device in any of these states, where
// both kinds of failure and both kinds of waiting are one.
type InstallUserQuery struct {
	AppID  models.ID
	IDs    []models.ID // only these users; nil for all
	Search string
	States []models.State
	Sort   models.Sort // by name, installed, failed, pending or notInstalled
	Page   models.Page
}

var userSorts = map[string]db.Column[UserLine]{
	"name":         db.SortBy("name", func(l UserLine) any { return l.Name }),
	"installed":    db.SortBy("installed", func(l UserLine) any { return l.Installed }),
	"failed":       db.SortBy("failed", func(l UserLine) any { return l.Failed }),
	"pending":      db.SortBy("pending", func(l UserLine) any { return l.Pending }),
	"notInstalled": db.SortBy("not_installed", func(l UserLine) any { return l.NotInstalled }),
}

// InstallUsers lists the users whose devices an app stands on, by name unless the query says otherwise.
func (s *Store) InstallUsers(ctx context.Context, q InstallUserQuery) (models.Listing[UserLine], error) {
	rows, err := s.filterInstallUsers(ctx, q)
	if err != nil {
		return models.Listing[UserLine]{}, err
	}
	c, ok := userSorts[q.Sort.By]
	if !ok {
		c = userSorts["name"]
	}
	return db.Keyset(rows, c, "user_id", func(l UserLine) models.ID { return l.UserID }, q.Sort.Desc, q.Page)
}

// CountInstallUsers counts the users that a query finds, up to a limit.
func (s *Store) CountInstallUsers(ctx context.Context, q InstallUserQuery) (models.Total, error) {
	rows, err := s.filterInstallUsers(ctx, q)
	if err != nil {
		return models.Total{}, err
	}
	return db.CountUp(rows)
}

// filterInstallUsers keeps the users of an app that the query asks for, when the actor may see them.
func (s *Store) filterInstallUsers(ctx context.Context, q InstallUserQuery) (*gorm.DB, error) {
	from, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return nil, err
	}
	lines := from.Table("installs").Joins("JOIN users ON users.id = installs.user_id").
		Select("users.id AS user_id, users.name, users.email, "+countStates).Where("app_id = ?", q.AppID).
		Group("users.id, users.name, users.email")
	if q.IDs != nil {
		lines = lines.Where("users.id IN ?", q.IDs)
	}
	lines = s.whereNamed(lines, q.Search, "users.name", "users.email")
	rows := from.Table("(?) AS lines", lines)
	if len(q.States) > 0 {
		some := from.Where("1 = 0")
		for _, state := range q.States {
			if counted, known := countColumns[state]; known {
				some = some.Or(counted + " > 0")
			}
		}
		rows = rows.Where(some)
	}
	return rows, nil
}

// countStates counts installs into the columns of the counters.
const countStates = `
	sum(CASE WHEN state = 'installed' THEN 1 ELSE 0 END) AS installed,
	sum(CASE WHEN state IN ('failed', 'uninstallFailed') THEN 1 ELSE 0 END) AS failed,
	sum(CASE WHEN state IN ('pendingInstall', 'pendingUninstall') THEN 1 ELSE 0 END) AS pending,
	sum(CASE WHEN state = 'notInstalled' THEN 1 ELSE 0 END) AS not_installed,
	sum(CASE WHEN state = 'notApplicable' THEN 1 ELSE 0 END) AS not_applicable,
	sum(CASE WHEN state = 'unknown' THEN 1 ELSE 0 END) AS unknown`

// UserCounts counts the users of an app, each by the worst state among their devices: failed, pending, unknown, not
// installed, installed, not applicable.
func (s *Store) UserCounts(ctx context.Context, app models.ID) (models.Counts, error) {
	db, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return models.Counts{}, err
	}
	users := db.Table("installs").Select("user_id, min("+worstFirst+") AS worst").
		Where("app_id = ? AND user_id IS NOT NULL", app).Group("user_id")
	var c models.Counts
	err = db.Table("(?) AS users", users).Select(`
		count(CASE WHEN worst <= 2 THEN 1 END) AS failed,
		count(CASE WHEN worst IN (3, 4) THEN 1 END) AS pending,
		count(CASE WHEN worst = 5 THEN 1 END) AS unknown,
		count(CASE WHEN worst = 6 THEN 1 END) AS not_installed,
		count(CASE WHEN worst = 7 THEN 1 END) AS installed,
		count(CASE WHEN worst = 8 THEN 1 END) AS not_applicable`).Find(&c).Error
	return c, err
}
