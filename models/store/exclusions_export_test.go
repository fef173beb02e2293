package store

import (
	"context"

	"appdepot/models"
	"appdepot/models/store/reach"
)

// SetExclusionScope chooses how far exclusions reach, for all apps.
func (s *Store) SetExclusionScope(ctx context.Context, scope models.ExclusionScope) error {
	return s.change(ctx, func(t *tx) error {
		t.BumpVersion(reach.OfScope, "")
		return t.SaveSetting(exclusionSetting, string(scope))
	})
}
