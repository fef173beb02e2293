package android

import (
	"errors"

	"appdepot/models/installer/input"
)

const (
	maxDepth        = 64 // nested XML elements; manifests use five levels
	attributeLength = 20
)

// element is the start of an XML element in Android's binary XML. Nothing is decoded before it is asked for.
type element struct {
	depth int         // 1 for the root
	data  input.Bytes // after the header: namespace, name, and where the attributes stand
	pool  stringPool
	ids   input.Bytes // resource ids of the first strings
}

func (e element) name() string { return e.pool.text(e.data.U32(4)) }

// attribute finds an attribute by its resource id, or, when id is 0, by its name: only attributes outside Android's
// namespace, such as package, have no resource id.
func (e element) attribute(id uint32, name string) value {
	start, size := int(e.data.U16(8)), int(e.data.U16(10))
	for i := range int(e.data.U16(12)) {
		at := start + i*size
		index := e.data.U32(at + 4)
		if e.id(index) == id && (id != 0 || e.pool.text(index) == name) {
			return readValue(e.data, at+12, e.pool)
		}
	}
	return value{}
}

func (e element) id(index uint32) uint32 {
	if int64(index)*4 >= int64(len(e.ids)) {
		return 0
	}
	return e.ids.U32(int(index) * 4)
}

// valid reports whether all attributes lie inside their element.
func (e element) valid() bool {
	start, size, count := int(e.data.U16(8)), int(e.data.U16(10)), int(e.data.U16(12))
	return count == 0 || size >= attributeLength && start+size*count <= len(e.data)
}

// readXML walks the elements of a binary XML document. The outer length is ignored, as Android ignores it.
func readXML(b input.Bytes, visit func(element)) error {
	if b.U16(0) != chunkXML {
		return errors.New("not binary XML")
	}
	var e element
	for c := range chunks(b[min(chunkHeader, len(b)):]) {
		switch c.kind {
		case chunkStrings:
			if e.pool.data == nil {
				e.pool = newStringPool(c)
			}
		case chunkIDs:
			e.ids = c.data[c.header:]
		case chunkElement:
			e.data = c.data[c.header:]
			if e.depth++; e.depth > maxDepth || !e.valid() {
				return errors.New("elements nested too deeply or attributes outside their element")
			}
			visit(e)
		case chunkEnd:
			e.depth--
		}
	}
	return nil
}
