package targeting

import (
	"slices"

	"appdepot/models"
)

// Object is something that can be assigned, with its assignments.
type Object struct {
	ID          models.ID
	Kind        models.ObjectKind
	Assignments []models.Assignment // with the kinds and names of their groups
	Rule        Rule
	Fits        func(models.Device) models.Reason // why a device cannot have it, empty when it can; nil fits everywhere
}

// Rule is what an object's type adds to its assignments.
type Rule struct {
	AlsoAvailable bool // a required app is listed in the Company Portal too (iOS store apps)
}

// Unfit is why the object cannot be put on a device; empty when it can. It is a fact of the device, not of its groups.
func (o *Object) Unfit(d models.Device) models.Reason {
	if o.Fits == nil {
		return models.Reason{}
	}
	return o.Fits(d)
}

// named is the object with the groups of its assignments named as they are now, and its assignments in page order.
func (o *Object) named(groups map[models.ID]models.Group) *Object {
	other := *o
	other.Assignments = slices.Clone(o.Assignments)
	for i, a := range other.Assignments {
		if a.Target == models.TargetGroup {
			g := groups[a.GroupID]
			other.Assignments[i].GroupKind, other.Assignments[i].GroupName = g.Kind, g.Name
		}
	}
	slices.SortFunc(other.Assignments, PageOrder)
	return &other
}

// included are the audiences that the object's inclusions name, each once.
func (o *Object) included() map[Audience]bool {
	all := map[Audience]bool{}
	for _, a := range o.Assignments {
		if a.Mode == models.Include {
			all[AudienceOf(a)] = true
		}
	}
	return all
}
