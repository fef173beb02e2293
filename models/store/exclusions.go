package store

import (
	"context"

	"appdepot/models"
)

const exclusionSetting = "assignments.exclusionScope"

// ExclusionScope says how far exclusions reach: across kinds unless the organization chose otherwise.
func (s *Store) ExclusionScope(ctx context.Context) (models.ExclusionScope, error) {
	value, err := s.db.Setting(ctx, exclusionSetting)
	if value == "" {
		value = string(models.AcrossKinds)
	}
	return models.ExclusionScope(value), err
}
