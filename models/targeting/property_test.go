package targeting

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"appdepot/models"
)

// world is a random situation: any assignments, also such as Check refuses, and any subject.
type world struct {
	assignments []models.Assignment
	subject     Subject
	scope       models.ExclusionScope
	rule        Rule
}

var (
	userGroups   = []models.ID{"u1", "u2", "u3"}
	deviceGroups = []models.ID{"d1", "d2", "d3"}
	everyTarget  = []models.Assignment{allUsers, allDevices, users("u1"), users("u2"), users("u3"), devices("d1"), devices("d2"), devices("d3")}
)

func drawAssignment(t *rapid.T, id int) models.Assignment {
	a := rapid.SampledFrom(everyTarget).Draw(t, "target")
	a.ID = models.ID(fmt.Sprintf("a%02d", id))
	a.Intent = rapid.SampledFrom(models.Intents).Draw(t, "intent")
	a.Mode = rapid.SampledFrom([]models.Mode{models.Include, models.Include, models.Exclude}).Draw(t, "mode")
	return a
}

func drawMemberships(t *rapid.T, groups []models.ID) map[models.ID]bool {
	in := map[models.ID]bool{}
	for _, g := range groups {
		in[g] = rapid.Bool().Draw(t, string(g))
	}
	return in
}

func drawWorld(t *rapid.T) world {
	w := world{
		subject: Subject{
			DeviceID: rapid.SampledFrom([]models.ID{"d", "d", "d", ""}).Draw(t, "device"),
			UserID:   rapid.SampledFrom([]models.ID{"u", "u", "u", ""}).Draw(t, "user"),
			Groups:   drawMemberships(t, slices.Concat(deviceGroups, userGroups)),
			Enrolled: rapid.SampledFrom([]bool{true, true, true, false}).Draw(t, "enrolled"),
		},
		scope: rapid.SampledFrom([]models.ExclusionScope{models.AcrossKinds, models.SameKind}).Draw(t, "scope"),
		rule:  Rule{AlsoAvailable: rapid.Bool().Draw(t, "also available")},
	}
	for i := range rapid.IntRange(0, 8).Draw(t, "assignments") {
		w.assignments = append(w.assignments, drawAssignment(t, i))
	}
	return w
}

func (w world) decide() Decision { return Decide(w.assignments, w.subject, w.scope, w.rule) }

// with adds an assignment; the world it is called on stays as it is.
func (w world) with(a models.Assignment) world {
	w.assignments = append(slices.Clone(w.assignments), a)
	return w
}

func (d Decision) flags() map[models.Intent]bool {
	return map[models.Intent]bool{models.Required: d.Required, models.Available: d.Available,
		models.AvailableWithoutEnrollment: d.AvailableWithoutEnrollment, models.Uninstall: d.Uninstall}
}

// kept lists the inclusions that exclusions have not taken away, whichever intent wins in the end.
func (d Decision) kept() map[models.ID]bool {
	kept := map[models.ID]bool{}
	for _, w := range d.Weighed {
		if w.Verdict == Applies || w.Verdict == Overruled {
			kept[w.Assignment.ID] = true
		}
	}
	return kept
}

func subset(t *rapid.T, what string, small, large map[models.ID]bool) {
	for id := range small {
		if !large[id] {
			t.Fatalf("%s: %s is kept, and should not be", what, id)
		}
	}
}

func TestOrderNeverMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		shuffled := w
		shuffled.assignments = rapid.Permutation(w.assignments).Draw(t, "order")
		if diff := cmp.Diff(w.decide(), shuffled.decide()); diff != "" {
			t.Fatalf("another order decides otherwise:\n%s", diff)
		}
	})
}

func TestAnExclusionNeverAdds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		out := drawAssignment(t, 99)
		out.Mode = models.Exclude
		before, after := w.decide(), w.with(out).decide()
		subset(t, "with an exclusion more", after.kept(), before.kept())
		if after.flags()[out.Intent] && !before.flags()[out.Intent] {
			t.Fatalf("excluding from %s made it %s", out.Intent, out.Intent)
		}
	})
}

func TestRequiringNeverTakesRequiredAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		in := drawAssignment(t, 99)
		in.Intent, in.Mode = models.Required, models.Include
		before, after := w.decide(), w.with(in).decide()
		if before.Required && !after.Required {
			t.Fatal("one more required assignment, and the app is no longer required")
		}
		if after.Uninstall && !before.Uninstall {
			t.Fatal("one more required assignment, and the app is uninstalled")
		}
	})
}

func TestEveryAssignmentIsWeighedOnceWithAReason(t *testing.T) {
	verdicts := map[models.Mode][]Verdict{
		models.Include: {Applies, NotReached, LeftOut, NotEnrolled, Overruled},
		models.Exclude: {NotReached, LeavesOut, WithoutEffect},
	}
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		var given, weighed []models.ID
		for _, a := range w.assignments {
			given = append(given, a.ID)
		}
		for _, each := range w.decide().Weighed {
			weighed = append(weighed, each.Assignment.ID)
			if each.Reason.Empty() || !slices.Contains(verdicts[each.Assignment.Mode], each.Verdict) {
				t.Fatalf("%s %s: verdict %q, reason %q", each.Assignment.Mode, each.Assignment.ID, each.Verdict, each.Reason)
			}
		}
		slices.Sort(weighed)
		if !slices.Equal(given, weighed) {
			t.Fatalf("given %v, weighed %v", given, weighed)
		}
	})
}

func TestAcrossKindsIsNeverMoreGenerous(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		across := drawWorld(t)
		same := across
		across.scope, same.scope = models.AcrossKinds, models.SameKind
		subset(t, "across kinds", across.decide().kept(), same.decide().kept())
	})
}

func TestTheResultHangsTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		d := w.decide()
		switch {
		case d.Required && d.Uninstall:
			t.Fatal("required and uninstall at once")
		case d.Available && d.AvailableWithoutEnrollment:
			t.Fatal("both kinds of availability at once")
		case !w.subject.Enrolled && (d.Required || d.Available || d.Uninstall):
			t.Fatal("an unenrolled device gets more than availability without enrollment")
		case w.subject.UserID == "" && d.AvailableWithoutEnrollment && !slices.ContainsFunc(w.assignments, toDevicesWithoutEnrollment):
			t.Fatal("a device without a user is offered what is for users")
		}
		for _, requested := range []bool{false, true} {
			intent, reason := d.Intent(requested)
			if reason.Empty() || intent != "" && !d.flags()[intent] {
				t.Fatalf("requested %t: intent %q with reason %q does not follow from %+v", requested, intent, reason, d.flags())
			}
		}
	})
}

func toDevicesWithoutEnrollment(a models.Assignment) bool {
	return a.Intent == models.AvailableWithoutEnrollment && a.Subjects() == models.DeviceGroup
}
