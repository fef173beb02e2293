package hfsplus

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"testing"
	"unicode/utf16"

	"appdepot/models/installer/disk"
	"appdepot/models/installer/disk/decmpfs"
	"appdepot/models/installer/disk/udif"
	"appdepot/models/installer/sample"
)

// volume takes the volume out of a sample disk image.
func volume(t testing.TB, o sample.DMGOptions) []byte {
	t.Helper()
	image := sample.DMG(o)
	m, err := udif.Open(bytes.NewReader(image), int64(len(image)))
	if err != nil {
		t.Fatal(err)
	}
	b := make([]byte, m.Size())
	if _, err := m.ReadAt(b, 0); err != nil {
		t.Fatal(err)
	}
	return b
}

func mustOpen(t testing.TB, b []byte) *Volume {
	t.Helper()
	v, err := Open(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func names(t testing.TB, v *Volume, folder uint64) []string {
	t.Helper()
	entries, err := v.List(folder)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name)
	}
	return all
}

func find(t testing.TB, v *Volume, folder uint64, name string) disk.Entry {
	t.Helper()
	entries, err := v.List(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name == name {
			return e
		}
	}
	t.Fatalf("no %s in %v", name, entries)
	return disk.Entry{}
}

func TestVolume(t *testing.T) {
	content := bytes.Repeat([]byte("content "), 10_000)
	v := mustOpen(t, volume(t, sample.DMGOptions{
		Volume: "Gerät", Apps: []sample.App{{Name: "Übung", BundleID: "com.example"}}, Files: map[string][]byte{"a/b": content, "empty": nil},
	}))
	if v.Name != "Gerät" {
		t.Errorf("name %q", v.Name)
	}
	if got := names(t, v, disk.Root); !slices.Equal(got, []string{"Übung.app", "a:b", "empty"}) {
		t.Errorf("root holds %q", got)
	}
	file := find(t, v, disk.Root, "a:b")
	for _, limit := range []int{10, 5000, len(content), len(content) + 1} {
		got, err := v.Read(disk.Root, file, limit)
		if err != nil || !bytes.Equal(got, content[:min(limit, len(content))]) {
			t.Errorf("limit %d: %d bytes, %v", limit, len(got), err)
		}
	}
	if got, err := v.Read(disk.Root, find(t, v, disk.Root, "empty"), 10); err != nil || len(got) != 0 {
		t.Errorf("empty file: %q, %v", got, err)
	}
	if got := names(t, v, find(t, v, disk.Root, "Übung.app").ID); !slices.Equal(got, []string{"Contents"}) {
		t.Errorf("app holds %q", got)
	}
	if got := names(t, v, 99_999); got != nil {
		t.Errorf("a folder that is not there holds %q", got)
	}
	if _, err := v.Read(disk.Root, disk.Entry{ID: 99_999}, 10); err == nil {
		t.Error("a file that is not there was read")
	}
}

// A catalog of several levels is searched, not read whole.
func TestManyFolders(t *testing.T) {
	var o sample.DMGOptions
	for i := range 500 {
		o.Apps = append(o.Apps, sample.App{Name: fmt.Sprintf("App %03d", i)})
	}
	v := mustOpen(t, volume(t, o))
	if got := names(t, v, disk.Root); len(got) != 500 || got[499] != "App 499.app" {
		t.Fatalf("%d entries", len(got))
	}
	read := v.catalog.read
	app := find(t, v, disk.Root, "App 321.app")
	v.catalog.read = 0
	if got := names(t, v, app.ID); !slices.Equal(got, []string{"Contents"}) || v.catalog.read > 5 {
		t.Errorf("app holds %q, %d nodes read; the root took %d", got, v.catalog.read, read)
	}
}

// leaf is a tree of one leaf with records; node 0 is the header.
func leaf(records ...[2][]byte) *btree {
	const size = 4096
	b := make([]byte, 2*size)
	n := b[size:]
	n[8] = 0xff
	binary.BigEndian.PutUint16(n[10:], uint16(len(records)))
	at := 14
	for i, r := range records {
		binary.BigEndian.PutUint16(n[size-2*(i+1):], uint16(at))
		binary.BigEndian.PutUint16(n[at:], uint16(len(r[0])))
		at += 2 + copy(n[at+2:], r[0])
		at += copy(n[at:], r[1])
	}
	binary.BigEndian.PutUint16(n[size-2*(len(records)+1):], uint16(at))
	return &btree{r: bytes.NewReader(b), nodeSize: size, nodes: 2, root: 1}
}

// extents writes pieces; there is room for eight.
func extents(pieces ...extent) []byte {
	b := make([]byte, 64)
	for i, e := range pieces {
		binary.BigEndian.PutUint32(b[8*i:], e.first)
		binary.BigEndian.PutUint32(b[8*i+4:], e.count)
	}
	return b
}

