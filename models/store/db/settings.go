package db

import (
	"context"

	"gorm.io/gorm/clause"
)

// Setting is a row of the settings table.
type Setting struct {
	Name  string `gorm:"primaryKey"`
	Value string
}

// TableName is where settings are.
func (Setting) TableName() string { return "settings" }

// Setting reads one setting; a setting never made is empty.
func (d *Database) Setting(ctx context.Context, name string) (string, error) {
	var rows []Setting
	if err := d.Rows(ctx).Where("name = ?", name).Find(&rows).Error; err != nil || len(rows) == 0 {
		return "", err
	}
	return rows[0].Value, nil
}

// SaveSetting writes one setting.
func (t *Tx) SaveSetting(name, value string) error {
	return t.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "name"}}, UpdateAll: true}).
		Create(&Setting{name, value}).Error
}
