package android

import "appdepot/models/installer/input"

const (
	maxNodes    = 4000    // elements of one drawing
	maxDrawing  = 1 << 20 // bytes of one drawing
	maxPathData = 1 << 16 // characters of one path
)

// node is an element with what stands inside it.
type node struct {
	element
	inside []*node
}

// readTree reads a whole binary XML document; nil when it is none or has too many elements.
func readTree(b input.Bytes) *node {
	top, count := &node{}, 0
	open := []*node{top} // the path to where the reader is
	err := readXML(b, func(e element) {
		if count++; count > maxNodes || e.depth < 1 || e.depth > len(open) {
			return
		}
		n := &node{element: e}
		open = open[:e.depth]
		parent := open[e.depth-1]
		parent.inside = append(parent.inside, n)
		open = append(open, n)
	})
	if err != nil || count > maxNodes || len(top.inside) == 0 {
		return nil
	}
	return top.inside[0]
}

// child is the first element of a name inside.
func (n *node) child(name string) *node {
	for _, c := range n.inside {
		if c.name() == name {
			return c
		}
	}
	return nil
}
