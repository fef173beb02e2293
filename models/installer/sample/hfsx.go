package sample

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"io"
	"slices"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
)

// A volume of HFSX, the form of HFS+ that compares names byte by byte: Apple's Technical Note TN1150. Every file lies in one
// piece, and there is room for nothing more.
const (
	hfsBlock     = 4096
	hfsNode      = 8192
	hfsRoot      = 2  // id of the root folder; it lies in the folder 1, which does not exist
	hfsFirstUser = 16 // first id of files that are not the volume's own
)

var be = binary.BigEndian

// item is a file, or a folder when it has neither data nor noise.
type item struct {
	name     string
	data     []byte
	noise    int64  // random bytes that the file consists of instead of data
	mode     uint16 // of a file: 0644 when zero
	children []*item
	id       uint32
	first    uint32 // block
}

func folder(name string, children ...*item) *item { return &item{name: name, children: children} }

func (e *item) isFile() bool { return e.data != nil || e.noise > 0 }

func (e *item) length() int64 { return int64(len(e.data)) + e.noise }

func blocksOf(length int64) uint32 { return uint32((length + hfsBlock - 1) / hfsBlock) }

// record is a key of the catalog and what it leads to.
type record struct {
	parent uint32
	name   []uint16
	value  []byte
}

func (r record) key() []byte {
	b := be.AppendUint32(nil, r.parent)
	b = be.AppendUint16(b, uint16(len(r.name)))
	for _, u := range r.name {
		b = be.AppendUint16(b, u)
	}
	return append(be.AppendUint16(nil, uint16(len(b))), b...)
}

// hfsx makes a volume of a root folder, whose name is the volume's, and gives its length as well.
func hfsx(root *item) (io.Reader, int64) {
	v := &hfsVolume{next: hfsFirstUser}
	root.id = hfsRoot
	v.number(root)
	v.add(1, root) // once to learn the length of the catalog, which does not depend on where files lie
	v.catalog = blocksOf(int64(len(v.tree())))
	for v.bitmap = 1; ; v.bitmap = blocksOf(int64(v.total+7) / 8) {
		v.place()
		if v.total <= v.bitmap*hfsBlock*8 {
			break
		}
	}
	v.records = nil
	v.add(1, root)
	parts := []io.Reader{bytes.NewReader(v.head())}
	for _, f := range v.files {
		padding := int64(blocksOf(f.length()))*hfsBlock - f.length()
		parts = append(parts, bytes.NewReader(f.data), randomBytes(f.noise), bytes.NewReader(make([]byte, padding)))
	}
	last := make([]byte, hfsBlock)
	copy(last[hfsBlock-1024:], v.header())
	return io.MultiReader(append(parts, bytes.NewReader(last))...), int64(v.total) * hfsBlock
}

// hfsVolume is laid out as boot block, bitmap, tree of extents, catalog, files, and a block for the copy of the header.
type hfsVolume struct {
	next            uint32
	files           []*item
	folders         uint32 // without the root
	records         []record
	bitmap, catalog uint32 // blocks
	total           uint32 // blocks
}

// number gives ids to everything below a folder.
func (v *hfsVolume) number(dir *item) {
	for _, e := range dir.children {
		e.id = v.next
		v.next++
		if e.isFile() {
			v.files = append(v.files, e)
			continue
		}
		v.folders++
		v.number(e)
	}
}

// place lays the files one after another.
func (v *hfsVolume) place() {
	v.total = 2 + v.bitmap + v.catalog
	for _, f := range v.files {
		f.first = v.total
		v.total += blocksOf(f.length())
	}
	v.total++
}

