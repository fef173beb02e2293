package targeting

import (
	"maps"
	"slices"

	"appdepot/models"
)

// Nesting says which groups stand directly in a group: from parent to children. Everything here ends on any nesting, also
// on one with cycles.
type Nesting map[models.ID][]models.ID

// Containers is a nesting seen from below: from child to the parents it stands directly in.
type Containers map[models.ID][]models.ID

// Path is the shortest way down from one group to another, both included; nil when there is none. Putting child into parent
// would close a cycle exactly when Path(child, parent) is not nil: it is the part of the cycle that is there already.
func (n Nesting) Path(from, to models.ID) []models.ID {
	cameFrom := map[models.ID]models.ID{from: from}
	for queue := []models.ID{from}; len(queue) > 0; queue = queue[1:] {
		group := queue[0]
		if group == to {
			return trace(cameFrom, to)
		}
		for _, child := range n[group] {
			if _, seen := cameFrom[child]; !seen {
				cameFrom[child] = group
				queue = append(queue, child)
			}
		}
	}
	return nil
}

func trace(cameFrom map[models.ID]models.ID, to models.ID) []models.ID {
	path := []models.ID{to}
	for cameFrom[to] != to {
		to = cameFrom[to]
		path = append(path, to)
	}
	slices.Reverse(path)
	return path
}

// Containers turns the nesting round. Keep the result when asking for many subjects.
func (n Nesting) Containers() Containers {
	c := Containers{}
	for parent, children := range n {
		for _, child := range children {
			c[child] = append(c[child], parent)
		}
	}
	return c
}

// Of is every group that a direct member of the given groups is in: these groups and all that contain them.
func (c Containers) Of(groups []models.ID) map[models.ID]bool { return closure(c, groups) }

// Inside is all the given groups and every group nested in one of them, each once, in the order of their IDs.
func (n Nesting) Inside(groups ...models.ID) []models.ID {
	return slices.Sorted(maps.Keys(closure(n, groups)))
}

// closure is everything that can be reached along the edges, the start included.
func closure(edges map[models.ID][]models.ID, from []models.ID) map[models.ID]bool {
	reached := map[models.ID]bool{}
	for open := slices.Clone(from); len(open) > 0; {
		group := open[len(open)-1]
		open = open[:len(open)-1]
		if !reached[group] {
			reached[group] = true
			open = append(open, edges[group]...)
		}
	}
	return reached
}
