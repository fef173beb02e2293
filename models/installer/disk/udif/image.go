package udif

import (
	"cmp"
	"encoding/binary"
	"hash/crc32"
	"io"
	"slices"
)

const (
	maxDisk    = 1 << 44   // bytes of the unpacked disk
	maxChunks  = 400_000   // of an image of 400 GB
	maxChunk   = 8 << 20   // bytes of one unpacked chunk; Apple's tools pack up to 1 MiB
	maxKept    = 8 << 20   // bytes of unpacked chunks that are kept
	maxDecoded = 256 << 20 // bytes that are unpacked in the life of an Image
)

const (
	tableHeader = 204
	chunkEntry  = 40
)

// Image is the disk in an image. It is not for use by several goroutines at once.
type Image struct {
	Trailer Trailer
	Intact  bool // the checksum over the tables holds, or there is none

	r       io.ReaderAt
	chunks  []chunk // in the order of the disk, none overlaps another
	size    int64
	kept    []*unpacking // the one used last at the end
	decoded int64
}

// chunk is a part of the disk. All numbers are bytes; at is in the file.
type chunk struct {
	kind        uint32
	start, size int64
	at, packed  int64
}

// Open reads where an image's chunks are. It unpacks none.
func Open(r io.ReaderAt, size int64) (*Image, error) {
	if IsEncrypted(r, size) {
		return nil, ErrEncrypted
	}
	t, err := ReadTrailer(r, size)
	if err != nil {
		return nil, err
	}
	tables, err := t.tables(r)
	if err != nil {
		return nil, err
	}
	m := &Image{Trailer: t, r: r}
	var sums []byte
	for _, table := range tables {
		if len(table) < tableHeader || string(table[:4]) != "mish" {
			return nil, errMalformed
		}
		sums = binary.BigEndian.AppendUint32(sums, readChecksum(table[64:]).CRC32)
		if err := m.addTable(table, size); err != nil {
			return nil, err
		}
	}
	m.Intact = t.Master.Kind != ChecksumCRC32 || t.Master.CRC32 == crc32.ChecksumIEEE(sums)
	slices.SortFunc(m.chunks, func(a, b chunk) int { return cmp.Compare(a.start, b.start) })
	for _, c := range m.chunks {
		if c.start < m.size {
			return nil, errMalformed // overlaps the one before
		}
		m.size = c.start + c.size
	}
	sectors := binary.BigEndian.Uint64(t.Raw[492:])
	if sectors > maxDisk/Sector {
		return nil, errMalformed
	}
	m.size = max(m.size, int64(sectors)*Sector)
	return m, nil
}

// Size is how long the disk is, in bytes.
func (m *Image) Size() int64 { return m.size }

// addTable takes the chunks of one partition. What is not there reads as zeros.
func (m *Image) addTable(b []byte, file int64) error {
	be := binary.BigEndian
	first, data, count := be.Uint64(b[8:]), be.Uint64(b[24:]), int64(be.Uint32(b[200:]))
	if b = b[tableHeader:]; count > int64(len(b)/chunkEntry) || len(m.chunks)+int(count) > maxChunks {
		return errMalformed
	}
	m.chunks = slices.Grow(m.chunks, int(count))
	for ; count > 0; count, b = count-1, b[chunkEntry:] {
		switch be.Uint32(b) {
		case chunkEnd:
			return nil
		case chunkComment, chunkZero, chunkIgnore:
			continue
		}
		start, sectors, at, packed := be.Uint64(b[8:]), be.Uint64(b[16:]), be.Uint64(b[24:]), be.Uint64(b[32:])
		const most = maxDisk / Sector
		if max(first, start, sectors) > most || first+start+sectors > most || max(data, at, packed) > uint64(file) {
			return errMalformed
		}
		c := chunk{
			kind: be.Uint32(b), start: int64(first+start) * Sector, size: int64(sectors) * Sector,
			at: m.Trailer.Data.Offset + int64(data+at), packed: int64(packed),
		}
		if c.at > file-c.packed || !c.valid() {
			return errMalformed
		}
		if c.size > 0 {
			m.chunks = append(m.chunks, c)
		}
	}
	return nil
}

func (c chunk) valid() bool {
	if c.kind == chunkRaw {
		return c.packed == c.size
	}
	return c.size <= maxChunk && c.packed <= maxChunk+maxChunk/8
}

// ReadAt reads the unpacked disk. Where there is no chunk it reads zeros.
func (m *Image) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, errMalformed
	}
	n := 0
	for n < len(p) {
		at := off + int64(n)
		if at >= m.size {
			return n, io.EOF
		}
		part, err := m.part(p[n:], at)
		if err != nil {
			return n, err
		}
		n += part
	}
	return n, nil
}

// part reads as much as one chunk, or the gap before one, has.
func (m *Image) part(p []byte, at int64) (int, error) {
	i, _ := slices.BinarySearchFunc(m.chunks, at, func(c chunk, at int64) int { return cmp.Compare(c.start+c.size-1, at) })
	c := chunk{start: m.size}
	if i < len(m.chunks) {
		c = m.chunks[i]
	}
	if at < c.start {
		n := int(min(int64(len(p)), c.start-at))
		clear(p[:n])
		return n, nil
	}
	n := int(min(int64(len(p)), c.start+c.size-at))
	if c.kind == chunkRaw {
		return m.r.ReadAt(p[:n], c.at+at-c.start)
	}
	b, err := m.unpack(i, int(at-c.start)+n)
	if err != nil {
		return 0, err
	}
	return copy(p[:n], b[at-c.start:]), nil
}
