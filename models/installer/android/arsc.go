package android

import (
	"cmp"
	"errors"
	"slices"
	"sort"

	"appdepot/models/installer/input"
)

const (
	maxTypes      = 1 << 16 // type chunks in one table
	maxCandidates = 512     // values looked at for one question
	maxLookups    = 64      // resources looked at for one question
	maxReferences = 8       // references followed in a row
	flagSparse    = 0x01
	flagOffset16  = 0x02
	flagComplex   = 0x01
	flagCompact   = 0x08
	noEntry       = 0xffffffff
)

// resources is a resource table (resources.arsc): for a resource id, a value per configuration.
type resources struct {
	pool  stringPool
	types []resourceType
}

// resourceType holds the values of one type of resource in one configuration.
type resourceType struct {
	id uint16 // package in the upper byte, type in the lower one, as in resource ids
	chunk
}

// candidate is a value and the configuration it is for.
type candidate struct {
	rank    int // 0: for every device and language; 1: for every language; 2: English; 3: another language
	density int // dots per inch; 0 when it fits every density
	value   value
}

func readResources(b input.Bytes) (*resources, error) {
	if b.U16(0) != chunkTable {
		return nil, errors.New("not a resource table")
	}
	t := &resources{}
	for c := range chunks(b[min(int(b.U16(2)), len(b)):]) {
		switch c.kind {
		case chunkStrings:
			if t.pool.data == nil {
				t.pool = newStringPool(c)
			}
		case chunkPackage:
			t.addPackage(c)
		}
	}
	if t.pool.data == nil {
		return nil, errors.New("no string pool")
	}
	return t, nil
}

func (t *resources) addPackage(p chunk) {
	for c := range p.inside() {
		if c.kind == chunkType && c.header >= 24 && len(t.types) < maxTypes {
			t.types = append(t.types, resourceType{uint16(p.data.U8(8))<<8 | uint16(c.data.U8(8)), c})
		}
	}
}

// candidates are the values of a resource in the table's order; references are followed.
func (t *resources) candidates(id uint32) []candidate {
	if t == nil {
		return nil
	}
	l := lookup{table: t}
	l.collect(id, maxReferences)
	return l.found
}

// lookup is one question to the table, with bounds that references in a circle cannot pass.
type lookup struct {
	table *resources
	found []candidate
	count int
}

func (l *lookup) collect(id uint32, hops int) {
	if l.count++; hops == 0 || l.count > maxLookups {
		return
	}
	for _, rt := range l.table.types {
		if uint32(rt.id) != id>>16 || len(l.found) >= maxCandidates {
			continue
		}
		v, ok := rt.entry(id&0xffff, l.table.pool)
		switch {
		case !ok:
		case v.isReference():
			l.collect(v.data, hops-1)
		default:
			l.found = append(l.found, candidate{rt.rank(), rt.density(), v})
		}
	}
}

// entry reads the simple value of one entry; bags (styles, arrays) have none.
func (rt resourceType) entry(index uint32, pool stringPool) (value, bool) {
	offset := rt.offset(index)
	at := int(rt.data.U32(16)) + int(offset)
	if offset == noEntry || at > len(rt.data)-8 {
		return value{}, false
	}
	flags := rt.data.U16(at + 2)
	switch {
	case flags&flagCompact != 0:
		v := value{kind: uint8(flags >> 8), data: rt.data.U32(at + 4)}
		if v.kind == valueString {
			v.text = pool.text(v.data)
		}
		return v, true
	case flags&flagComplex != 0:
		return value{}, false
	}
	return readValue(rt.data, at+int(rt.data.U16(at)), pool), true
}

// offset finds where an entry stands after the start of entries. Sparse types list index and offset in order, others an
// offset per index; the short form counts in units of four bytes.
func (rt resourceType) offset(index uint32) uint32 {
	count, flags := rt.data.U32(12), rt.data.U8(9)
	table := rt.data[rt.header:]
	switch {
	case flags&flagSparse != 0:
		n := min(int(count), len(table)/4)
		i := sort.Search(n, func(i int) bool { return uint32(table.U16(4*i)) >= index })
		if i == n || uint32(table.U16(4*i)) != index {
			return noEntry
		}
		return uint32(table.U16(4*i+2)) * 4
	case index >= count:
		return noEntry
	case flags&flagOffset16 != 0:
		if int(index) >= len(table)/2 || table.U16(2*int(index)) == 0xffff {
			return noEntry
		}
		return uint32(table.U16(2*int(index))) * 4
	case int(index) >= len(table)/4:
		return noEntry
	}
	return table.U32(4 * int(index))
}

// config is the configuration (ResTable_config) without its length: mobile network, language, screen, and so on.
func (rt resourceType) config() input.Bytes {
	length := int(rt.data.U32(20))
	if length < 4 || length > rt.header-20 {
		return nil
	}
	return rt.data[24 : 20+length]
}

func (rt resourceType) rank() int {
	config := rt.config()
	language := config.U16(4)
	switch {
	case language == 'e'|'n'<<8:
		return 2
	case language != 0:
		return 3
	case slices.ContainsFunc(config, func(b byte) bool { return b != 0 }):
		return 1
	}
	return 0
}

// density leaves out the marks for "any" and "none", which are no densities.
func (rt resourceType) density() int {
	if d := rt.config().U16(10); d < 0xfffe {
		return int(d)
	}
	return 0
}

// resolve gives the value of an attribute: itself, or what its reference means on a device of which nothing is known.
func (t *resources) resolve(v value) value {
	if !v.isReference() {
		return v
	}
	found := t.candidates(v.data)
	if len(found) == 0 {
		return value{}
	}
	return slices.MinFunc(found, func(a, b candidate) int { return cmp.Compare(a.rank, b.rank) }).value
}

// files are the paths of a drawable, the densest first.
func (t *resources) files(v value) []string {
	if v.kind == valueString {
		return []string{v.text}
	}
	found := t.candidates(v.data)
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(b.density, a.density) })
	var paths []string
	for _, c := range found {
		if c.value.kind == valueString && !slices.Contains(paths, c.value.text) {
			paths = append(paths, c.value.text)
		}
	}
	return paths
}
