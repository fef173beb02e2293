package relate

import (
	"slices"

	"appdepot/models"
)

// App is what relations have to know of an app.
type App struct {
	ID        models.ID
	Name      string
	CanRelate bool // its type can have relations
	Assigned  bool // to anybody
}

// Graph is apps with the relations between them. It holds everything that is joined to the apps in question, so that
// answers about them are complete.
type Graph struct {
	apps     map[models.ID]App
	from, to map[models.RelationKind]map[models.ID][]models.ID // the ends of arrows from an app, and the starts of those to it
	arrows   []models.AppRelation
}

// New makes a graph.
func New(apps []App, arrows []models.AppRelation) *Graph {
	g := &Graph{apps: map[models.ID]App{}, from: map[models.RelationKind]map[models.ID][]models.ID{}, to: map[models.RelationKind]map[models.ID][]models.ID{}}
	for _, kind := range []models.RelationKind{models.Dependency, models.Supersedence} {
		g.from[kind], g.to[kind] = map[models.ID][]models.ID{}, map[models.ID][]models.ID{}
	}
	for _, a := range apps {
		g.apps[a.ID] = a
	}
	for _, a := range arrows {
		g.add(a)
	}
	return g
}

// add draws an arrow. One of an unknown kind is left out.
func (g *Graph) add(a models.AppRelation) {
	from, known := g.from[a.Kind]
	if !known {
		return
	}
	from[a.AppID] = append(from[a.AppID], a.OtherID)
	g.to[a.Kind][a.OtherID] = append(g.to[a.Kind][a.OtherID], a.AppID)
	g.arrows = append(g.arrows, a)
}

// with is a graph of the same apps with other arrows.
func (g *Graph) with(arrows []models.AppRelation) *Graph {
	h := New(nil, arrows)
	h.apps = g.apps
	return h
}

// without is the graph without the arrows that start at an app.
func (g *Graph) without(app models.ID) *Graph {
	return g.with(slices.DeleteFunc(slices.Clone(g.arrows), func(a models.AppRelation) bool { return a.AppID == app }))
}

// neighbors gives the neighbors of an app.
type neighbors func(models.ID) []models.ID

func (g *Graph) outgoing(kind models.RelationKind) neighbors {
	return func(id models.ID) []models.ID { return g.from[kind][id] }
}

func (g *Graph) incoming(kind models.RelationKind) neighbors {
	return func(id models.ID) []models.ID { return g.to[kind][id] }
}

// bothWays goes both ways.
func bothWays(a, b neighbors) neighbors {
	return func(id models.ID) []models.ID { return slices.Concat(a(id), b(id)) }
}

// walk visits an app and everything that can be reached from it, each once, nearest first, with the app it was reached from and
// the number of steps. It ends when visit returns false.
func walk(start models.ID, to neighbors, visit func(id, before models.ID, steps int) bool) {
	type stop struct {
		id, before models.ID
		steps      int
	}
	seen := map[models.ID]bool{start: true}
	for queue := []stop{{id: start}}; len(queue) > 0; queue = queue[1:] {
		s := queue[0]
		if !visit(s.id, s.before, s.steps) {
			return
		}
		for _, n := range to(s.id) {
			if !seen[n] {
				seen[n] = true
				queue = append(queue, stop{n, s.id, s.steps + 1})
			}
		}
	}
}

// reachable lists an app and everything that can be reached from it.
func reachable(start models.ID, to neighbors) (list []models.ID) {
	walk(start, to, func(id, _ models.ID, _ int) bool {
		list = append(list, id)
		return true
	})
	return list
}

// shortestPath is the shortest way from one app to another, both included; nil when there is none.
func shortestPath(start, goal models.ID, to neighbors) []models.ID {
	before := map[models.ID]models.ID{}
	found := false
	walk(start, to, func(id, from models.ID, _ int) bool {
		before[id] = from
		found = id == goal
		return !found
	})
	if !found {
		return nil
	}
	way := []models.ID{goal}
	for at := goal; at != start; at = before[at] {
		way = append(way, before[at])
	}
	slices.Reverse(way)
	return way
}
