package apple

import (
	"encoding/binary"

	"appdepot/models/installer/xmldoc"
)

// maxPlistText bounds the strings and data of a binary property list, counted as often as they are referred to.
const maxPlistText = 8 << 20

// bplist is a binary property list while it is walked: objects, a table of their offsets, and a trailer that says where
// both lie. Objects refer to each other by number, to the same one as often as they like.
type bplist struct {
	objects []byte // everything before the table
	table   []byte // offsets of objects
	width   int    // bytes of an offset
	refs    int    // bytes of an object number
	count   int
	nodes   int
	text    int
}

// walkBinaryPlist visits every object as often as a decoder would.
func walkBinaryPlist(b []byte) error {
	if len(b) < 40 {
		return errPlist
	}
	objects, trailer := b[:len(b)-32], b[len(b)-32:]
	count, top, table := binary.BigEndian.Uint64(trailer[8:]), binary.BigEndian.Uint64(trailer[16:]), binary.BigEndian.Uint64(trailer[24:])
	w := bplist{width: int(trailer[6]), refs: int(trailer[7]), nodes: maxPlistNodes, text: maxPlistText}
	if w.width < 1 || w.width > 8 || w.refs < 1 || w.refs > 8 || count > maxPlistNodes || table < 9 || table > uint64(len(objects)) {
		return errPlist
	}
	w.count, w.objects, w.table = int(count), objects[:table], objects[table:]
	if len(w.table) != w.count*w.width {
		return errPlist
	}
	return w.visit(top, xmldoc.MaxDepth)
}

// visit follows one object. Circles end at the depth.
func (w *bplist) visit(number uint64, depth int) error {
	if w.nodes--; w.nodes < 0 || depth < 0 || number >= uint64(w.count) {
		return errPlist
	}
	at := bigEndian(w.table[int(number)*w.width:][:w.width])
	if at >= uint64(len(w.objects)) {
		return errPlist
	}
	tag, rest := w.objects[at], w.objects[at+1:]
	kind, low := tag>>4, int(tag&15)
	switch kind {
	case 0x0: // false, true
		return sizeFits(rest, 0, low == 8 || low == 9)
	case 0x1: // integer
		return sizeFits(rest, 1<<low, low <= 4)
	case 0x2: // real
		return sizeFits(rest, 1<<low, low == 2 || low == 3)
	case 0x3: // date
		return sizeFits(rest, 8, low == 3)
	case 0x8: // UID
		return sizeFits(rest, low+1, low < 8)
	}
	count, rest, ok := countOf(low, rest)
	if !ok {
		return errPlist
	}
	switch kind {
	case 0x4, 0x5: // data, ASCII
		w.text -= count
		return sizeFits(rest, count, w.text >= 0)
	case 0x6: // UTF-16
		w.text -= 2 * count
		return sizeFits(rest, 2*count, w.text >= 0)
	case 0xa: // array
		return w.list(rest, count, depth)
	case 0xd: // dictionary: all keys, then all values
		return w.list(rest, 2*count, depth)
	}
	return errPlist
}

func (w *bplist) list(refs []byte, count, depth int) error {
	w.nodes -= containerCost
	if count > len(refs)/w.refs {
		return errPlist
	}
	for i := range count {
		if err := w.visit(bigEndian(refs[i*w.refs:][:w.refs]), depth-1); err != nil {
			return err
		}
	}
	return nil
}

// sizeFits reports whether an object of a size, if that is right for its kind, ends before the others do.
func sizeFits(rest []byte, size int, right bool) error {
	if !right || size > len(rest) {
		return errPlist
	}
	return nil
}

// countOf reads how many elements an object has: in its tag, or in an integer after it.
func countOf(low int, rest []byte) (int, []byte, bool) {
	if low < 15 {
		return low, rest, true
	}
	if len(rest) < 1 || rest[0]>>4 != 1 || rest[0]&15 > 2 || len(rest) < 1+1<<(rest[0]&15) {
		return 0, nil, false
	}
	size := 1 << (rest[0] & 15)
	count := bigEndian(rest[1:][:size])
	return int(count), rest[1+size:], count <= maxPlistText
}

func bigEndian(b []byte) (n uint64) {
	for _, c := range b {
		n = n<<8 | uint64(c)
	}
	return n
}
