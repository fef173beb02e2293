package store

import (
	"context"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/store/db"
	"appdepot/models/store/reach"
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

// SetExclusionScope chooses how far exclusions reach, for all apps.
func (s *Store) SetExclusionScope(ctx context.Context, scope models.ExclusionScope) error {
	if err := db.May(ctx, access.ManageSettings, access.Object{}); err != nil {
		return err
	}
	if scope != models.AcrossKinds && scope != models.SameKind {
		return models.InvalidField("scope", "This is no reach of exclusions that Appdepot knows. Choose across kinds or within the same kind.")
	}
	old, err := s.ExclusionScope(ctx)
	if err != nil || old == scope {
		return err
	}
	return s.change(ctx, func(t *tx) error {
		if err := t.SaveSetting(exclusionSetting, string(scope)); err != nil {
			return err
		}
		t.BumpVersion(reach.OfScope, "")
		return t.Record(activity.UpdateSettings, "", exclusionSetting, models.Change{Field: "scope", Old: string(old), New: string(scope)})
	})
}
