package hfsplus

import (
	"encoding/binary"
	"io"
)

const (
	maxNodes = 1 << 15 // nodes of a tree that are read in its life
	maxDepth = 16
	maxFork  = 1 << 31 // bytes of a tree; that of a million files has less
)

// btree is one of the trees of a volume: sorted records in nodes of one size.
type btree struct {
	r        io.ReaderAt
	nodeSize int
	nodes    uint32 // that the file has room for
	root     uint32
	read     int // nodes so far
}

func openTree(f *fork) (*btree, error) {
	head := make([]byte, 120)
	if n, err := f.ReadAt(head, 0); n < len(head) {
		return nil, err
	}
	t := &btree{r: f, nodeSize: int(binary.BigEndian.Uint16(head[32:])), root: binary.BigEndian.Uint32(head[16:])}
	if t.nodeSize < 512 || t.nodeSize&(t.nodeSize-1) != 0 || f.size > maxFork {
		return nil, errMalformed
	}
	t.nodes = uint32(f.size / int64(t.nodeSize))
	return t, nil
}

// node is one node as read: a list of records.
type node struct {
	b    []byte
	next uint32
	leaf bool
	n    int
}

func (t *btree) node(number uint32) (node, error) {
	if t.read++; number == 0 || number >= t.nodes || t.read > maxNodes {
		return node{}, errMalformed
	}
	b := make([]byte, t.nodeSize)
	if n, err := t.r.ReadAt(b, int64(number)*int64(t.nodeSize)); n < len(b) {
		return node{}, err
	}
	n := node{b: b, next: binary.BigEndian.Uint32(b), leaf: b[8] == 0xff, n: int(binary.BigEndian.Uint16(b[10:]))}
	if !n.leaf && b[8] != 0 || n.n > (t.nodeSize-14)/8 {
		return node{}, errMalformed
	}
	return n, nil
}

// record gives key, without its length, and value of a record.
func (n node) record(i int) (key, value []byte, err error) {
	offsets := n.b[len(n.b)-2*(i+2):]
	from, to := int(binary.BigEndian.Uint16(offsets[2:])), int(binary.BigEndian.Uint16(offsets))
	if from < 14 || to > len(n.b) || to-from < 2 {
		return nil, nil, errMalformed
	}
	r := n.b[from:to]
	length := int(binary.BigEndian.Uint16(r))
	if length > len(r)-2 {
		return nil, nil, errMalformed
	}
	return r[2 : 2+length], r[min(len(r), 2+length+length%2):], nil
}

// from visits the records in order, beginning at or shortly before the first one that is not before what is looked for;
// before tells that of a key. It ends when visit says so.
func (t *btree) from(before func(key []byte) bool, visit func(key, value []byte) (bool, error)) error {
	number := t.root
	if number == 0 {
		return nil // an empty tree
	}
	n, err := t.node(number)
	for depth := 0; err == nil && !n.leaf; depth++ {
		if depth == maxDepth {
			return errMalformed
		}
		if number, err = n.child(before); err == nil {
			n, err = t.node(number)
		}
	}
	for err == nil {
		for i := range n.n {
			key, value, err := n.record(i)
			if err != nil {
				return err
			}
			if before(key) {
				continue
			}
			if more, err := visit(key, value); err != nil || !more {
				return err
			}
		}
		if n.next == 0 {
			return nil
		}
		if n, err = t.node(n.next); err == nil && !n.leaf {
			return errMalformed
		}
	}
	return err
}

// child is the last one that begins before what is looked for.
func (n node) child(before func(key []byte) bool) (uint32, error) {
	var number uint32
	for i := range n.n {
		key, value, err := n.record(i)
		if err != nil || len(value) < 4 {
			return 0, errMalformed
		}
		if i > 0 && !before(key) {
			break
		}
		number = binary.BigEndian.Uint32(value)
	}
	return number, nil
}
