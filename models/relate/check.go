package relate

import (
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/apptype"
)

// The largest graphs (reference: 2.5 and 2.6). Whatever is joined by relations of one kind counts, each app once.
const (
	MostDependent  = 100 // apps joined by dependencies
	MostSuperseded = 10  // apps joined by supersedence, besides the one that is asked about
)

// Problem is something about one relation of a list: which of the list, and what is wrong, why, and what to do.
type Problem struct {
	Index int
	Text  models.Text
}

// Check looks at the relations that an app is to have, of both kinds and instead of those it has in the graph, and says
// everything that is wrong with each; nothing means that they may be saved. Of two that do not go together, the later is the
// problem.
func Check(g *Graph, app models.ID, wanted []models.Relation) []Problem {
	var problems []Problem
	so := g.without(app)
	for i, r := range wanted {
		arrow := models.AppRelation{AppID: app, Relation: r}
		texts := so.problems(arrow)
		if len(texts) == 0 {
			so.add(arrow)
		}
		for _, text := range texts {
			problems = append(problems, Problem{i, text})
		}
	}
	return problems
}

// problems says why an arrow cannot be added to a graph in which everything is well.
func (g *Graph) problems(a models.AppRelation) []models.Text {
	if text := g.malformed(a); !text.Empty() {
		return []models.Text{text}
	}
	var texts []models.Text
	for _, rule := range []func(models.AppRelation) models.Text{g.cycle, g.conflict, g.tooMany} {
		if text := rule(a); !text.Empty() {
			texts = append(texts, text)
		}
	}
	return texts
}

// malformed refuses what the picker does not offer.
func (g *Graph) malformed(a models.AppRelation) models.Text {
	other, exists := g.apps[a.OtherID]
	switch {
	case g.from[a.Kind] == nil:
		return models.T("This type of relationship is unknown. Remove it, and add a dependency or an app to supersede.")
	case a.AppID == a.OtherID && a.Kind == models.Dependency:
		return models.T("%s cannot depend on itself. Remove it from its dependencies.", other.Name)
	case a.AppID == a.OtherID:
		return models.T("%s cannot supersede itself. Upload a new version instead.", other.Name)
	case !exists:
		return models.T("An app in this list no longer exists. Remove it from the list.")
	case !g.apps[a.AppID].CanRelate:
		return models.T("Only apps of these types can depend on or supersede other apps: %s. Remove this relationship.").Naming(apptype.RelatedTypeNames()...)
	case !other.CanRelate:
		return models.T("%s is of another type. Remove %s. Only apps of these types can be dependencies or be superseded: %s.", other.Name, other.Name).
			Naming(apptype.RelatedTypeNames()...)
	case slices.Contains(g.from[a.Kind][a.AppID], a.OtherID):
		return models.T("%s is listed twice. Remove one.", other.Name)
	case slices.Contains(g.from[models.Dependency][a.AppID], a.OtherID), slices.Contains(g.from[models.Supersedence][a.AppID], a.OtherID):
		return models.T("%s cannot be both a dependency and superseded. Remove one of the two.", other.Name)
	default:
		return models.Text{}
	}
}

// cycle refuses an arrow whose end leads back to its start.
func (g *Graph) cycle(a models.AppRelation) models.Text {
	way := shortestPath(a.OtherID, a.AppID, g.outgoing(a.Kind))
	if way == nil {
		return models.Text{}
	}
	names := g.names(append([]models.ID{a.AppID}, way...), " → ")
	if a.Kind == models.Dependency {
		return models.T("These dependencies form a loop: %s. Remove one.", names)
	}
	return models.T("These apps supersede each other in a loop: %s. Remove one.", names)
}

// conflict refuses an arrow with which an app and all it needs could not stand on a device together, because one of them
// takes the place of another.
func (g *Graph) conflict(a models.AppRelation) models.Text {
	with := g.with(append(slices.Clone(g.arrows), a))
	for _, root := range with.affected(a) {
		together := reachable(root, with.outgoing(models.Dependency))
		for _, newer := range together {
			for _, older := range reachable(newer, with.outgoing(models.Supersedence))[1:] {
				if slices.Contains(together, older) {
					return models.T("%s needs all its dependencies on the same device, but %s supersedes %s. Remove one of these relationships.",
						g.apps[root].Name, g.apps[newer].Name, g.apps[older].Name)
				}
			}
		}
	}
	return models.Text{}
}

// affected lists the apps for which an arrow may change what stands on a device together.
func (g *Graph) affected(a models.AppRelation) []models.ID {
	touched := []models.ID{a.AppID}
	if a.Kind == models.Supersedence {
		touched = reachable(a.AppID, g.incoming(models.Supersedence)) // what they supersede grows as well
	}
	var roots []models.ID
	for _, id := range touched {
		roots = append(roots, reachable(id, g.incoming(models.Dependency))...)
	}
	slices.Sort(roots)
	return slices.Compact(roots)
}

// tooMany refuses an arrow that joins too many apps.
func (g *Graph) tooMany(a models.AppRelation) models.Text {
	both := bothWays(g.outgoing(a.Kind), g.incoming(a.Kind))
	here := reachable(a.AppID, both)
	joined := len(here)
	if !slices.Contains(here, a.OtherID) {
		joined += len(reachable(a.OtherID, both))
	}
	switch {
	case a.Kind == models.Dependency && joined > MostDependent:
		return models.T("With %s, dependencies would link %s apps, including this one and indirect ones. The maximum is %s. Remove some dependencies.",
			g.apps[a.OtherID].Name, joined, MostDependent)
	case a.Kind == models.Supersedence && joined > MostSuperseded+1:
		return models.T("With %s, supersedence would link %s apps, including this one. The maximum is %s. Remove apps that no device has anymore.",
			g.apps[a.OtherID].Name, joined, MostSuperseded+1)
	default:
		return models.Text{}
	}
}

// names writes the names of apps, with something between them.
func (g *Graph) names(ids []models.ID, between string) string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = g.apps[id].Name
	}
	return strings.Join(list, between)
}
