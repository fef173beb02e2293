package sample

// hfsTree is a B-tree of HFS+ while it is written.
type hfsTree struct {
	nodeSize int
	nodes    [][]byte
}

// level packs records into nodes of one height and gives a record for each node, for the level above.
func (t *hfsTree) level(records []record, height uint16) []record {
	var above []record
	for len(records) > 0 {
		n, length := 0, 14
		for n < len(records) && length+records[n].length()+2*(n+2) <= t.nodeSize {
			length += records[n].length()
			n++
		}
		number := uint32(len(t.nodes))
		above = append(above, record{records[0].parent, records[0].name, be.AppendUint32(nil, number)})
		t.nodes = append(t.nodes, t.node(records[:n], height, number, len(above) > 1, n < len(records)))
		records = records[n:]
	}
	return above
}

func (r record) length() int { return len(r.key()) + len(r.value) + len(r.value)%2 }

// node writes records and, from the end, where each begins.
func (t *hfsTree) node(records []record, height uint16, number uint32, hasLeft, hasRight bool) []byte {
	const leaf = 0xff
	b := make([]byte, t.nodeSize)
	if hasRight {
		be.PutUint32(b, number+1)
	}
	if hasLeft {
		be.PutUint32(b[4:], number-1)
	}
	if height == 1 {
		b[8] = leaf
	}
	b[9] = byte(height)
	be.PutUint16(b[10:], uint16(len(records)))
	at := 14
	for i, r := range records {
		be.PutUint16(b[t.nodeSize-2*(i+1):], uint16(at))
		copy(b[at:], append(r.key(), r.value...))
		at += r.length()
	}
	be.PutUint16(b[t.nodeSize-2*(len(records)+1):], uint16(at))
	return b
}

type hfsHeader struct {
	depth                      uint16
	root, records, first, last uint32
	maxKey                     uint16
	compare                    byte
	attributes                 uint32
}

// header is the first node: it describes the tree and holds the map of its used nodes.
func (t *hfsTree) header(h hfsHeader) []byte {
	b := make([]byte, t.nodeSize)
	b[8] = 1 // header node
	be.PutUint16(b[10:], 3)
	be.PutUint16(b[14:], h.depth)
	be.PutUint32(b[16:], h.root)
	be.PutUint32(b[20:], h.records)
	be.PutUint32(b[24:], h.first)
	be.PutUint32(b[28:], h.last)
	be.PutUint16(b[32:], uint16(t.nodeSize))
	be.PutUint16(b[34:], h.maxKey)
	be.PutUint32(b[36:], uint32(len(t.nodes)))
	be.PutUint32(b[46:], uint32(t.nodeSize)) // grows by
	b[51] = h.compare
	be.PutUint32(b[52:], h.attributes)
	for i := range t.nodes {
		b[248+i/8] |= 0x80 >> (i % 8)
	}
	for i, at := range []int{14, 120, 248, t.nodeSize - 8} {
		be.PutUint16(b[t.nodeSize-2*(i+1):], uint16(at))
	}
	return b
}
