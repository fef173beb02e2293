package apfs

import "encoding/binary"

const (
	maxNodes = 1 << 15 // read in the life of a container
	maxDepth = 12

	nodeHeader = 56
	treeInfo   = 40 // at the end of a root
)

// tree is sorted records in nodes of one block.
type tree struct {
	c       *Container
	root    uint64 // block
	objects *tree  // map of the nodes below the root; nil when they are addressed by block
}

// node is a node as read.
type node struct {
	b, keys, values []byte // values are addressed from their end
	index           []byte
	leaf, fixed     bool
	n               int
}

func (t *tree) node(number uint64) (node, error) {
	if t.c.nodes++; t.c.nodes > maxNodes {
		return node{}, errMalformed
	}
	b, err := t.c.block(number)
	if err != nil {
		return node{}, err
	}
	const isRoot, isLeaf, fixedSize = 1, 2, 4
	le := binary.LittleEndian
	flags, count := le.Uint16(b[32:]), le.Uint32(b[36:])
	at, length := int(le.Uint16(b[40:])), int(le.Uint16(b[42:]))
	end := len(b)
	if flags&isRoot != 0 {
		end -= treeInfo
	}
	start := nodeHeader + at + length
	if start > end {
		return node{}, errMalformed
	}
	n := node{
		b: b, index: b[nodeHeader+at : start], keys: b[start:end], values: b[start:end],
		leaf: flags&isLeaf != 0, fixed: flags&fixedSize != 0,
	}
	if entry := n.entry(); int(count) > len(n.index)/entry {
		return node{}, errMalformed
	}
	n.n = int(count)
	return n, nil
}

// entry is the length of one entry in a node's index.
func (n node) entry() int {
	if n.fixed {
		return 4
	}
	return 8
}

// record gives key and value. Of records of fixed size the index does not tell the size; they get what follows.
func (n node) record(i int) (key, value []byte, err error) {
	le := binary.LittleEndian
	e := n.index[i*n.entry():]
	if n.fixed {
		from, back := int(le.Uint16(e)), int(le.Uint16(e[2:]))
		if from > len(n.keys) || back > len(n.values) {
			return nil, nil, errMalformed
		}
		return n.keys[from:], n.values[len(n.values)-back:], nil
	}
	from, length := int(le.Uint16(e)), int(le.Uint16(e[2:]))
	back, size := int(le.Uint16(e[4:])), int(le.Uint16(e[6:]))
	if from+length > len(n.keys) || back > len(n.values) || size > back {
		return nil, nil, errMalformed
	}
	at := len(n.values) - back
	return n.keys[from : from+length], n.values[at : at+size], nil
}

// scan visits the records that are looked for, in order: those for whose key place gives 0. It ends when visit says so.
func (t *tree) scan(place func(key []byte) int, visit func(key, value []byte) (bool, error)) error {
	s := search{t, place, visit}
	_, err := s.node(t.root, maxDepth)
	return err
}

type search struct {
	*tree
	place func([]byte) int
	visit func(key, value []byte) (bool, error)
}

// node visits below a node; more is false when the search is over.
func (s *search) node(number uint64, depth int) (more bool, err error) {
	if depth == 0 {
		return false, errMalformed
	}
	n, err := s.tree.node(number)
	if err != nil {
		return false, err
	}
	for i := range n.n {
		key, value, err := n.record(i)
		if err != nil {
			return false, err
		}
		order := s.place(key)
		if order > 0 {
			return false, nil
		}
		switch {
		case n.leaf && order == 0:
			more, err = s.visit(key, value)
		case !n.leaf && (order == 0 || !n.laterBefore(i, s.place)):
			more, err = s.child(value, depth)
		default:
			continue
		}
		if err != nil || !more {
			return false, err
		}
	}
	return true, nil
}

// laterBefore reports whether the next record still comes before what is looked for, so that this one leads nowhere.
func (n node) laterBefore(i int, place func([]byte) int) bool {
	if i+1 == n.n {
		return false
	}
	key, _, err := n.record(i + 1)
	return err == nil && place(key) < 0
}

func (s *search) child(value []byte, depth int) (bool, error) {
	if len(value) < 8 {
		return false, errMalformed
	}
	number := binary.LittleEndian.Uint64(value)
	if s.objects != nil {
		var err error
		if number, err = s.c.locate(s.objects, number); err != nil {
			return false, err
		}
	}
	return s.node(number, depth-1)
}
