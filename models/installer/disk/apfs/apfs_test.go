package apfs

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"testing"

	"appdepot/models/installer/disk"
	"appdepot/models/installer/disk/decmpfs"
)

var le = binary.LittleEndian

const blockBytes = 4096

// record is a key and what it leads to.
type record struct{ key, value []byte }

func u64(values ...uint64) []byte {
	var b []byte
	for _, v := range values {
		b = le.AppendUint64(b, v)
	}
	return b
}

// object writes a block with its checksum.
func object(id, transaction uint64, fill func(b []byte)) []byte {
	b := make([]byte, blockBytes)
	le.PutUint64(b[8:], id)
	le.PutUint64(b[16:], transaction)
	fill(b)
	seal(b)
	return b
}

func seal(b []byte) {
	var low, high uint64
	for at := 8; at < len(b); at += 4 {
		low = (low + uint64(le.Uint32(b[at:]))) % 0xffffffff
		high = (high + low) % 0xffffffff
	}
	first := 0xffffffff - (low+high)%0xffffffff
	le.PutUint64(b, (0xffffffff-(low+first)%0xffffffff)<<32|first)
}

// nodeOf writes a node; records of fixed size have keys and values of 16 bytes.
func nodeOf(level uint16, root, fixed bool, records []record) []byte {
	return object(1, 1, func(b []byte) {
		flags, end, entry := uint16(0), len(b), 8
		if root {
			flags, end = 1, end-treeInfo
		}
		if level == 0 {
			flags |= 2
		}
		if fixed {
			flags, entry = flags|4, 4
		}
		le.PutUint16(b[32:], flags)
		le.PutUint16(b[34:], level)
		le.PutUint32(b[36:], uint32(len(records)))
		le.PutUint16(b[42:], uint16(entry*len(records)))
		keys, key, value := nodeHeader+entry*len(records), 0, 0
		for i, r := range records {
			copy(b[keys+key:], r.key)
			value += len(r.value)
			copy(b[end-value:], r.value)
			e := b[nodeHeader+entry*i:]
			if fixed {
				le.PutUint16(e, uint16(key))
				le.PutUint16(e[2:], uint16(value))
			} else {
				for j, v := range []int{key, len(r.key), value, len(r.value)} {
					le.PutUint16(e[2*j:], uint16(v))
				}
			}
			key += len(r.key)
		}
	})
}

// mapping is a record of an object map.
func mapping(id, transaction, block uint64) record {
	return record{u64(id, transaction), u64(uint64(blockBytes)<<32, block)}
}

func key(id uint64, kind uint64, rest ...byte) []byte { return append(u64(kind<<60|id), rest...) }

func nameRecord(folder, id uint64, name string, kind uint16) record {
	head := le.AppendUint32(nil, uint32(len(name)+1)|0xabc00)
	return record{key(folder, typeName, append(append(head, name...), 0)...), le.AppendUint16(u64(id, 0), kind)}
}

func inodeRecord(id, content uint64, size uint64, flags uint32) record {
	v := make([]byte, 92)
	le.PutUint64(v[8:], content)
	le.PutUint32(v[68:], flags)
	v = append(v, 2, 0, 56, 0, 4, 0, 5, 0, 8, 0, 40, 0) // two fields: a name of 5 bytes, a stream of 40
	v = append(append(v, "name\x00\x00\x00\x00"...), u64(size, 0, 0, 0, 0)...)
	return record{key(id, typeInode), v}
}

func attributeRecord(id uint64, name string, flags uint16, value []byte) record {
	k := le.AppendUint16(nil, uint16(len(name)+1))
	v := le.AppendUint16(le.AppendUint16(nil, flags), uint16(len(value)))
	return record{key(id, typeAttribute, append(append(k, name...), 0)...), append(v, value...)}
}

func extentRecord(content, at, length, block uint64) record {
	return record{key(content, typeExtent, u64(at)...), u64(length, block, 0)}
}

// Blocks of the test container.
const (
	checkpointAt = 1 + iota
	containerMapAt
	containerTreeAt
	volumeAt
	volumeMapAt
	volumeTreeAt
	rootNodeAt
	leftNodeAt
	rightNodeAt
	oldNodeAt
	contentAt
	blocks = contentAt + 3
)

