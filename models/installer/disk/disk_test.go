package disk_test

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"

	"appdepot/models/installer/disk"
)

const size = 1 << 20

func appleMap() []byte {
	b := make([]byte, size)
	copy(b, "ER\x02\x00")
	for i, part := range [][2]uint32{{1, 63}, {64, 1000}, {1064, 4000}} { // the last one ends behind the disk
		e := b[512*(i+1):]
		copy(e, "PM")
		binary.BigEndian.PutUint32(e[4:], 3)
		binary.BigEndian.PutUint32(e[8:], part[0])
		binary.BigEndian.PutUint32(e[12:], part[1])
	}
	return b
}

// guidMap has sectors of a size.
func guidMap(unit int) []byte {
	b := make([]byte, size)
	le := binary.LittleEndian
	copy(b[unit:], "EFI PART")
	le.PutUint64(b[unit+72:], 2)
	le.PutUint32(b[unit+80:], 4)
	le.PutUint32(b[unit+84:], 128)
	for i, part := range [][2]uint64{{40, 49}, {50, 59}} {
		e := b[2*unit+128*i:]
		le.PutUint64(e[32:], part[0])
		le.PutUint64(e[40:], part[1])
	}
	return b
}

func oldMap() []byte {
	b := make([]byte, size)
	b[510], b[511] = 0x55, 0xaa
	for i, kind := range []byte{0x0c, 0xaf} {
		e := b[446+16*i:]
		e[4] = kind
		binary.LittleEndian.PutUint32(e[8:], uint32(100*(i+1)))
		binary.LittleEndian.PutUint32(e[12:], 100)
	}
	return b
}

func TestPartitions(t *testing.T) {
	for name, c := range map[string]struct {
		disk []byte
		want [][2]int64 // first byte, length
	}{
		"none":                 {make([]byte, size), [][2]int64{{0, size}}},
		"empty":                {nil, [][2]int64{{0, 0}}},
		"Apple":                {appleMap(), [][2]int64{{512, 63 * 512}, {64 * 512, 1000 * 512}, {1064 * 512, size - 1064*512}}},
		"GUID":                 {guidMap(512), [][2]int64{{40 * 512, 10 * 512}, {50 * 512, 10 * 512}}},
		"GUID in larger units": {guidMap(4096), [][2]int64{{40 * 4096, 10 * 4096}, {50 * 4096, 10 * 4096}}},
		"MBR":                  {oldMap(), [][2]int64{{200 * 512, 100 * 512}}},
	} {
		var got [][2]int64
		for _, p := range disk.Partitions(bytes.NewReader(c.disk), int64(len(c.disk))) {
			_, start, length := p.Outer()
			got = append(got, [2]int64{start, length})
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func FuzzPartitions(f *testing.F) {
	for _, b := range [][]byte{appleMap()[:4096], guidMap(512)[:4096], oldMap()[:4096]} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, p := range disk.Partitions(bytes.NewReader(b), int64(len(b))) {
			if _, start, length := p.Outer(); start < 0 || length < 0 || start+length > int64(len(b)) {
				t.Errorf("partition at %d of %d bytes on a disk of %d", start, length, len(b))
			}
		}
	})
}
