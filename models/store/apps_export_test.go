package store

import (
	"context"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/store/reach"
)

// InsertApps puts apps into the database as they are, so that tests of lists need no drafts.
func (s *Store) InsertApps(ctx context.Context, apps ...models.App) error {
	return s.change(ctx, func(t *tx) error {
		for i := range apps {
			a := &apps[i]
			setSearchColumns(a)
			a.Version = 1
			a.CreatedAt, a.UpdatedAt = t.Now, t.Now
			if a.Values == nil {
				a.Values = map[string]string{}
			}
		}
		return t.CreateInBatches(apps, 500).Error
	})
}

// InsertInstalls puts install states into the database and counts them.
func (s *Store) InsertInstalls(ctx context.Context, installs ...models.Install) error {
	return s.change(ctx, func(t *tx) error {
		c := countChanges{}
		for i := range installs {
			installs[i].ID, installs[i].Since, installs[i].UpdatedAt = models.NewID(), t.Now, t.Now
			c.add(installs[i].AppID, models.Install{}, installs[i])
		}
		if err := t.CreateInBatches(installs, 500).Error; err != nil {
			return err
		}
		return t.saveCounts(c)
	})
}

// InsertRows puts any rows into the database.
func (s *Store) InsertRows(ctx context.Context, rows any) error {
	return s.change(ctx, func(t *tx) error { return t.Create(rows).Error })
}

// ForgetInstalls is what happens to install states when a device goes.
func (s *Store) ForgetInstalls(ctx context.Context, device models.ID) error {
	return s.change(ctx, func(t *tx) error { return t.forgetInstalls(device) })
}

// Recount counts the install states of an app anew.
func (s *Store) Recount(ctx context.Context, app models.ID) (models.Counts, error) {
	var c models.Counts
	err := s.db.Rows(ctx).Table("installs").Select(countStates).Where("app_id = ?", app).Find(&c).Error
	return c, err
}

// InsertTable puts one row into a table without a model.
func (s *Store) InsertTable(ctx context.Context, table string, row map[string]any) error {
	return s.change(ctx, func(t *tx) error { return t.Table(table).Create(row).Error })
}

// Queries counts how often a reader asks the database.
func (s *Store) Queries(read func() error) (n int, err error) {
	count := func(q *gorm.DB) {
		if !q.DryRun { // a subquery is only written
			n++
		}
	}
	on := s.db.Read.Callback()
	if err := on.Query().Before("gorm:query").Register("count", count); err != nil {
		return 0, err
	}
	if err := on.Row().Before("gorm:row").Register("count", count); err != nil {
		return 0, err
	}
	if err := read(); err != nil {
		return 0, err
	}
	if err := on.Row().Remove("count"); err != nil {
		return 0, err
	}
	return n, on.Query().Remove("count")
}

// AssignAnyhow gives an app assignments without asking whether its type allows them, as a newer Appdepot may have done.
func (s *Store) AssignAnyhow(ctx context.Context, app models.ID, set []models.DraftAssignment) error {
	return s.change(ctx, func(t *tx) error {
		list := made(models.AppOf(app), set)
		t.BumpAudiences(list...)
		t.BumpVersion(reach.OfApp, string(app))
		return t.replaceAssignments(nil, list)
	})
}
