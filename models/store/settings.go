package store

import (
	"context"

	"gorm.io/gorm/clause"
)

// setting is a row of the settings table.
type setting struct {
	Name  string `gorm:"primaryKey"`
	Value string
}

func (setting) TableName() string { return "settings" }

// setting reads one setting; a setting never made is empty.
func (s *Store) setting(ctx context.Context, name string) (string, error) {
	var rows []setting
	if err := s.rows(ctx).Where("name = ?", name).Find(&rows).Error; err != nil || len(rows) == 0 {
		return "", err
	}
	return rows[0].Value, nil
}

func (t *tx) saveSetting(name, value string) error {
	return t.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "name"}}, UpdateAll: true}).
		Create(&setting{name, value}).Error
}
