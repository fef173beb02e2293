package targeting

import (
	"cmp"
	"maps"
	"slices"

	"appdepot/models"
)

// Snapshot is all that decides which subject gets which object, but for who is in which group. It is shared and never changed.
type Snapshot struct {
	scope    models.ExclusionScope
	groups   map[models.ID]models.Group
	nesting  Nesting
	objects  map[models.ID]*Object
	included map[Audience][]*Object // by what their inclusions name
}

// NewSnapshot is a snapshot with nothing in it, where exclusions reach across kinds.
func NewSnapshot() *Snapshot {
	return &Snapshot{scope: models.AcrossKinds, groups: map[models.ID]models.Group{}, nesting: Nesting{},
		objects: map[models.ID]*Object{}, included: map[Audience][]*Object{}}
}

// WithScope is the snapshot with another reach of exclusions.
func (s *Snapshot) WithScope(scope models.ExclusionScope) *Snapshot {
	other := *s
	other.scope = scope
	return &other
}

// WithGroups is the snapshot with all groups as they are now and which of them stand in which.
func (s *Snapshot) WithGroups(groups []models.Group, nesting Nesting) *Snapshot {
	other := *s
	other.groups, other.nesting = make(map[models.ID]models.Group, len(groups)), nesting
	for _, g := range groups {
		other.groups[g.ID] = g
	}
	other.objects, other.included = make(map[models.ID]*Object, len(s.objects)), map[Audience][]*Object{}
	for id, o := range s.objects {
		other.objects[id] = o.named(other.groups)
		other.include(other.objects[id])
	}
	return &other
}

// Replace is the snapshot with these objects as they are now, and without those that are gone. What it costs depends on the
// objects that are assigned, not on all there are.
func (s *Snapshot) Replace(objects []Object, gone ...models.ID) *Snapshot {
	other := *s
	other.objects, other.included = maps.Clone(s.objects), maps.Clone(s.included)
	for _, id := range gone {
		other.remove(id)
	}
	for i := range objects {
		o := objects[i].named(s.groups)
		other.remove(o.ID)
		other.objects[o.ID] = o
		other.include(o)
	}
	return &other
}

// remove takes an object out of maps that are the snapshot's own; the lists in them may be another one's.
func (s *Snapshot) remove(id models.ID) {
	old := s.objects[id]
	if old == nil {
		return
	}
	delete(s.objects, id)
	for to := range old.included() {
		rest := make([]*Object, 0, len(s.included[to]))
		for _, o := range s.included[to] {
			if o != old {
				rest = append(rest, o)
			}
		}
		if s.included[to] = rest; len(rest) == 0 {
			delete(s.included, to)
		}
	}
}

func (s *Snapshot) include(o *Object) {
	for to := range o.included() {
		s.included[to] = append(slices.Clip(s.included[to]), o)
	}
}

// Scope is how far exclusions reach.
func (s *Snapshot) Scope() models.ExclusionScope { return s.scope }

// Group is a group by its ID; the zero Group when there is none.
func (s *Snapshot) Group(id models.ID) models.Group { return s.groups[id] }

// Inside is the group and every group nested in it, in the order of their IDs.
func (s *Snapshot) Inside(group models.ID) []models.ID {
	return s.nesting.Inside(group)
}

// Object is an object that is assigned to anybody; nil when it is not.
func (s *Snapshot) Object(id models.ID) *Object { return s.objects[id] }

// Named fills in the kinds and names of the groups that assignments speak about. A group that does not exist has none.
func (s *Snapshot) Named(list []models.Assignment) []models.Assignment {
	o := Object{Assignments: list}
	return o.named(s.groups).Assignments
}

// Reaching lists the objects of which an inclusion names the subject, in the order of their IDs. What it costs depends on those
// objects alone, not on how many there are.
func (s *Snapshot) Reaching(subject Subject) []*Object {
	reached := map[*Object]bool{}
	for _, to := range subject.Audiences() {
		for _, o := range s.included[to] {
			reached[o] = true
		}
	}
	return slices.SortedFunc(maps.Keys(reached), func(a, b *Object) int { return cmp.Compare(a.ID, b.ID) })
}
