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

// Conflict is two assignments that speak about the same people or devices, and the rule that decides between them.
type Conflict struct {
	Rule   ConflictRule
	Winner models.Assignment
	Loser  models.Assignment
	Names  []string // of people, or of devices that are nobody's; at most 10
	Count  int
	seen   map[models.ID]bool
}

// ConflictRule names a rule of the conflict matrix.
type ConflictRule string

// The rules. With UninstallUntilAsked both stand: the app is removed until somebody asks for it.
const (
	RequiredWins        ConflictRule = "requiredWins"
	UninstallWins       ConflictRule = "uninstallWins"
	UninstallUntilAsked ConflictRule = "uninstallUntilAsked"
	ExclusionWins       ConflictRule = "exclusionWins"
)

// conflictKey identifies a conflict.
type conflictKey struct {
	rule          ConflictRule
	winner, loser models.Assignment
}

// conflictsIn finds the conflicts in one decision.
func conflictsIn(d targeting.Decision) []conflictKey {
	var list []conflictKey
	for _, loser := range d.Weighed {
		for _, winner := range d.Weighed {
			if rule := decidingRule(winner, loser); rule != "" {
				list = append(list, conflictKey{rule, winner.Assignment, loser.Assignment})
			}
		}
	}
	return list
}

// decidingRule gives the rule by which the winner decides over the loser, empty when it does not.
func decidingRule(winner, loser targeting.Weighed) ConflictRule {
	w, l := winner.Assignment, loser.Assignment
	switch {
	case loser.Verdict == targeting.LeftOut && winner.Verdict == targeting.LeavesOut && w.Intent == l.Intent:
		return ExclusionWins
	case winner.Verdict != targeting.Applies:
		return ""
	case loser.Verdict == targeting.Overruled && l.Intent == models.Uninstall && w.Intent == models.Required:
		return RequiredWins
	case loser.Verdict == targeting.Overruled && l.Intent != models.Uninstall && w.Intent == models.Uninstall:
		return UninstallWins
	case loser.Verdict == targeting.Applies && l.Intent == models.Uninstall && w.Intent != models.Uninstall:
		return UninstallUntilAsked
	default:
		return ""
	}
}

// countConflicts counts a subject into the conflicts it is part of: as its user, or as a device that is nobody's.
func (f *forecast) countConflicts(x subject, o *outcome) {
	id, name := x.userID, x.userName.String
	if id == "" {
		id, name = x.device.ID, x.device.Name
	}
	for _, q := range o.conflicts {
		c := f.conflicts[q]
		if c == nil {
			c = &Conflict{Rule: q.rule, Winner: q.winner, Loser: q.loser, seen: map[models.ID]bool{}}
			f.conflicts[q] = c
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
	rules := []ConflictRule{RequiredWins, UninstallUntilAsked, UninstallWins, ExclusionWins}
	found := slices.Collect(maps.Values(f.conflicts))
	slices.SortFunc(found, func(a, b *Conflict) int {
		return cmp.Or(cmp.Compare(slices.Index(rules, a.Rule), slices.Index(rules, b.Rule)),
			targeting.PageOrder(a.Winner, b.Winner), targeting.PageOrder(a.Loser, b.Loser))
	})
	list := make([]Conflict, len(found))
	for i, c := range found {
		list[i] = *c
	}
	return list
}
