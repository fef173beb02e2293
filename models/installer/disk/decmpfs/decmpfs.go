package decmpfs

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"io"

	"appdepot/models/installer/disk/lzfse"
)

// Attribute is the name of the extended attribute.
const Attribute = "com.apple.decmpfs"

var errMalformed = errors.New("decmpfs: compressed file is malformed")

const (
	headerLength = 16
	blockSize    = 64 << 10 // bytes of content that are compressed at once in a resource fork
	maxInside    = 1 << 20  // bytes of content in an attribute
)

// Methods, by where the content lies: in the attribute or in the resource fork.
const (
	plainInside = 1
	zlibInside  = 3
	zlibFork    = 4
	lzvnInside  = 7
	lzvnFork    = 8
	lzfseInside = 11
	lzfseFork   = 12
)

// Read gives the beginning of a file, at most limit bytes: from the attribute's value and the resource fork.
func Read(attribute []byte, fork io.ReaderAt, forkSize int64, limit int) ([]byte, error) {
	if len(attribute) < headerLength || string(attribute[:4]) != "fpmc" {
		return nil, errMalformed
	}
	method, inside := binary.LittleEndian.Uint32(attribute[4:]), attribute[headerLength:]
	size := int(min(binary.LittleEndian.Uint64(attribute[8:]), uint64(limit)))
	switch method {
	case plainInside:
		return inside[:min(len(inside), limit)], nil
	case zlibInside, lzvnInside, lzfseInside:
		b, err := unpack(method, inside, maxInside)
		return b[:min(len(b), limit)], err
	}
	blocks, err := blocksOf(method, fork, forkSize, (size+blockSize-1)/blockSize)
	if err != nil {
		return nil, err
	}
	var content []byte
	for _, place := range blocks {
		if place.length > 2*blockSize || place.at > forkSize-place.length {
			return nil, errMalformed
		}
		packed := make([]byte, place.length)
		if n, err := fork.ReadAt(packed, place.at); n < len(packed) {
			return nil, err
		}
		b, err := unpack(method, packed, blockSize)
		if err != nil {
			return nil, err
		}
		content = append(content, b...)
	}
	return content[:min(len(content), size)], nil
}

type place struct{ at, length int64 }

// blocksOf reads where the first blocks lie in the resource fork.
func blocksOf(method uint32, fork io.ReaderAt, size int64, count int) ([]place, error) {
	le := binary.LittleEndian
	start, entry, skip := int64(0), 4, 0
	switch method {
	case zlibFork: // a resource: its length, how many blocks, and for each its place and length
		var head [4]byte
		if n, err := fork.ReadAt(head[:], 0); n < len(head) {
			return nil, err
		}
		start, entry, skip = int64(binary.BigEndian.Uint32(head[:]))+4, 8, 4
	case lzvnFork, lzfseFork: // where each block begins, and where the last one ends
	default:
		return nil, errMalformed
	}
	length := skip + entry*count
	if entry == 4 {
		length += 4
	}
	if start > size-int64(length) {
		return nil, errMalformed
	}
	table := make([]byte, length)
	if n, err := fork.ReadAt(table, start); n < len(table) {
		return nil, err
	}
	places := make([]place, count)
	for i := range places {
		at := table[skip+entry*i:]
		places[i] = place{start + int64(le.Uint32(at)), int64(le.Uint32(at[4:]))}
		if entry == 4 {
			places[i].length -= places[i].at
		}
		if places[i].length < 0 {
			return nil, errMalformed
		}
	}
	return places, nil
}

// unpack decompresses one block of at most limit bytes. A first byte that cannot begin compressed data marks one that is kept as it is.
func unpack(method uint32, b []byte, limit int) ([]byte, error) {
	if len(b) == 0 {
		return nil, nil
	}
	switch method {
	case zlibInside, zlibFork:
		if b[0]&0x0f == 0x0f {
			return b[1:], nil
		}
		z, err := zlib.NewReader(bytes.NewReader(b))
		if err != nil {
			return nil, err
		}
		return io.ReadAll(io.LimitReader(z, int64(limit)))
	case lzvnInside, lzvnFork:
		if b[0] == 0x06 {
			return b[1:], nil
		}
		return lzfse.DecodeLZVN(b, limit)
	case lzfseInside, lzfseFork:
		if b[0] == 0xff {
			return b[1:], nil
		}
		return lzfse.Decode(b, limit)
	}
	return nil, errMalformed
}