// A file in more than eight pieces has the others in the tree of extents.
func TestOverflowingExtents(t *testing.T) {
	var content, onDisk []byte
	for i := range 10 {
		block := bytes.Repeat([]byte{byte('a' + i)}, 512)
		content, onDisk = append(content, block...), append(append(onDisk, make([]byte, 512)...), block...)
	}
	piece := func(i uint32) extent { return extent{2*i + 1, 1} }
	key := func(kind byte, id, start uint32) []byte {
		return binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte{kind, 0}, id), start)
	}
	v := &Volume{r: bytes.NewReader(onDisk), size: int64(len(onDisk)), blockSize: 512}
	v.extents = leaf(
		[2][]byte{key(0, 19, 8), extents(extent{0, 5})}, [2][]byte{key(0, 20, 8), extents(piece(8), piece(9))},
		[2][]byte{key(0xff, 20, 8), extents(extent{0, 5})})
	head := binary.BigEndian.AppendUint64(nil, uint64(len(content)))
	head = append(append(head, make([]byte, 8)...), extents(piece(0), piece(1), piece(2), piece(3), piece(4), piece(5), piece(6), piece(7))...)
	got := make([]byte, len(content))
	if _, err := v.fork(head, 20, 0).ReadAt(got, 0); err != nil || !bytes.Equal(got, content) {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := v.fork(head, 21, 0).ReadAt(got, 0); err == nil {
		t.Error("a file without its last pieces was read")
	}
	if n, err := v.fork(head, 20, 0).ReadAt(got, 512); n != len(content)-512 || err != io.EOF {
		t.Errorf("to the end: %d, %v", n, err)
	}
}

func TestCompressedFile(t *testing.T) {
	b := volume(t, sample.DMGOptions{Files: map[string][]byte{"file": []byte("not this")}})
	v := mustOpen(t, b)
	file := find(t, v, disk.Root, "file")
	at := bytes.Index(b, binary.BigEndian.AppendUint32([]byte{0, fileRecord, 0, 2, 0, 0, 0, 0}, uint32(file.ID)))
	b[at+41] = 0x20
	attribute := binary.LittleEndian.AppendUint32([]byte("fpmc"), 1)
	attribute = append(binary.LittleEndian.AppendUint64(attribute, 5), "Hello"...)
	key := binary.BigEndian.AppendUint32(nil, uint32(file.ID))
	key = append([]byte{0, 0}, append(key, 0, 0, 0, 0)...)
	units := utf16.Encode([]rune(decmpfs.Attribute))
	key = binary.BigEndian.AppendUint16(key, uint16(len(units)))
	for _, u := range units {
		key = binary.BigEndian.AppendUint16(key, u)
	}
	value := append([]byte{0, 0, 0, 0x10, 0, 0, 0, 0, 0, 0, 0, 0}, binary.BigEndian.AppendUint32(nil, uint32(len(attribute)))...)
	v.attributes = leaf([2][]byte{key, append(value, attribute...)})
	if got, err := v.Read(disk.Root, file, 100); err != nil || string(got) != "Hello" {
		t.Errorf("%q, %v", got, err)
	}
}

// Links are told apart from files.
func TestLinks(t *testing.T) {
	b := volume(t, sample.DMGOptions{Files: map[string][]byte{"Applications": []byte("/Applications")}})
	file := find(t, mustOpen(t, b), disk.Root, "Applications")
	at := bytes.Index(b, binary.BigEndian.AppendUint32([]byte{0, fileRecord, 0, 2, 0, 0, 0, 0}, uint32(file.ID)))
	binary.BigEndian.PutUint16(b[at+42:], 0xa1ed)
	if got := find(t, mustOpen(t, b), disk.Root, "Applications"); got.Kind != disk.Other {
		t.Errorf("a symbolic link is %+v", got)
	}
	binary.BigEndian.PutUint16(b[at+42:], 0x81a4)
	copy(b[at+48:], "hlnkhfs+")
	if got := find(t, mustOpen(t, b), disk.Root, "Applications"); got.Kind != disk.Other {
		t.Errorf("a hard link is %+v", got)
	}
}

func TestOtherVolumes(t *testing.T) {
	classic := make([]byte, 4096)
	copy(classic[headerAt:], "BD")
	inner := volume(t, sample.DMGOptions{Volume: "Inner"})
	wrapped := make([]byte, 4096, 4096+len(inner))
	copy(wrapped[headerAt:], "BD")
	be := binary.BigEndian
	be.PutUint32(wrapped[headerAt+20:], 4096) // bytes of a block
	be.PutUint16(wrapped[headerAt+28:], 8)    // first sector of blocks
	copy(wrapped[headerAt+0x7c:], "H+")
	be.PutUint16(wrapped[headerAt+0x80:], uint16(len(inner)/4096))
	wrapped = append(wrapped, inner...)
	circle := bytes.Clone(wrapped)
	copy(circle[4096+headerAt:], "BD")
	noBlocks := bytes.Clone(inner)
	be.PutUint32(noBlocks[headerAt+40:], 0)
	for name, c := range map[string]struct {
		b    []byte
		want error
	}{
		"nothing": {nil, ErrNone}, "zeros": {make([]byte, 4096), ErrNone}, "classic": {classic, ErrClassic},
		"HFS+ in HFS": {wrapped, nil}, "HFS in HFS": {circle, ErrClassic}, "no block size": {noBlocks, errMalformed},
	} {
		v, err := Open(bytes.NewReader(c.b), int64(len(c.b)))
		if !errors.Is(err, c.want) || c.want == nil && v.Name != "Inner" {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func FuzzVolume(f *testing.F) {
	f.Add(volume(f, sample.DMGOptions{Apps: []sample.App{{Name: "A"}}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := Open(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return
		}
		entries, _ := v.List(disk.Root)
		for _, e := range entries[:min(len(entries), 20)] {
			if got, err := v.Read(disk.Root, e, 1000); err == nil && len(got) > 1000 {
				t.Errorf("%d bytes", len(got))
			}
			_, _ = v.List(e.ID)
		}
	})
}
