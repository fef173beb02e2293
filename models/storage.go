package models

// Plan says how much an organization may keep.
type Plan string

// The plans. An organization that is set up has the full one; an Administrator may choose the trial.
const (
	PlanTrial Plan = "trial"
	PlanFull  Plan = "full"
)

// Bytes is the most that all packages together may have, those of updates included; 0 for no limit. Source: reference,
// storage and count limits.
func (p Plan) Bytes() int64 {
	if p == PlanTrial {
		return 2 << 30
	}
	return 0
}

// Apps is the most apps there can be. Apps that come from a volume purchase or from managed Google Play are not counted.
// Source: reference, storage and count limits.
func (p Plan) Apps() int {
	if p == PlanTrial {
		return 500
	}
	return 10_000
}

// Storage says how much is kept, in bytes. A package counts once, however many versions use it.
type Storage struct {
	Plan  Plan
	Used  int64 // by packages, and by what uploads have announced that still arrive
	Limit int64 // 0 for none
	Left  int64 // what may still come; below zero when the plan was changed; without a meaning when there is no limit
}

// Limited reports whether there is an end to what may be kept.
func (s Storage) Limited() bool { return s.Limit > 0 }

// Room reports whether so many more bytes may come.
func (s Storage) Room(bytes int64) bool { return !s.Limited() || bytes <= s.Left }
