package input

import (
	"encoding/binary"
	"unicode/utf16"
)

// Bytes are bytes that may be shorter than they claim: reading outside gives zero.
type Bytes []byte

// U8 is the byte at a place.
func (b Bytes) U8(at int) uint8 {
	if at < 0 || at >= len(b) {
		return 0
	}
	return b[at]
}

// U16 is the number of two bytes at a place, the lowest first.
func (b Bytes) U16(at int) uint16 {
	if at < 0 || at > len(b)-2 {
		return 0
	}
	return binary.LittleEndian.Uint16(b[at:])
}

// U32 is the number of four bytes at a place, the lowest first.
func (b Bytes) U32(at int) uint32 {
	if at < 0 || at > len(b)-4 {
		return 0
	}
	return binary.LittleEndian.Uint32(b[at:])
}

// Part is a range, nothing when it is not there.
func (b Bytes) Part(at, length int) Bytes {
	if at < 0 || length < 0 || at > len(b) || length > len(b)-at {
		return nil
	}
	return b[at : at+length]
}

// UTF16 reads a text that ends with a zero, and where it ends.
func (b Bytes) UTF16(at int) (string, int) {
	var units []uint16
	for ; at+2 <= len(b); at += 2 {
		u := binary.LittleEndian.Uint16(b[at:])
		if u == 0 {
			at += 2
			break
		}
		units = append(units, u)
	}
	return string(utf16.Decode(units)), at
}
