package targeting

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"appdepot/models"
)

func TestConflictsNameTheRule(t *testing.T) {
	both := Subject{DeviceID: "d", UserID: "u", Enrolled: true, Groups: Groups{"u1": true, "d1": true}}
	for name, tt := range map[string]struct {
		winner, loser models.Assignment
		scope         models.ExclusionScope
		want          ConflictRule
	}{
		"required, same kind":              {include(models.Required, users("u1")), include(models.Uninstall, allUsers), models.AcrossKinds, RequiredWins},
		"required, other kind":             {include(models.Required, users("u1")), include(models.Uninstall, devices("d1")), models.AcrossKinds, RequiredWins},
		"uninstall, same kind":             {include(models.Uninstall, users("u1")), include(models.Available, allUsers), models.AcrossKinds, UninstallWins},
		"uninstall, without enrollment":    {include(models.Uninstall, users("u1")), include(models.AvailableWithoutEnrollment, allUsers), models.AcrossKinds, UninstallWins},
		"uninstall, other kind":            {include(models.Available, users("u1")), include(models.Uninstall, devices("d1")), models.AcrossKinds, UninstallUntilAsked},
		"excluded, same kind":              {exclude(models.Required, users("u1")), include(models.Required, allUsers), models.SameKind, ExclusionWins},
		"excluded, other kind":             {exclude(models.Required, devices("d1")), include(models.Required, allUsers), models.AcrossKinds, ExclusionWins},
		"excluded, other kind, but apart":  {exclude(models.Required, devices("d1")), include(models.Required, allUsers), models.SameKind, ""},
		"excluded from another intent":     {exclude(models.Uninstall, users("u1")), include(models.Required, allUsers), models.AcrossKinds, ""},
		"required and available":           {include(models.Required, users("u1")), include(models.Available, allUsers), models.AcrossKinds, ""},
		"the loser does not speak of them": {include(models.Required, users("u1")), include(models.Uninstall, users("u2")), models.AcrossKinds, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var want []Conflict
			if tt.want != "" {
				want = []Conflict{{tt.want, tt.winner, tt.loser}}
			}
			got := Decide([]models.Assignment{tt.loser, tt.winner}, both, tt.scope, Rule{}).Conflicts(tt.scope)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The winner of a conflict decides over the loser by itself: with these two assignments alone it is the same conflict, and without
// the winner the loser holds.
func TestTheWinnerOfAConflictDecidesByItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		w.assignments = slices.DeleteFunc(w.assignments, func(a models.Assignment) bool { // Check refuses it, and Decide takes it for one to users
			return a.Intent == models.AvailableWithoutEnrollment && a.Subjects() == models.DeviceGroup
		})
		for _, c := range w.decide().Conflicts(w.scope) {
			pair, alone := w, w
			pair.assignments, alone.assignments = []models.Assignment{c.Winner, c.Loser}, []models.Assignment{c.Loser}
			if !slices.Contains(pair.decide().Conflicts(w.scope), c) {
				t.Errorf("%s: %+v does not win over %+v by itself", c.Rule, c.Winner, c.Loser)
			}
			if !w.subject.Enrolled && c.Loser.Intent != models.AvailableWithoutEnrollment {
				continue // it does not hold anyway
			}
			if v := alone.decide().Weighed[0].Verdict; v != Applies {
				t.Errorf("%s: without %+v, %+v is %s", c.Rule, c.Winner, c.Loser, v)
			}
		}
	})
}

// What an exclusion takes away, and an uninstall that does not hold, is the loser of a conflict.
func TestWhateverLosesIsInAConflict(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		d := w.decide()
		loses := map[models.ID]bool{}
		for _, c := range d.Conflicts(w.scope) {
			loses[c.Loser.ID] = true
		}
		for _, x := range d.Weighed {
			lost := x.Verdict == LeftOut || x.Verdict == Overruled && (x.Assignment.Intent == models.Uninstall || x.Assignment.Intent == models.Available)
			if lost && !loses[x.Assignment.ID] {
				t.Errorf("%s is %s, and no conflict says so", x.Assignment.ID, x.Verdict)
			}
		}
	})
}
