package store

import (
	"context"
	"strings"
	"sync/atomic"

	"gorm.io/gorm"
)

// CountQueries counts every statement sent from now on.
func (s *Store) CountQueries() *atomic.Int64 { return s.CountStatements("") }

// CountStatements counts every statement sent from now on that contains a text.
func (s *Store) CountStatements(text string) *atomic.Int64 {
	var n atomic.Int64
	count := func(db *gorm.DB) {
		if text == "" || strings.Contains(db.Statement.SQL.String(), text) {
			n.Add(1)
		}
	}
	handles := []*gorm.DB{s.db.Read}
	if s.db.Write != s.db.Read {
		handles = append(handles, s.db.Write)
	}
	for _, db := range handles {
		c := db.Callback()
		for _, register := range []func(string, func(*gorm.DB)) error{
			c.Query().After("gorm:query").Register, c.Row().After("gorm:row").Register, c.Raw().After("gorm:raw").Register,
			c.Create().After("gorm:create").Register, c.Update().After("gorm:update").Register, c.Delete().After("gorm:delete").Register,
		} {
			if err := register("test:count "+text, count); err != nil {
				panic(err)
			}
		}
	}
	return &n
}

// AllCounts reads the counters of every app.
func (s *Store) AllCounts(ctx context.Context) (counts []map[string]any, err error) {
	err = s.db.Rows(ctx).Table("app_counts").Where("installed + failed + pending + not_installed + not_applicable + unknown + required <> 0").
		Order("app_id").Find(&counts).Error
	return counts, err
}

// RecountInstalls counts the states of all apps anew.
func (s *Store) RecountInstalls(ctx context.Context) error {
	return s.change(ctx, func(t *tx) error {
		if t.Name() == "postgres" {
			if err := t.Exec("LOCK TABLE installs IN SHARE MODE").Error; err != nil {
				return err
			}
		}
		if err := t.Exec("DELETE FROM app_counts").Error; err != nil {
			return err
		}
		return t.Exec(`INSERT INTO app_counts (app_id, installed, failed, pending, not_installed, not_applicable, unknown, required, required_installed)
			SELECT app_id, ` + countStates + `, sum(CASE WHEN wanted = 'required' AND state <> 'notApplicable' THEN 1 ELSE 0 END),
				sum(CASE WHEN wanted = 'required' AND state = 'installed' THEN 1 ELSE 0 END)` + " FROM installs GROUP BY app_id").Error
	})
}