// add makes the records of an entry and of all below it.
func (v *hfsVolume) add(parent uint32, e *item) {
	const folderRecord, fileRecord, folderThread, fileThread = 1, 2, 3, 4
	name := utf16.Encode([]rune(norm.NFD.String(e.name))) // as volumes keep names
	kind, thread, value := uint16(folderRecord), uint16(folderThread), make([]byte, 88)
	if e.isFile() {
		kind, thread, value = fileRecord, fileThread, make([]byte, 248)
		be.PutUint16(value[42:], 0x8000|cmp.Or(e.mode, 0o644))
		fork(value[88:], e.length(), e.first)
		be.PutUint16(value[2:], 2) // has a thread
	} else {
		be.PutUint32(value[4:], uint32(len(e.children)))
		be.PutUint16(value[42:], 0x4000|0o755)
	}
	be.PutUint16(value, kind)
	be.PutUint32(value[8:], e.id)
	v.records = append(v.records, record{parent, name, value})
	back := be.AppendUint32(be.AppendUint16(nil, thread), parent)
	back = slices.Insert(back, 2, 0, 0)
	back = be.AppendUint16(back, uint16(len(name)))
	for _, u := range name {
		back = be.AppendUint16(back, u)
	}
	v.records = append(v.records, record{e.id, nil, back})
	for _, child := range e.children {
		v.add(e.id, child)
	}
}

// fork writes how long a file is and where it lies.
func fork(b []byte, length int64, first uint32) {
	be.PutUint64(b, uint64(length))
	be.PutUint32(b[12:], blocksOf(length))
	be.PutUint32(b[16:], first)
	be.PutUint32(b[20:], blocksOf(length))
}

// tree packs the records into the catalog's nodes: the header, the leaves, then level by level the indexes.
func (v *hfsVolume) tree() []byte {
	slices.SortFunc(v.records, func(a, b record) int {
		return cmp.Or(cmp.Compare(a.parent, b.parent), slices.Compare(a.name, b.name))
	})
	t := &hfsTree{nodeSize: hfsNode, nodes: [][]byte{nil}}
	level := t.level(v.records, 1)
	first, last := uint32(1), uint32(len(t.nodes)-1)
	height := uint16(1)
	for len(level) > 1 {
		height++
		level = t.level(level, height)
	}
	const binaryCompare, bigKeys, variableIndexKeys = 0xbc, 2, 4
	t.nodes[0] = t.header(hfsHeader{
		depth: height, root: uint32(len(t.nodes) - 1), records: uint32(len(v.records)), first: first, last: last,
		maxKey: 516, compare: binaryCompare, attributes: bigKeys | variableIndexKeys,
	})
	return slices.Concat(t.nodes...)
}

// head is what stands before the files.
func (v *hfsVolume) head() []byte {
	b := make([]byte, (2+v.bitmap+v.catalog)*hfsBlock)
	copy(b[1024:], v.header())
	used := b[hfsBlock:]
	for i := range v.total { // nothing is free
		used[i/8] |= 0x80 >> (i % 8)
	}
	extents := &hfsTree{nodeSize: hfsBlock, nodes: [][]byte{nil}}
	copy(b[(1+v.bitmap)*hfsBlock:], extents.header(hfsHeader{maxKey: 10, attributes: 2}))
	copy(b[(2+v.bitmap)*hfsBlock:], v.tree())
	return b
}

func (v *hfsVolume) header() []byte {
	h := make([]byte, 512)
	copy(h, "HX\x00\x05")
	be.PutUint32(h[4:], 1<<8) // unmounted properly
	copy(h[8:], "10.0")
	for at, value := range map[int]uint32{
		16: hfsEpoch, 20: hfsEpoch, 28: hfsEpoch, 32: uint32(len(v.files)), 36: v.folders, 40: hfsBlock, 44: v.total,
		56: hfsBlock, 60: hfsBlock, 64: v.next, 68: 1,
	} {
		be.PutUint32(h[at:], value)
	}
	fork(h[112:], int64(v.bitmap)*hfsBlock, 1)
	fork(h[192:], hfsBlock, 1+v.bitmap)
	fork(h[272:], int64(v.catalog)*hfsBlock, 2+v.bitmap)
	return h
}

const hfsEpoch = 0xda319180 // 1 January 2020 in seconds since 1904
