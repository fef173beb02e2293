package store

import (
	"cmp"
	"maps"
	"slices"

	"appdepot/models"
	"appdepot/models/targeting"
)

// mostNamed is how many people or devices of a conflict are named.
const mostNamed = 10

// Conflict is a conflict between two assignments, with those whom both are about.
type Conflict struct {
	targeting.Conflict
	Names []string // of people, or of devices that are nobody's; at most 10
	Count int
	seen  map[models.ID]bool
}

// countConflicts counts a subject into the conflicts it is part of: as its user, or as a device that is nobody's.
func (f *forecast) countConflicts(x subject, o *outcome) {
	id, name := x.userID, x.userName.String
	if id == "" {
		id, name = x.device.ID, x.device.Name
	}
	for _, decided := range o.conflicts {
		c := f.conflicts[decided]
		if c == nil {
			c = &Conflict{Conflict: decided, seen: map[models.ID]bool{}}
			f.conflicts[decided] = c
		}
		if c.seen[id] {
			continue
		}
		c.seen[id] = true
		if c.Count++; len(c.Names) < mostNamed {
			c.Names = append(c.Names, name)
		}
	}
}

// listed gives the conflicts in the order of the rules and of their assignments.
func (f *forecast) listed() []Conflict {
	found := slices.Collect(maps.Values(f.conflicts))
	slices.SortFunc(found, func(a, b *Conflict) int {
		return cmp.Or(cmp.Compare(slices.Index(targeting.ConflictRules, a.Rule), slices.Index(targeting.ConflictRules, b.Rule)),
			targeting.PageOrder(a.Winner, b.Winner), targeting.PageOrder(a.Loser, b.Loser))
	})
	list := make([]Conflict, len(found))
	for i, c := range found {
		list[i] = *c
	}
	return list
}
