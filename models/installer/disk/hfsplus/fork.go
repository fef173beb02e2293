package hfsplus

import (
	"encoding/binary"
	"io"
	"unicode/utf16"
)

const maxExtents = 1 << 16 // pieces of one file

// fork is the content of a file: it lies in pieces, of which the first eight are known at once.
type fork struct {
	v      *Volume
	size   int64 // not more than the volume has
	id     uint32
	kind   byte // 0 data, 0xff resource
	pieces []extent
	blocks uint32 // in pieces
	whole  bool   // all pieces are known
}

// extent is a piece: blocks of the volume.
type extent struct{ first, count uint32 }

func (v *Volume) fork(b []byte, id uint32, kind byte) *fork {
	f := &fork{v: v, id: id, kind: kind, size: int64(min(binary.BigEndian.Uint64(b), uint64(v.size)))}
	f.add(b[16:80])
	return f
}

func (f *fork) add(b []byte) {
	for ; len(b) >= 8; b = b[8:] {
		e := extent{binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])}
		if e.count == 0 {
			return
		}
		f.pieces = append(f.pieces, e)
		f.blocks += e.count
	}
}

func (f *fork) ReadAt(p []byte, off int64) (int, error) {
	n := 0
	for n < len(p) {
		at := off + int64(n)
		if at < 0 || at >= f.size {
			return n, io.EOF
		}
		where, left, err := f.find(at)
		if err != nil {
			return n, err
		}
		part := p[n:][:min(int64(len(p)-n), left, f.size-at)]
		m, err := f.v.r.ReadAt(part, where)
		n += m
		if m < len(part) {
			return n, err
		}
	}
	return n, nil
}

// find gives where a byte of the fork lies on the volume, and how many follow it there.
func (f *fork) find(at int64) (where, left int64, err error) {
	size := f.v.blockSize
	for {
		start := int64(0)
		for _, e := range f.pieces {
			length := int64(e.count) * size
			if at < start+length {
				where = int64(e.first)*size + at - start
				if where > f.v.size {
					return 0, 0, errMalformed
				}
				return where, start + length - at, nil
			}
			start += length
		}
		if err := f.overflow(); err != nil {
			return 0, 0, err
		}
	}
}

// overflow learns more pieces from the tree of extents.
func (f *fork) overflow() error {
	if f.whole || f.v.extents == nil || f.id == extentsFile {
		return errMalformed
	}
	f.whole = true
	known := f.blocks
	before := func(key []byte) bool {
		if len(key) < 10 {
			return true
		}
		id, kind, start := binary.BigEndian.Uint32(key[2:]), key[0], binary.BigEndian.Uint32(key[6:])
		return id < f.id || id == f.id && (kind < f.kind || kind == f.kind && start < known)
	}
	return f.v.extents.from(before, func(key, value []byte) (bool, error) {
		mine := binary.BigEndian.Uint32(key[2:]) == f.id && key[0] == f.kind && binary.BigEndian.Uint32(key[6:]) == f.blocks
		if mine && len(value) >= 64 && len(f.pieces) < maxExtents {
			f.add(value[:64])
		}
		return mine, nil
	})
}

// attribute gives an extended attribute that lies in the tree itself, nil when there is none.
func (v *Volume) attribute(id uint32, name string) (content []byte, err error) {
	const inline = 0x10
	units := utf16.Encode([]rune(name))
	err = v.attributes.from(func(key []byte) bool {
		return len(key) < 12 || binary.BigEndian.Uint32(key[2:]) < id
	}, func(key, value []byte) (bool, error) {
		if binary.BigEndian.Uint32(key[2:]) != id {
			return false, nil
		}
		if len(value) < 16 || binary.BigEndian.Uint32(value) != inline || !named(key[10:], units) {
			return true, nil
		}
		length := binary.BigEndian.Uint32(value[12:])
		if int64(length) > int64(len(value)-16) {
			return false, errMalformed
		}
		content = value[16 : 16+length]
		return false, nil
	})
	return content, err
}

func named(b []byte, units []uint16) bool {
	if len(b) < 2+2*len(units) || int(binary.BigEndian.Uint16(b)) != len(units) {
		return false
	}
	for i, u := range units {
		if binary.BigEndian.Uint16(b[2+2*i:]) != u {
			return false
		}
	}
	return true
}
