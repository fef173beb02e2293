package disk

import (
	"encoding/binary"
	"io"
)

// Root is the id of the root folder in the file systems of Apple.
const Root = 2

// Entry is what a folder holds.
type Entry struct {
	Name string
	ID   uint64
	Kind Kind
}

// Kind tells what an entry is. Links and devices are Other: they are not followed.
type Kind int

// The kinds of entries.
const (
	Other Kind = iota
	File
	Folder
)

// MaxEntries is how many entries of one folder are listed.
const MaxEntries = 5000

const (
	sector        = 512
	maxPartitions = 128
)

// Partitions gives the parts of a disk that may hold a volume, by its map in the form of Apple, of GUIDs or of MBR. A disk
// without a map is one volume.
func Partitions(r io.ReaderAt, size int64) []*io.SectionReader {
	d := disk{r, size}
	for _, find := range []func() []*io.SectionReader{d.apple, d.guid, d.mbr} {
		if found := find(); len(found) > 0 {
			return found
		}
	}
	return []*io.SectionReader{io.NewSectionReader(r, 0, size)}
}

type disk struct {
	r    io.ReaderAt
	size int64
}

// read gives a part of the disk, zeros where it cannot be read.
func (d disk) read(at int64, length int) []byte {
	b := make([]byte, length)
	if at >= 0 && at <= d.size-int64(length) {
		if n, err := d.r.ReadAt(b, at); n < length && err != nil {
			clear(b)
		}
	}
	return b
}

// section gives a partition, nil when it does not begin on the disk. One that ends behind the disk is cut.
func (d disk) section(first, count uint64, unit int64) *io.SectionReader {
	if first == 0 || count == 0 || first >= uint64(d.size/unit) {
		return nil
	}
	start := int64(first) * unit
	return io.NewSectionReader(d.r, start, int64(min(count, uint64((d.size-start)/unit)))*unit)
}

// apple reads the map of older disks: one entry a block, each of which says how many there are.
func (d disk) apple() (found []*io.SectionReader) {
	unit := int64(sector)
	if head := d.read(0, 4); string(head[:2]) == "ER" && binary.BigEndian.Uint16(head[2:]) >= sector {
		unit = int64(binary.BigEndian.Uint16(head[2:]))
	}
	for i, count := int64(1), int64(1); i <= count && i <= maxPartitions; i++ {
		b := d.read(i*unit, 48)
		if string(b[:2]) != "PM" {
			break
		}
		count = int64(binary.BigEndian.Uint32(b[4:]))
		part := d.section(uint64(binary.BigEndian.Uint32(b[8:])), uint64(binary.BigEndian.Uint32(b[12:])), unit)
		if part != nil {
			found = append(found, part)
		}
	}
	return found
}

// guid reads the map of today's disks. The unit of its addresses shows in where it stands.
func (d disk) guid() (found []*io.SectionReader) {
	le := binary.LittleEndian
	for _, unit := range []int64{sector, 2048, 4096} {
		h := d.read(unit, 92)
		if string(h[:8]) != "EFI PART" {
			continue
		}
		first, count, length := le.Uint64(h[72:]), le.Uint32(h[80:]), le.Uint32(h[84:])
		if first > uint64(d.size/unit) || length < 128 || length > 4096 {
			return nil
		}
		for i := range min(count, maxPartitions) {
			b := d.read(int64(first)*unit+int64(i)*int64(length), 48)
			from, to := le.Uint64(b[32:]), le.Uint64(b[40:])
			if part := d.section(from, to-from+1, unit); to >= from && part != nil {
				found = append(found, part)
			}
		}
		return found
	}
	return nil
}

// mbr reads the four partitions of the oldest map. File systems of Windows have the same mark in their first sector, so
// only the types of Apple's count.
func (d disk) mbr() (found []*io.SectionReader) {
	b := d.read(0, sector)
	if b[510] != 0x55 || b[511] != 0xaa {
		return nil
	}
	for e := b[446:510]; len(e) > 0; e = e[16:] {
		const hfs, apfs = 0xaf, 0xac
		part := d.section(uint64(binary.LittleEndian.Uint32(e[8:])), uint64(binary.LittleEndian.Uint32(e[12:])), sector)
		if (e[4] == hfs || e[4] == apfs) && part != nil {
			found = append(found, part)
		}
	}
	return found
}
