package targeting

import "appdepot/models"

// Conflict is two assignments that speak about the same subject and do not go together, and the rule that decides between them.
type Conflict struct {
	Rule   ConflictRule
	Winner models.Assignment
	Loser  models.Assignment
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

// ConflictRules are the rules in the order in which pages list conflicts.
var ConflictRules = []ConflictRule{RequiredWins, UninstallUntilAsked, UninstallWins, ExclusionWins}

// Conflicts are the pairs of weighed assignments of which one decides over the other, as it would if these two were all. The scope
// is the one that the decision was made with.
func (d Decision) Conflicts(scope models.ExclusionScope) []Conflict {
	var list []Conflict
	for _, loser := range d.Weighed {
		for _, winner := range d.Weighed {
			if rule := decidingRule(winner, loser, scope); rule != "" {
				list = append(list, Conflict{rule, winner.Assignment, loser.Assignment})
			}
		}
	}
	return list
}

// decidingRule gives the rule by which the winner decides over the loser, empty when it does not.
func decidingRule(winner, loser Weighed, scope models.ExclusionScope) ConflictRule {
	w, l := winner.Assignment, loser.Assignment
	switch {
	case loser.Verdict == LeftOut && winner.Verdict == LeavesOut && covers(w, l, scope):
		return ExclusionWins
	case winner.Verdict != Applies:
		return ""
	case loser.Verdict == Overruled && l.Intent == models.Uninstall && w.Intent == models.Required:
		return RequiredWins
	case loser.Verdict == Overruled && l.Intent != models.Uninstall && w.Intent == models.Uninstall && w.Subjects() == l.Subjects():
		return UninstallWins
	case loser.Verdict == Applies && l.Intent == models.Uninstall && w.Intent != models.Uninstall:
		return UninstallUntilAsked
	default:
		return ""
	}
}
