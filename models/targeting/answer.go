package targeting

import (
	"slices"

	"appdepot/models"
)

// Answer is what an object comes to for one subject.
type Answer struct {
	*Object
	Decision
	Unfit models.Reason                // why the object cannot be put on the device; empty when it can
	Paths map[models.ID][]models.Group // from an assigned group down to the one that has the subject as a direct member
}

// Decide weighs the assignments of an object for a subject. The object need not be in the snapshot: it may be one that is only
// being thought about.
func (s *Snapshot) Decide(o *Object, subject Subject) Decision {
	return Decide(o.Assignments, subject, s.scope, o.Rule)
}

// Answer is everything about an object and a subject, which is the device with its facts, or a person without one. The ways
// through nested groups are there when the subject says where it is a direct member.
func (s *Snapshot) Answer(o *Object, subject Subject, device models.Device) Answer {
	a := Answer{Object: o, Decision: s.Decide(o, subject), Paths: map[models.ID][]models.Group{}}
	if subject.DeviceID != "" {
		a.Unfit = o.Unfit(device)
	}
	for _, x := range o.Assignments {
		if x.Target == models.TargetGroup && subject.in(x) && a.Paths[x.GroupID] == nil {
			if path := s.path(x.GroupID, subject.Direct); path != nil {
				a.Paths[x.GroupID] = path
			}
		}
	}
	return a
}

// path is the shortest way from a group down to one of those where somebody is a direct member; of ways that are as long the one
// to the first.
func (s *Snapshot) path(from models.ID, direct []models.ID) []models.Group {
	var shortest []models.ID
	for _, to := range slices.Sorted(slices.Values(direct)) {
		if path := s.nesting.Path(from, to); path != nil && (shortest == nil || len(path) < len(shortest)) {
			shortest = path
		}
	}
	var path []models.Group
	for _, id := range shortest {
		path = append(path, s.groups[id])
	}
	return path
}
