package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store/db"
)

// countColumns are the columns of app_counts in which each state is counted.
var countColumns = map[models.State]string{
	models.StateInstalled:        "installed",
	models.StateFailed:           "failed",
	models.StateUninstallFailed:  "failed",
	models.StatePendingInstall:   "pending",
	models.StatePendingUninstall: "pending",
	models.StateNotInstalled:     "not_installed",
	models.StateNotApplicable:    "not_applicable",
	models.StateUnknown:          "unknown",
}

// counted are the columns in which an app on a device is counted: that of its state and, where the app has to be, those of required apps.
// An app that is not for the device is not required there, whatever its assignments say.
func counted(i models.Install) (columns []string) {
	if column := countColumns[i.State]; column != "" {
		columns = append(columns, column)
	}
	if i.Wanted == models.Required && i.State != models.StateNotApplicable {
		columns = append(columns, "required")
		if i.State == models.StateInstalled {
			columns = append(columns, "required_installed")
		}
	}
	return columns
}

// countChanges collect in one transaction how many devices came to stand in each column of an app's counters, or left it.
type countChanges map[models.ID]map[string]int

// add notes how an app stood on a device and how it stands there now; the zero Install is nowhere.
func (c countChanges) add(app models.ID, from, to models.Install) {
	if from.State == to.State && from.Wanted == to.Wanted {
		return
	}
	change := map[string]int{}
	for _, column := range counted(from) {
		change[column]--
	}
	for _, column := range counted(to) {
		change[column]++
	}
	for column, by := range change {
		if by == 0 {
			continue
		}
		if c[app] == nil {
			c[app] = map[string]int{}
		}
		c[app][column] += by
	}
}

// saveCounts adds the changes to the counters.
func (t *tx) saveCounts(c countChanges) error { return t.run(c.statements()) }

// statements add the changes to the counters, in the order of the apps so that two transactions cannot wait for each other.
func (c countChanges) statements() (all []statement) {
	columns := append(slices.Compact(slices.Sorted(maps.Values(countColumns))), "required", "required_installed")
	var sums []string
	for _, column := range columns {
		sums = append(sums, fmt.Sprintf("%[1]s = app_counts.%[1]s + excluded.%[1]s", column))
	}
	for apps := range slices.Chunk(slices.Sorted(maps.Keys(c)), db.RowsAtOnce) {
		var values []any
		for _, app := range apps {
			values = append(values, app)
			for _, column := range columns {
				values = append(values, c[app][column])
			}
		}
		all = append(all, inserting("app_counts", "app_id, "+strings.Join(columns, ", "),
			"ON CONFLICT (app_id) DO UPDATE SET "+strings.Join(sums, ", "), values))
	}
	return all
}

// forgetInstalls removes what is known about apps on a device, from the counters too.
func (t *tx) forgetInstalls(device models.ID) error {
	var installs []models.Install
	if err := t.Select("app_id", "state", "wanted").Where("device_id = ?", device).Find(&installs).Error; err != nil {
		return err
	}
	c := countChanges{}
	for _, i := range installs {
		c.add(i.AppID, i, models.Install{})
	}
	if err := t.saveCounts(c); err != nil {
		return err
	}
	return t.Where("device_id = ?", device).Delete(&models.Install{}).Error
}

// Counts are the numbers of devices on which an app stands, by state.
func (s *Store) Counts(ctx context.Context, app models.ID) (models.Counts, error) {
	db, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return models.Counts{}, err
	}
	var c []models.Counts
	err = db.Table("app_counts").Where("app_id = ?", app).Find(&c).Error
	if err != nil || len(c) == 0 {
		return models.Counts{}, err
	}
	return c[0], nil
}
