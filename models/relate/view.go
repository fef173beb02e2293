package relate

import "appdepot/models"

// View is the part of a graph around one app that a picture shows.
type View struct {
	Nodes  []Node               // the app itself first, then by distance
	Arrows []models.AppRelation // between them
	More   int                  // joined apps that are left out
}

// Node is an app of a view. Rank is the number of steps from the app in the middle: to what it depends on or supersedes above
// zero, to what depends on it or supersedes it below.
type Node struct {
	App
	Rank int
}

// Around shows an app with what it leads to and what leads to it, at most so many steps away and at most so many apps of one
// rank, the nearest first.
func (g *Graph) Around(id models.ID, steps, abreast int) View {
	view := View{Nodes: []Node{{App: g.apps[id]}}}
	placed, width := map[models.ID]bool{id: true}, map[int]int{}
	on := bothWays(g.outgoing(models.Dependency), g.outgoing(models.Supersedence))
	back := bothWays(g.incoming(models.Dependency), g.incoming(models.Supersedence))
	for _, way := range []struct {
		side int
		to   neighbors
	}{{1, on}, {-1, back}} {
		walk(id, way.to, func(other, _ models.ID, far int) bool {
			rank := way.side * far
			if far <= steps && width[rank] < abreast && !placed[other] {
				placed[other] = true
				width[rank]++
				view.Nodes = append(view.Nodes, Node{g.apps[other], rank})
			}
			return far <= steps
		})
	}
	for _, a := range g.arrows {
		if placed[a.AppID] && placed[a.OtherID] {
			view.Arrows = append(view.Arrows, a)
		}
	}
	view.More = len(reachable(id, bothWays(on, back))) - len(view.Nodes)
	return view
}