// container has a folder "Übung.app" (16) with a file "plain" (17) in two pieces with a hole between them, a compressed file
// "small" (18), one whose content is in the resource fork, "large" (19), and a link (20).
func container() []byte {
	files := []record{
		nameRecord(disk.Root, 16, "U\u0308bung.app", 4),
		nameRecord(16, 17, "plain", 8), nameRecord(16, 18, "small", 8), nameRecord(16, 19, "large", 8), nameRecord(16, 20, "link", 10),
		inodeRecord(17, 30, 2*blockBytes+3, 0),
		inodeRecord(18, 31, 0, 0x20),
		attributeRecord(18, decmpfs.Attribute, 2, append([]byte("fpmc\x01\x00\x00\x00\x05\x00\x00\x00\x00\x00\x00\x00"), "Hello"...)),
		inodeRecord(19, 32, 0, 0x20),
		attributeRecord(19, "com.apple.ResourceFork", 1, u64(33, 20)),
		attributeRecord(19, decmpfs.Attribute, 2, []byte("fpmc\x0c\x00\x00\x00\x07\x00\x00\x00\x00\x00\x00\x00")),
		extentRecord(30, 0, blockBytes, contentAt), extentRecord(30, 2*blockBytes, blockBytes, contentAt+1),
		extentRecord(33, 0, blockBytes, contentAt+2),
	}
	slices.SortStableFunc(files, func(a, b record) int {
		x, y := le.Uint64(a.key), le.Uint64(b.key)
		if order := compare(x&idMask, y&idMask); order != 0 {
			return order
		}
		return compare(x>>60, y>>60)
	})
	half := len(files) / 2
	b := make([]byte, blocks*blockBytes)
	for at, block := range map[int][]byte{
		0: superblock(5, 99), checkpointAt: superblock(7, containerMapAt),
		containerMapAt:  object(containerMapAt, 7, func(b []byte) { le.PutUint64(b[48:], containerTreeAt) }),
		containerTreeAt: nodeOf(0, true, true, []record{mapping(400, 7, volumeAt)}),
		volumeAt:        volumeBlock(1),
		volumeMapAt:     object(volumeMapAt, 7, func(b []byte) { le.PutUint64(b[48:], volumeTreeAt) }),
		volumeTreeAt: nodeOf(0, true, true, []record{
			mapping(500, 7, rootNodeAt), mapping(501, 3, oldNodeAt), mapping(501, 6, leftNodeAt), mapping(501, 8, oldNodeAt), mapping(502, 7, rightNodeAt),
		}),
		rootNodeAt:    nodeOf(1, true, false, []record{{files[0].key, u64(501)}, {files[half].key, u64(502)}}),
		leftNodeAt:    nodeOf(0, false, false, files[:half]),
		rightNodeAt:   nodeOf(0, false, false, files[half:]),
		oldNodeAt:     nodeOf(0, false, false, nil),
		contentAt:     bytes.Repeat([]byte("a"), blockBytes),
		contentAt + 1: []byte("end, and what does not belong to the file"),
		contentAt + 2: append(le.AppendUint32(le.AppendUint32(nil, 8), 16), "\xffcontent"...),
	} {
		copy(b[at*blockBytes:], block)
	}
	return b
}

func superblock(transaction, objects uint64) []byte {
	return object(1, transaction, func(b []byte) {
		copy(b[32:], "NXSB")
		le.PutUint32(b[36:], blockBytes)
		le.PutUint32(b[104:], 1)
		le.PutUint64(b[112:], checkpointAt)
		le.PutUint64(b[160:], objects)
		le.PutUint32(b[180:], 2)
		le.PutUint64(b[184:], 400)
	})
}

func volumeBlock(flags uint64) []byte {
	return object(400, 7, func(b []byte) {
		copy(b[32:], "APSB")
		le.PutUint64(b[56:], 1)
		le.PutUint64(b[128:], volumeMapAt)
		le.PutUint64(b[136:], 500)
		le.PutUint64(b[264:], flags)
		copy(b[704:], "Sample")
	})
}

func mustOpen(t testing.TB, b []byte) *Volume {
	t.Helper()
	c, err := Open(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	all, err := c.Volumes()
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	return all[0]
}

func TestVolume(t *testing.T) {
	v := mustOpen(t, container())
	root, err := v.List(disk.Root)
	if err != nil || v.Name != "Sample" || !slices.Equal(root, []disk.Entry{{Name: "Übung.app", ID: 16, Kind: disk.Folder}}) {
		t.Fatalf("%q holds %v, %v", v.Name, root, err)
	}
	app, err := v.List(16)
	if err != nil || !slices.Equal(app, []disk.Entry{
		{Name: "plain", ID: 17, Kind: disk.File}, {Name: "small", ID: 18, Kind: disk.File}, {Name: "large", ID: 19, Kind: disk.File}, {Name: "link", ID: 20},
	}) {
		t.Fatalf("%v, %v", app, err)
	}
	plain := slices.Concat(bytes.Repeat([]byte("a"), blockBytes), make([]byte, blockBytes), []byte("end"))
	for i, want := range [][]byte{plain, []byte("Hello"), []byte("content")} {
		if got, err := v.Read(16, app[i], 1<<20); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %q, %v", app[i].Name, got, err)
		}
	}
	if got, err := v.Read(16, app[0], 10); err != nil || string(got) != "aaaaaaaaaa" {
		t.Errorf("beginning: %q, %v", got, err)
	}
	if _, err := v.Read(16, disk.Entry{ID: 99}, 10); err == nil {
		t.Error("a file that is not there was read")
	}
}

func TestOtherContainers(t *testing.T) {
	encrypted := container()
	copy(encrypted[volumeAt*blockBytes:], volumeBlock(0))
	broken := container()
	broken[checkpointAt*blockBytes+500] ^= 1 // the newest superblock; the older one leads nowhere
	circle := container()
	copy(circle[rightNodeAt*blockBytes:], nodeOf(1, false, false, []record{{key(0, 0), u64(500)}}))
	for name, c := range map[string]struct {
		b    []byte
		want error
	}{
		"nothing": {nil, ErrNone}, "zeros": {make([]byte, 8192), ErrNone}, "cut": {container()[:2*blockBytes], errMalformed},
		"encrypted": {encrypted, ErrEncrypted}, "checksum": {broken, errMalformed}, "circle": {circle, errMalformed},
	} {
		m, err := Open(bytes.NewReader(c.b), int64(len(c.b)))
		if err == nil {
			var all []*Volume
			if all, err = m.Volumes(); err == nil {
				_, err = all[0].List(30)
			}
		}
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func FuzzContainer(f *testing.F) {
	f.Add(container())
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := Open(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return
		}
		all, _ := c.Volumes()
		for _, v := range all {
			for _, folder := range []uint64{disk.Root, 16} {
				entries, _ := v.List(folder)
				for _, e := range entries[:min(len(entries), 20)] {
					if got, err := v.Read(folder, e, 10_000); err == nil && len(got) > 10_000 {
						t.Errorf("%d bytes", len(got))
					}
				}
			}
		}
	})
}
