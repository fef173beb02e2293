package lzfse

import (
	"bytes"
	"encoding/binary"
	"errors"
)

var (
	errData  = errors.New("lzfse: data is malformed")
	errLimit = errors.New("lzfse: more data than allowed")
)

// Blocks by their first four bytes.
const (
	blockEnd   = "bvx$"
	blockRaw   = "bvx-"
	blockLZFSE = "bvx2"
	blockLZVN  = "bvxn"
)

// Decode decompresses a stream of LZFSE blocks, an error when it gives more than limit bytes or has no end. Blocks with
// uncompressed tables (bvx1) are unknown to it; Apple's encoder never writes them.
func Decode(src []byte, limit int) ([]byte, error) {
	d := &output{b: make([]byte, 0, min(limit, 4*len(src))), limit: limit}
	for len(src) >= 8 {
		if string(src[:4]) == blockEnd {
			return d.b, nil
		}
		var err error
		if src, err = d.block(src); err != nil {
			return nil, err
		}
	}
	if bytes.HasPrefix(src, []byte(blockEnd)) {
		return d.b, nil
	}
	return nil, errData
}

// block decodes one block and gives what follows it.
func (d *output) block(src []byte) ([]byte, error) {
	length := int(binary.LittleEndian.Uint32(src[4:]))
	switch string(src[:4]) {
	case blockRaw:
		if length > len(src)-8 {
			return nil, errData
		}
		return src[8+length:], d.literal(src[8 : 8+length])
	case blockLZVN:
		if len(src) < 12 {
			return nil, errData
		}
		packed := int(binary.LittleEndian.Uint32(src[8:]))
		if packed > len(src)-12 {
			return nil, errData
		}
		return src[12+packed:], d.lzvn(src[12:12+packed], len(d.b)+length)
	case blockLZFSE:
		return d.lzfse(src)
	}
	return nil, errData
}

// output is what was decoded so far; matches copy from it.
type output struct {
	b     []byte
	limit int
}

func (d *output) literal(b []byte) error {
	if len(b) > d.limit-len(d.b) {
		return errLimit
	}
	d.b = append(d.b, b...)
	return nil
}

// match repeats what stands distance bytes back; the two may overlap.
func (d *output) match(length, distance int) error {
	if distance < 1 || distance > len(d.b) {
		if length == 0 {
			return nil
		}
		return errData
	}
	if length > d.limit-len(d.b) {
		return errLimit
	}
	for length > 0 {
		from := d.b[len(d.b)-distance:]
		n := min(length, len(from))
		d.b = append(d.b, from[:n]...)
		length -= n
	}
	return nil
}
