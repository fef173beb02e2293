package apfs

import (
	"encoding/binary"
	"io"

	"golang.org/x/text/unicode/norm"

	"appdepot/models/installer/disk"
	"appdepot/models/installer/disk/decmpfs"
)

// Types of records, in the top bits of their keys.
const (
	typeInode     = 3
	typeAttribute = 4
	typeExtent    = 8
	typeName      = 9
)

const (
	maxExtents    = 1 << 14   // pieces of one file
	maxAttributes = 1 << 8    // of one file
	idMask        = 1<<60 - 1 // of a key's first number
)

// records visits the records of one type of an object.
func (v *Volume) records(id uint64, kind uint64, visit func(key, value []byte) (bool, error)) error {
	return v.files.scan(func(key []byte) int {
		if len(key) < 8 {
			return -1
		}
		first := binary.LittleEndian.Uint64(key)
		if order := compare(first&idMask, id); order != 0 {
			return order
		}
		return compare(first>>60, kind)
	}, visit)
}

// List gives what a folder holds, at most disk.MaxEntries.
func (v *Volume) List(folder uint64) ([]disk.Entry, error) {
	le := binary.LittleEndian
	var found []disk.Entry
	err := v.records(folder, typeName, func(key, value []byte) (bool, error) {
		name, ok := v.readName(key[8:])
		if !ok || len(value) < 18 {
			return true, nil
		}
		e := disk.Entry{Name: norm.NFC.String(name), ID: le.Uint64(value)}
		const isFolder, isFile = 4, 8
		switch le.Uint16(value[16:]) & 15 {
		case isFolder:
			e.Kind = disk.Folder
		case isFile:
			e.Kind = disk.File
		}
		found = append(found, e)
		return len(found) < disk.MaxEntries, nil
	})
	return found, err
}

// readName reads a name with its length, which ends with a zero byte.
func (v *Volume) readName(b []byte) (string, bool) {
	head, length := 2, 0
	if v.hashed {
		head = 4
	}
	if len(b) < head {
		return "", false
	}
	if v.hashed {
		length = int(binary.LittleEndian.Uint32(b) & 1023)
	} else {
		length = int(binary.LittleEndian.Uint16(b))
	}
	if length < 2 || length > len(b)-head {
		return "", false
	}
	return string(b[head : head+length-1]), true
}

// inode is what is known about a file.
type inode struct {
	content    uint64 // id of its extents
	size       int64
	compressed bool
}

func (v *Volume) inode(id uint64) (n inode, err error) {
	le := binary.LittleEndian
	found := false
	err = v.records(id, typeInode, func(_, value []byte) (bool, error) {
		if len(value) < 92 {
			return false, errMalformed
		}
		const compressed = 0x20
		n = inode{content: le.Uint64(value[8:]), compressed: le.Uint32(value[68:])&compressed != 0}
		n.size, found = streamSize(value[92:]), true
		return false, nil
	})
	if err == nil && !found {
		err = errMalformed
	}
	return n, err
}

// streamSize reads how long the content is from an inode's extended fields.
func streamSize(b []byte) int64 {
	le := binary.LittleEndian
	if len(b) < 4 {
		return 0
	}
	count := int(le.Uint16(b))
	if 4+4*count > len(b) {
		return 0
	}
	fields, data := b[4:4+4*count], b[4+4*count:]
	for ; len(fields) > 0; fields = fields[4:] {
		const stream = 8
		length := int(le.Uint16(fields[2:]))
		padded := (length + 7) &^ 7
		if fields[0] == stream && len(data) >= 8 {
			return int64(min(le.Uint64(data), 1<<62))
		}
		data = data[min(padded, len(data)):]
	}
	return 0
}

// Read gives the beginning of a file, at most limit bytes. The folder is where List found the entry.
func (v *Volume) Read(_ uint64, file disk.Entry, limit int) ([]byte, error) {
	n, err := v.inode(file.ID)
	if err != nil {
		return nil, err
	}
	if n.compressed {
		return v.readCompressed(file.ID, limit)
	}
	return v.readExtents(n.content, 0, min(n.size, int64(limit)))
}

// readExtents reads a part of a stream. What has no extent is a hole.
func (v *Volume) readExtents(id uint64, off, length int64) ([]byte, error) {
	if length > v.c.size {
		return nil, errMalformed
	}
	le := binary.LittleEndian
	b, end, extents := make([]byte, length), off+length, 0
	err := v.records(id, typeExtent, func(key, value []byte) (bool, error) {
		if extents++; len(key) < 16 || len(value) < 16 || extents > maxExtents {
			return false, errMalformed
		}
		at, size, block := le.Uint64(key[8:]), le.Uint64(value)&(1<<56-1), le.Uint64(value[8:])
		if at >= uint64(end) {
			return false, nil
		}
		from, to := max(int64(at), off), int64(min(at+size, uint64(end)))
		if block == 0 || from >= to {
			return true, nil
		}
		if block > uint64(v.c.size)/uint64(v.c.blockSize) {
			return false, errMalformed
		}
		part := b[from-off : to-off]
		if n, err := v.c.r.ReadAt(part, int64(block)*int64(v.c.blockSize)+from-int64(at)); n < len(part) {
			return false, err
		}
		return true, nil
	})
	return b, err
}

func (v *Volume) readCompressed(id uint64, limit int) ([]byte, error) {
	header, err := v.attribute(id, decmpfs.Attribute)
	if err != nil {
		return nil, err
	}
	resource, err := v.attribute(id, "com.apple.ResourceFork")
	if err != nil {
		return nil, err
	}
	return decmpfs.Read(header.inside, resource, resource.size, limit)
}

// attribute is an extended attribute: its content, or the stream that holds it.
type attribute struct {
	v       *Volume
	inside  []byte
	content uint64
	size    int64
}

func (v *Volume) attribute(id uint64, name string) (a attribute, err error) {
	le := binary.LittleEndian
	seen := 0
	err = v.records(id, typeAttribute, func(key, value []byte) (bool, error) {
		if seen++; len(key) < 10 || len(value) < 4 || seen > maxAttributes {
			return false, errMalformed
		}
		if length := int(le.Uint16(key[8:])); length != len(name)+1 || len(key) < 10+length || string(key[10:10+length-1]) != name {
			return true, nil
		}
		const stream = 1
		data := value[4:]
		if le.Uint16(value)&stream == 0 {
			a = attribute{inside: data[:min(int(le.Uint16(value[2:])), len(data))]}
			a.size = int64(len(a.inside))
			return false, nil
		}
		if len(data) < 16 {
			return false, errMalformed
		}
		a = attribute{v: v, content: le.Uint64(data), size: int64(min(le.Uint64(data[8:]), uint64(v.c.size)))}
		return false, nil
	})
	return a, err
}

// ReadAt reads the attribute's content.
func (a attribute) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 || off > a.size || int64(len(p)) > a.size-off {
		return 0, io.ErrUnexpectedEOF
	}
	if a.v == nil {
		return copy(p, a.inside[off:]), nil
	}
	b, err := a.v.readExtents(a.content, off, int64(len(p)))
	if err != nil {
		return 0, err
	}
	return copy(p, b), nil
}
