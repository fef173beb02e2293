package store

import (
	"context"
	"strconv"

	"gorm.io/gorm/clause"
)

// The assignments version is one number that rises whenever anything moves that decides which device gets which app:
// assignments, memberships, app versions, devices' users. Devices remember the version they were planned with.
const movementSetting = "assignments.version"

// setting is a row of the settings table.
type setting struct {
	Name  string `gorm:"primaryKey"`
	Value string
}

func (setting) TableName() string { return "settings" }

// move says that this transaction changes who gets what.
func (t *tx) move() { t.moves = true }

func (t *tx) saveMovement() error {
	if !t.moves {
		return nil
	}
	return t.Exec(`INSERT INTO settings (name, value) VALUES (?, '1')
		ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(settings.value AS bigint) + 1 AS text)`, movementSetting).Error
}

// loadMovement takes over the database's assignments version; it never goes back.
func (s *Store) loadMovement(ctx context.Context) error {
	value, err := s.setting(ctx, movementSetting)
	if err != nil {
		return err
	}
	n, err := movementOf(value)
	if err != nil {
		return err
	}
	for {
		old := s.moved.Load()
		if n <= old || s.moved.CompareAndSwap(old, n) {
			return nil
		}
	}
}

// movementOf reads the version from its setting, which is empty before anything moves.
func movementOf(value string) (int64, error) {
	if value == "" {
		return 0, nil
	}
	return strconv.ParseInt(value, 10, 64)
}

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
