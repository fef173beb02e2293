package relate

import (
	"slices"

	"appdepot/models"
)

// Warnings says what people should know about relations that may well be saved: see Check. The texts follow what happens on a
// device (reference: 2.5, and 2.6 "Mix with dependencies").
func Warnings(g *Graph, app models.ID, wanted []models.Relation) []Problem {
	so := g.without(app)
	for _, r := range wanted {
		so.add(models.AppRelation{AppID: app, Relation: r})
	}
	var notes []Problem
	for i, r := range wanted {
		for _, text := range so.notes(app, r) {
			notes = append(notes, Problem{i, text})
		}
	}
	return notes
}

func (g *Graph) notes(app models.ID, r models.Relation) (texts []models.Text) {
	me, other := g.apps[app], g.apps[r.OtherID]
	if other.ID == "" || app == r.OtherID {
		return nil
	}
	switch {
	case r.Kind != models.Dependency || other.Assigned:
	case r.Automatic:
		texts = append(texts, models.T("%s is not assigned. Devices still get it, but its install status is not shown.", other.Name))
	default:
		texts = append(texts, models.T("%s is not assigned and not installed automatically, so this app fails on devices without it.", other.Name))
	}
	if r.Kind == models.Dependency {
		for _, newer := range reachable(other.ID, g.incoming(models.Supersedence))[1:] {
			texts = append(texts, models.T("%s supersedes %s. Devices that get it report a conflict for this app.", g.apps[newer].Name, other.Name))
		}
		return texts
	}
	for _, user := range g.to[models.Dependency][other.ID] {
		texts = append(texts, models.T("%s depends on %s. Devices that get %s instead report a conflict for it.", g.apps[user].Name, other.Name, me.Name))
	}
	for _, needed := range g.from[models.Dependency][other.ID] {
		texts = append(texts, models.T("%s depends on %s, which stays on devices when %s is removed.", other.Name, g.apps[needed].Name, other.Name))
	}
	return texts
}

// DeleteProblem says why an app cannot be deleted: it stands in relations, on either side. It is empty when the app is free.
func (g *Graph) DeleteProblem(id models.ID) models.Text {
	var others []models.ID
	for _, a := range g.arrows {
		switch id {
		case a.AppID:
			others = append(others, a.OtherID)
		case a.OtherID:
			others = append(others, a.AppID)
		}
	}
	if len(others) == 0 {
		return models.Text{}
	}
	slices.Sort(others)
	return models.T("%s was not deleted. It is related to %s by dependency or supersedence. Remove these relationships first.",
		g.apps[id].Name, g.names(slices.Compact(others), ", "))
}

// UninstallProblem says why people cannot uninstall an app themselves, whatever its properties allow: another app depends on it, or it
// depends on another app. It is empty when they can (reference: 2.1, Allow available uninstall).
func (g *Graph) UninstallProblem(id models.ID) models.Text {
	needs, neededBy := g.from[models.Dependency][id], g.to[models.Dependency][id]
	switch {
	case len(neededBy) > 0:
		return models.T("People cannot uninstall this app themselves because it is a dependency of %s.", g.names(neededBy, ", "))
	case len(needs) > 0:
		return models.T("People cannot uninstall this app themselves because it depends on %s.", g.names(needs, ", "))
	default:
		return models.Text{}
	}
}

// SupersededBy lists the apps that take the place of an app, directly or through others, the nearest first.
func (g *Graph) SupersededBy(id models.ID) []models.ID {
	return reachable(id, g.incoming(models.Supersedence))[1:]
}
