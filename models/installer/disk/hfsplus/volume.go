package hfsplus

import (
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"appdepot/models/installer/disk"
	"appdepot/models/installer/disk/decmpfs"
)

var (
	// ErrNone means that there is no volume of this kind.
	ErrNone = errors.New("hfsplus: no volume")
	// ErrClassic means that the volume is HFS as it was before HFS+.
	ErrClassic = errors.New("hfsplus: volume of classic HFS")

	errMalformed = errors.New("hfsplus: volume is malformed")
)

// Volume is a file system.
type Volume struct {
	Name string

	r          io.ReaderAt
	size       int64
	blockSize  int64
	extents    *btree // nil when there is none
	catalog    *btree
	attributes *btree // nil when there is none
}

const (
	headerAt     = 1024
	headerLength = 512

	// Ids of the volume's own files.
	extentsFile    = 3
	catalogFile    = 4
	attributesFile = 8
)

// Open reads a volume's header and where its trees are. HFS+ may lie inside a volume of classic HFS.
func Open(r io.ReaderAt, size int64) (*Volume, error) {
	h := make([]byte, headerLength)
	if n, err := r.ReadAt(h, headerAt); n < len(h) {
		if err == io.EOF {
			return nil, ErrNone
		}
		return nil, err
	}
	be := binary.BigEndian
	if string(h[:2]) == "BD" {
		start, length := embedded(h)
		if length == 0 || start < 1 || start > size-length {
			return nil, ErrClassic
		}
		return open(io.NewSectionReader(r, start, length), length)
	}
	if s := string(h[:2]); s != "H+" && s != "HX" {
		return nil, ErrNone
	}
	v := &Volume{r: r, size: size, blockSize: int64(be.Uint32(h[40:]))}
	if v.blockSize < 512 || v.blockSize > 1<<20 || v.blockSize&(v.blockSize-1) != 0 {
		return nil, errMalformed
	}
	return v, v.openTrees(h)
}

// open opens the inner volume; it holds no other.
func open(r io.ReaderAt, size int64) (*Volume, error) {
	var b [2]byte
	if n, err := r.ReadAt(b[:], headerAt); n < 2 || b[0] != 'H' {
		return nil, errors.Join(ErrClassic, err)
	}
	return Open(r, size)
}

// embedded gives where HFS+ lies in the volume of HFS that a header describes.
func embedded(h []byte) (start, length int64) {
	be := binary.BigEndian
	if string(h[0x7c:0x7e]) != "H+" {
		return 0, 0
	}
	unit := int64(be.Uint32(h[20:]))
	first, count := int64(be.Uint16(h[0x7e:])), int64(be.Uint16(h[0x80:]))
	return int64(be.Uint16(h[28:]))*512 + first*unit, count * unit
}

func (v *Volume) openTrees(h []byte) (err error) {
	if f := v.fork(h[192:272], extentsFile, 0); f.size > 0 {
		if v.extents, err = openTree(f); err != nil {
			return err
		}
	}
	if v.catalog, err = openTree(v.fork(h[272:352], catalogFile, 0)); err != nil {
		return err
	}
	if f := v.fork(h[352:432], attributesFile, 0); f.size > 0 {
		if v.attributes, err = openTree(f); err != nil {
			return err
		}
	}
	// The root folder's thread holds its name, which is the volume's.
	return v.catalog.from(beforeFolder(disk.Root), func(_, value []byte) (bool, error) {
		if len(value) > 10 && binary.BigEndian.Uint16(value) == folderThread {
			v.Name, _ = readName(value[8:])
		}
		return false, nil
	})
}

// beforeFolder tells the keys of the catalog that come before everything in a folder.
func beforeFolder(id uint32) func([]byte) bool {
	return func(key []byte) bool { return len(key) < 4 || binary.BigEndian.Uint32(key) < id }
}

// Kinds of records in the catalog.
const (
	folderRecord = 1
	fileRecord   = 2
	folderThread = 3
)

// List gives what a folder holds, at most disk.MaxEntries. Names are composed, as people type them, and a slash in one is a
// colon, as paths show it.
func (v *Volume) List(folder uint64) ([]disk.Entry, error) {
	var found []disk.Entry
	err := v.records(folder, func(key, value []byte) bool {
		if name, ok := readName(key[4:]); ok && name != "" {
			if e, ok := entryOf(name, value); ok {
				found = append(found, e)
			}
		}
		return len(found) < disk.MaxEntries
	})
	return found, err
}

// records visits the records of a folder until visit says so.
func (v *Volume) records(folder uint64, visit func(key, value []byte) bool) error {
	if folder > 0xffffffff {
		return errMalformed
	}
	return v.catalog.from(beforeFolder(uint32(folder)), func(key, value []byte) (bool, error) {
		if binary.BigEndian.Uint32(key) != uint32(folder) || len(value) < 2 {
			return false, nil
		}
		return visit(key, value), nil
	})
}

func entryOf(name string, value []byte) (disk.Entry, bool) {
	e := disk.Entry{Name: name}
	switch kind := binary.BigEndian.Uint16(value); {
	case kind == folderRecord && len(value) >= 12:
		e.Kind = disk.Folder
	case kind == fileRecord && len(value) >= 248:
		if isPlain(value) {
			e.Kind = disk.File
		}
	default:
		return e, false
	}
	e.ID = uint64(binary.BigEndian.Uint32(value[8:]))
	return e, true
}

// isPlain reports whether a file is neither a symbolic nor a hard link.
func isPlain(value []byte) bool {
	kind := binary.BigEndian.Uint16(value[42:]) & 0xf000
	finder := string(value[48:52])
	return (kind == 0x8000 || kind == 0) && finder != "slnk" && finder != "hlnk"
}

func readName(b []byte) (string, bool) {
	if len(b) < 2 {
		return "", false
	}
	n := int(binary.BigEndian.Uint16(b))
	if n > 255 || 2+2*n > len(b) {
		return "", false
	}
	units := make([]uint16, n)
	for i := range units {
		units[i] = binary.BigEndian.Uint16(b[2+2*i:])
	}
	return strings.ReplaceAll(norm.NFC.String(string(utf16.Decode(units))), "/", ":"), true
}

// Read gives the beginning of a file, at most limit bytes. The folder is where List found the entry.
func (v *Volume) Read(folder uint64, file disk.Entry, limit int) ([]byte, error) {
	var record []byte
	err := v.records(folder, func(_, value []byte) bool {
		if binary.BigEndian.Uint16(value) == fileRecord && len(value) >= 248 && uint64(binary.BigEndian.Uint32(value[8:])) == file.ID {
			record = value
		}
		return record == nil
	})
	if err != nil {
		return nil, err
	}
	if record == nil {
		return nil, errMalformed
	}
	const compressed = 0x20 // in the owner's flags
	id := uint32(file.ID)
	if record[41]&compressed != 0 && v.attributes != nil {
		header, err := v.attribute(id, decmpfs.Attribute)
		if err != nil {
			return nil, err
		}
		resource := v.fork(record[168:248], id, 0xff)
		return decmpfs.Read(header, resource, resource.size, limit)
	}
	data := v.fork(record[88:168], id, 0)
	b := make([]byte, min(int64(limit), data.size))
	n, err := data.ReadAt(b, 0)
	if n < len(b) {
		return nil, err
	}
	return b, nil
}
