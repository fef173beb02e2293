package targeting

import "appdepot/models"

// Groups is a set of groups, by ID.
type Groups map[models.ID]bool

// Subject is a device and the person it belongs to, or a person alone, with every group either of them is in, directly or
// through nesting.
type Subject struct {
	DeviceID models.ID // empty for a person without a device
	UserID   models.ID // the device's primary user; empty when it has none
	Groups   Groups
	Enrolled bool        // an unenrolled device gets nothing but availability without enrollment
	Direct   []models.ID // the groups that have the device or the user as a direct member; only the way through nested groups needs them
}

// Audience is what an assignment names: all users, all devices, or a group.
type Audience struct {
	Target models.TargetKind
	Group  models.ID // empty unless Target is TargetGroup
}

// AudienceOf is whom an assignment speaks about.
func AudienceOf(a models.Assignment) Audience { return Audience{a.Target, a.GroupID} }

// Audiences are all that an assignment may name to speak about the subject.
func (s Subject) Audiences() []Audience {
	list := make([]Audience, 0, len(s.Groups)+2)
	if s.DeviceID != "" {
		list = append(list, Audience{Target: models.TargetAllDevices})
	}
	if s.UserID != "" {
		list = append(list, Audience{Target: models.TargetAllUsers})
	}
	for group, in := range s.Groups {
		if in {
			list = append(list, Audience{models.TargetGroup, group})
		}
	}
	return list
}

// in reports whether the subject is in the assignment's target.
func (s Subject) in(a models.Assignment) bool {
	switch a.Subjects() {
	case models.UserGroup:
		return s.UserID != "" && (a.Target == models.TargetAllUsers || s.Groups[a.GroupID])
	case models.DeviceGroup:
		return s.DeviceID != "" && (a.Target == models.TargetAllDevices || s.Groups[a.GroupID])
	default:
		return false
	}
}
