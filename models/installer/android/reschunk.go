package android

import (
	"iter"
	"unicode/utf16"

	"appdepot/models/installer/input"
)

// Android's binary resources (AndroidManifest.xml and resources.arsc) are nested chunks of type u16, header length u16,
// length u32, little endian: frameworks/base/libs/androidfw/include/androidfw/ResourceTypes.h.
const (
	chunkStrings  = 0x0001
	chunkTable    = 0x0002
	chunkXML      = 0x0003
	chunkElement  = 0x0102
	chunkEnd      = 0x0103
	chunkIDs      = 0x0180
	chunkPackage  = 0x0200
	chunkType     = 0x0201
	chunkHeader   = 8
	flagUTF8      = 0x100
	stringsHeader = 28
	maxString     = 8 * input.MaxText // units of a string that are read
)

// chunk is one chunk with its header.
type chunk struct {
	kind   uint16
	header int // length of the header, at least 8 and within data
	data   input.Bytes
}

// chunks walks the chunks that follow each other in b and stops at the first that does not fit.
func chunks(b input.Bytes) iter.Seq[chunk] {
	return func(yield func(chunk) bool) {
		for len(b) >= chunkHeader {
			header, length := int(b.U16(2)), int(b.U32(4))
			if header < chunkHeader || length < header || length > len(b) {
				return
			}
			if !yield(chunk{b.U16(0), header, b[:length]}) {
				return
			}
			b = b[length:]
		}
	}
}

// inside are the chunks within a chunk.
func (c chunk) inside() iter.Seq[chunk] { return chunks(c.data[c.header:]) }

// stringPool decodes strings when they are asked for.
type stringPool struct {
	data  input.Bytes
	count uint32
	utf8  bool
}

func newStringPool(c chunk) stringPool {
	p := stringPool{data: c.data, count: c.data.U32(8), utf8: c.data.U32(16)&flagUTF8 != 0}
	if c.header != stringsHeader || int64(p.count) > int64(len(c.data)-stringsHeader)/4 {
		p.count = 0
	}
	return p
}

// text gives one string, "" for an index or an offset outside.
func (p stringPool) text(index uint32) string { return p.most(index, maxString) }

// most gives so many units of one string at most.
func (p stringPool) most(index uint32, units int) string {
	if index >= p.count {
		return ""
	}
	at := int(p.data.U32(20)) + int(p.data.U32(stringsHeader+4*int(index)))
	if at >= len(p.data) {
		return ""
	}
	if p.utf8 {
		return p.text8(at, units)
	}
	return p.text16(at, units)
}

// text8 reads a length in characters, a length in bytes, each one byte or two, then UTF-8.
func (p stringPool) text8(at, units int) string {
	skip := func() int {
		n := int(p.data.U8(at))
		at++
		if n&0x80 != 0 {
			n = n&0x7f<<8 | int(p.data.U8(at))
			at++
		}
		return n
	}
	skip()
	length := skip()
	if at > len(p.data)-length {
		return ""
	}
	return string(p.data[at : at+min(length, units)])
}

func (p stringPool) text16(at, most int) string {
	length := int(p.data.U16(at))
	at += 2
	if length&0x8000 != 0 {
		length = length&0x7fff<<16 | int(p.data.U16(at))
		at += 2
	}
	if length > (len(p.data)-at)/2 {
		return ""
	}
	units := make([]uint16, min(length, most))
	for i := range units {
		units[i] = p.data.U16(at + 2*i)
	}
	return string(utf16.Decode(units))
}

// The types of a value that matter here.
const (
	valueReference  = 0x01
	valueString     = 0x03
	valueFloat      = 0x04
	valueDimension  = 0x05
	valueFraction   = 0x06
	valueDynamic    = 0x07 // a reference that is given its package when it is loaded
	valueFirstInt   = 0x10
	valueFirstColor = 0x1c
	valueLastInt    = 0x1f
)

// value is a typed value (Res_value); text is set for strings.
type value struct {
	kind uint8
	data uint32
	text string
}

func (v value) isReference() bool {
	return (v.kind == valueReference || v.kind == valueDynamic) && v.data != 0
}

func (v value) isInteger() bool { return v.kind >= valueFirstInt && v.kind <= valueLastInt }

// readValue reads a Res_value of 8 bytes.
func readValue(b input.Bytes, at int, pool stringPool) value {
	v := value{kind: b.U8(at + 3), data: b.U32(at + 4)}
	if v.kind == valueString {
		v.text = pool.text(v.data)
	}
	return v
}
