package udif

import (
	"bytes"
	"compress/bzip2"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"slices"

	"appdepot/models/installer/disk/lzfse"
	"appdepot/models/installer/xz"
)

// Kinds of chunks.
const (
	chunkZero    = 0
	chunkRaw     = 1
	chunkIgnore  = 2 // not used by the volume
	chunkComment = 0x7ffffffe
	chunkADC     = 0x80000004
	chunkZlib    = 0x80000005
	chunkBzip2   = 0x80000006
	chunkLZFSE   = 0x80000007
	chunkLZMA    = 0x80000008
	chunkEnd     = 0xffffffff
)

var errTooMuch = errors.New("udif: too much to unpack")

// unpacking is a chunk that has been unpacked as far as it was needed.
type unpacking struct {
	number int
	b      []byte
	r      io.Reader // the rest
}

// unpack gives at least the first bytes of a chunk.
func (m *Image) unpack(number, length int) ([]byte, error) {
	i := slices.IndexFunc(m.kept, func(u *unpacking) bool { return u.number == number })
	var u *unpacking
	if i >= 0 {
		u = m.kept[i]
		m.kept = append(slices.Delete(m.kept, i, i+1), u)
	} else {
		var err error
		if u, err = m.startUnpacking(number); err != nil {
			return nil, err
		}
	}
	if err := m.unpackTo(u, length); err != nil {
		return nil, fmt.Errorf("udif: chunk %d: %w", number, err)
	}
	return u.b, nil
}

// startUnpacking starts to unpack a chunk.
func (m *Image) startUnpacking(number int) (*unpacking, error) {
	c := m.chunks[number]
	m.evict(c.size)
	packed := make([]byte, c.packed)
	if n, err := m.r.ReadAt(packed, c.at); n < len(packed) {
		return nil, err
	}
	r, err := c.reader(packed)
	if err != nil {
		return nil, fmt.Errorf("udif: chunk %d: %w", number, err)
	}
	u := &unpacking{number: number, r: r}
	m.kept = append(m.kept, u)
	return u, nil
}

// evict forgets the chunks used longest ago.
func (m *Image) evict(size int64) {
	for _, u := range m.kept {
		size += m.chunks[u.number].size
	}
	for size > maxKept && len(m.kept) > 0 {
		size -= m.chunks[m.kept[0].number].size
		m.kept = slices.Delete(m.kept, 0, 1)
	}
}

// unpackTo unpacks until there are so many bytes.
func (m *Image) unpackTo(u *unpacking, length int) error {
	const step = 32 << 10
	for len(u.b) < length {
		if m.decoded > maxDecoded {
			return errTooMuch
		}
		want := min(step, int(m.chunks[u.number].size)-len(u.b))
		u.b = slices.Grow(u.b, want)
		n, err := io.ReadFull(u.r, u.b[len(u.b):len(u.b)+want])
		u.b = u.b[:len(u.b)+n]
		m.decoded += int64(n)
		if err != nil {
			return err
		}
	}
	return nil
}

// reader decompresses a chunk; it may give more bytes than the chunk has.
func (c chunk) reader(packed []byte) (io.Reader, error) {
	in := bytes.NewReader(packed)
	switch c.kind {
	case chunkADC:
		return whole(decodeADC(packed, int(c.size)))
	case chunkZlib:
		return zlib.NewReader(in)
	case chunkBzip2:
		return bzip2.NewReader(in), nil
	case chunkLZFSE:
		return whole(lzfse.Decode(packed, int(c.size)))
	case chunkLZMA:
		return xz.NewReader(in)
	}
	return nil, errMalformed
}

func whole(b []byte, err error) (io.Reader, error) { return bytes.NewReader(b), err }

// decodeADC decompresses Apple Data Compression, of Disk Copy 6: literal bytes, and matches near and far.
func decodeADC(src []byte, limit int) ([]byte, error) {
	var b []byte
	for len(src) > 0 && len(b) < limit {
		var length, distance int
		switch op := src[0]; {
		case op&0x80 != 0:
			length = int(op&0x7f) + 1
			if len(src) < 1+length {
				return nil, errMalformed
			}
			b = append(b, src[1:1+length]...)
			src = src[1+length:]
			continue
		case op&0x40 != 0 && len(src) >= 3:
			length, distance, src = int(op&0x3f)+4, int(src[1])<<8|int(src[2]), src[3:]
		case op&0x40 == 0 && len(src) >= 2:
			length, distance, src = int(op>>2)+3, int(op&3)<<8|int(src[1]), src[2:]
		default:
			return nil, errMalformed
		}
		if distance >= len(b) {
			return nil, errMalformed
		}
		for range length {
			b = append(b, b[len(b)-1-distance])
		}
	}
	return b, nil
}
