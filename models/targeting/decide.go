package targeting

import (
	"cmp"
	"slices"

	"appdepot/models"
	"appdepot/models/reason"
)

// Decision is what the assignments of one object come to for one subject. Available and AvailableWithoutEnrollment are never
// both true: the first covers the second.
type Decision struct {
	Required                   bool
	Available                  bool
	AvailableWithoutEnrollment bool
	Uninstall                  bool
	Weighed                    []Weighed // every assignment once, in page order: by intent, inclusions first, by name
}

// Weighed is one assignment with what became of it and why.
type Weighed struct {
	Assignment models.Assignment
	Verdict    Verdict
	Reason     models.Reason
}

// Verdict is what became of an assignment.
type Verdict string

// The verdicts. The last two are about exclusions, the others about inclusions; NotReached is about both.
const (
	Applies       Verdict = "applies"
	NotReached    Verdict = "notReached"  // neither the device nor its user is in the target
	LeftOut       Verdict = "leftOut"     // an exclusion took it away
	NotEnrolled   Verdict = "notEnrolled" // it needs an enrolled device
	Overruled     Verdict = "overruled"   // another intent wins
	LeavesOut     Verdict = "leavesOut"
	WithoutEffect Verdict = "withoutEffect" // there is nothing it could leave out
)

// Decide weighs all assignments of one object for one subject, whatever their order: first who is reached, then what
// exclusions take away, then what enrollment allows, then which intent wins.
//
// An exclusion belongs to one intent, in whose section of the page it stands: it takes away inclusions of that intent and
// no others. Across kinds, an exclusion that matches the device or its user takes all of them away; within the same kind,
// a user group takes away only what is assigned to users, and a device group only what is assigned to devices.
func Decide(assignments []models.Assignment, s Subject, scope models.ExclusionScope, rule Rule) Decision {
	d := Decision{Weighed: make([]Weighed, 0, len(assignments))}
	if !slices.IsSortedFunc(assignments, PageOrder) { // those of a snapshot are
		assignments = slices.SortedFunc(slices.Values(assignments), PageOrder)
	}
	for _, a := range assignments {
		d.Weighed = append(d.Weighed, reach(a, s, scope))
	}
	leaveOut(d.Weighed, scope)
	if !s.Enrolled {
		dropEnrolledOnly(d.Weighed)
	}
	resolve(d.Weighed, rule)
	for _, w := range d.Weighed {
		d.add(w)
	}
	d.Available = d.Available || d.Required && rule.AlsoAvailable
	return d
}

// add counts an assignment that applies into the result.
func (d *Decision) add(w Weighed) {
	if w.Verdict != Applies {
		return
	}
	switch w.Assignment.Intent {
	case models.Required:
		d.Required = true
	case models.Available:
		d.Available = true
	case models.AvailableWithoutEnrollment:
		d.AvailableWithoutEnrollment = true
	case models.Uninstall:
		d.Uninstall = true
	}
}

// Offered reports whether the Company Portal lists the app for the subject to install.
func (d Decision) Offered() bool { return d.Available || d.AvailableWithoutEnrollment }

// Intent is what holds for the device now, and why; empty when nothing does. Required is installed, Uninstall removed if
// present; either kind of availability is installed only when requested. requested says whether a person asked for the app in the
// Company Portal and did not take it back: that is the latch which lets availability win over uninstall.
func (d Decision) Intent(requested bool) (models.Intent, models.Reason) {
	switch {
	case d.Required && d.Offered():
		return models.Required, reason.IsRequiredAndListed
	case d.Required:
		return models.Required, reason.IsRequired
	case d.Uninstall && !d.Offered():
		return models.Uninstall, reason.IsUninstalled
	case d.Uninstall && !requested:
		return models.Uninstall, reason.IsUninstalledUntilRequested
	case d.Uninstall:
		return d.availability(), reason.IsRequested
	case d.Offered():
		return d.availability(), reason.IsAvailable
	default:
		return "", reason.NotAssigned
	}
}

// Settings are what the assignment asks of the device that brings about an intent: the first one that applies.
func (d Decision) Settings(intent models.Intent) models.Settings {
	for _, w := range d.Weighed {
		if w.Verdict == Applies && w.Assignment.Intent == intent {
			return w.Assignment.Settings
		}
	}
	return ""
}

func (d Decision) availability() models.Intent {
	if d.Available {
		return models.Available
	}
	return models.AvailableWithoutEnrollment
}

// reach says whether the assignment's target contains the subject. Exclusions that match are without effect until
// leaveOut finds something they take away.
func reach(a models.Assignment, s Subject, scope models.ExclusionScope) Weighed {
	switch {
	case !s.in(a):
		return Weighed{a, NotReached, notReached(a, s)}
	case a.Mode == models.Exclude:
		return Weighed{a, WithoutEffect, withoutEffect(a, scope)}
	default:
		return Weighed{a, Applies, included(a)}
	}
}

// leaveOut lets the exclusions that match take away inclusions. Of several, the first in page order is named.
func leaveOut(weighed []Weighed, scope models.ExclusionScope) {
	for i := range weighed {
		in := &weighed[i]
		if in.Verdict != Applies {
			continue
		}
		for j := range weighed {
			out := &weighed[j]
			if out.Verdict != WithoutEffect && out.Verdict != LeavesOut || !covers(out.Assignment, in.Assignment, scope) {
				continue
			}
			out.Verdict, out.Reason = LeavesOut, leavesOut(out.Assignment)
			if in.Verdict == Applies {
				in.Verdict, in.Reason = LeftOut, leftOut(out.Assignment)
			}
		}
	}
}

func covers(out, in models.Assignment, scope models.ExclusionScope) bool {
	return out.Intent == in.Intent && (scope != models.SameKind || out.Subjects() == in.Subjects())
}

func dropEnrolledOnly(weighed []Weighed) {
	for i := range weighed {
		w := &weighed[i]
		if w.Verdict == Applies && w.Assignment.Intent != models.AvailableWithoutEnrollment {
			w.Verdict, w.Reason = NotEnrolled, notEnrolled()
		}
	}
}

// PageOrder is the order in which every page lists assignments: by intent, inclusions first, by name as people read it.
func PageOrder(a, b models.Assignment) int {
	order := cmp.Or(
		cmp.Compare(slices.Index(models.Intents, a.Intent), slices.Index(models.Intents, b.Intent)),
		cmp.Compare(b.Mode, a.Mode), // "include" before "exclude"
		cmp.Compare(a.Target, b.Target),
	)
	if order == 0 && a.GroupName != b.GroupName {
		order = cmp.Compare(models.Fold(a.GroupName), models.Fold(b.GroupName))
	}
	return cmp.Or(order, cmp.Compare(a.GroupID, b.GroupID), cmp.Compare(a.ID, b.ID))
}
