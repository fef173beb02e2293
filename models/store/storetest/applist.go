package storetest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"appdepot/models"
)

// FillApps writes apps of several types straight into an SQLite store, with install states in the counters, and half of
// them assigned.
func (f Fixture) FillApps(t testing.TB, n int) {
	t.Helper()
	db, dice, now := f.bare(t), rand.New(rand.NewPCG(3, 4)), f.Clock.Now()
	kinds := []models.App{
		{Type: "webApp", Platform: models.AllPlatforms}, {Type: "androidLobApp", Platform: models.Android, DisplayVersion: "4.2.0"},
		{Type: "windowsMobileMSI", Platform: models.Windows, DisplayVersion: "24.09"}, {Type: "androidStoreApp", Platform: models.Android},
	}
	var apps []models.App
	var assignments []models.Assignment
	var counts []map[string]any
	for i := range n {
		a := kinds[i%len(kinds)]
		a.ID, a.Version, a.Values = models.NewID(), 1, map[string]string{}
		a.Name, a.Publisher = fmt.Sprintf("Depot app %05d", dice.IntN(n)), fmt.Sprintf("Veldhoek Logistics %d", i%97)
		a.NameKey, a.Search = fmt.Sprintf("depot app %05d", i), fmt.Sprintf("depot app %05d veldhoek logistics %d", i, i%97)
		a.CreatedAt, a.UpdatedAt = now, now.Add(-time.Duration(i)*time.Hour)
		apps = append(apps, a)
		counts = append(counts, map[string]any{"app_id": a.ID, "installed": 40 + i%60, "failed": i % 5, "pending": i % 7, "not_installed": i % 3})
		if i%2 == 0 {
			assignments = append(assignments, models.Assignment{ID: models.NewID(), Object: models.AppOf(a.ID), Intent: models.Required, Mode: models.Include, Target: models.TargetAllUsers})
		}
	}
	insert(t, db, apps)
	insert(t, db, assignments)
	must(t, db.Table("app_counts").CreateInBatches(counts, 1000).Error)
}

// Windows writes Windows apps (Win32) straight into an SQLite store, by name.
func (f Fixture) Windows(t testing.TB, names ...string) map[string]models.App {
	t.Helper()
	db, apps := f.bare(t), map[string]models.App{}
	for _, name := range names {
		a := models.App{ID: models.NewID(), Type: "win32LobApp", Platform: models.Windows, Name: name, Publisher: "Example", DisplayVersion: "1.0",
			NameKey: strings.ToLower(name), Search: strings.ToLower(name), Version: 1, Values: map[string]string{}, CreatedAt: f.Clock.Now(), UpdatedAt: f.Clock.Now()}
		insert(t, db, []models.App{a})
		must(t, db.Exec("INSERT INTO app_counts (app_id) VALUES (?)", a.ID).Error)
		apps[name] = a
	}
	return apps
}

// FirstApps reads the first 50 apps by name in one query, through a plain GORM handle of its own.
func (f Fixture) FirstApps(t testing.TB) func(context.Context) ([]models.App, error) {
	db := f.bare(t)
	return func(ctx context.Context) (apps []models.App, err error) {
		err = db.WithContext(ctx).Order("name_key, id").Limit(50).Find(&apps).Error
		return apps, err
	}
}

// AddInstall writes where an app stands on a device straight into an SQLite store, as a check-in would.
func (f Fixture) AddInstall(t testing.TB, i models.Install) {
	t.Helper()
	db := f.bare(t)
	i.ID, i.Since, i.UpdatedAt = models.NewID(), f.Clock.Now(), f.Clock.Now()
	must(t, db.Create(&i).Error)
	column := map[models.State]string{models.StateInstalled: "installed", models.StateFailed: "failed", models.StatePendingInstall: "pending",
		models.StateNotInstalled: "not_installed", models.StateNotApplicable: "not_applicable"}[i.State]
	must(t, db.Exec("INSERT INTO app_counts (app_id) VALUES (?) ON CONFLICT DO NOTHING", i.AppID).Error)
	columns := []string{column}
	if i.Wanted == models.Required {
		columns = append(columns, "required")
		if i.State == models.StateInstalled {
			columns = append(columns, "required_installed")
		}
	}
	for _, column := range columns {
		must(t, db.Table("app_counts").Where("app_id = ?", i.AppID).UpdateColumn(column, gorm.Expr(column+" + 1")).Error)
	}
}

// AddOrder writes an order of a device straight into an SQLite store.
func (f Fixture) AddOrder(t testing.TB, o models.Order) {
	t.Helper()
	o.ID = models.NewID()
	must(t, f.bare(t).Create(&o).Error)
}
