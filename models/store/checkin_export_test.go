package store

import (
	"context"
	"sync/atomic"

	"gorm.io/gorm"
)

// CountQueries counts every statement sent from now on.
func (s *Store) CountQueries() *atomic.Int64 {
	var n atomic.Int64
	count := func(*gorm.DB) { n.Add(1) }
	handles := []*gorm.DB{s.read}
	if s.write != s.read {
		handles = append(handles, s.write)
	}
	for _, db := range handles {
		c := db.Callback()
		for _, register := range []func(string, func(*gorm.DB)) error{
			c.Query().Before("gorm:query").Register, c.Row().Before("gorm:row").Register, c.Raw().Before("gorm:raw").Register,
			c.Create().Before("gorm:create").Register, c.Update().Before("gorm:update").Register, c.Delete().Before("gorm:delete").Register,
		} {
			if err := register("test:count", count); err != nil {
				panic(err)
			}
		}
	}
	return &n
}

// AllCounts reads the counters of every app.
func (s *Store) AllCounts(ctx context.Context) (counts []map[string]any, err error) {
	err = s.rows(ctx).Table("app_counts").Where("installed + failed + pending + not_installed + not_applicable + unknown <> 0").
		Order("app_id").Find(&counts).Error
	return counts, err
}
