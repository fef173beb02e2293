package installer

import (
	"encoding/binary"
	"unicode/utf16"
)

// octets are bytes that may be shorter than they claim: reading outside gives zero.
type octets []byte

func (b octets) u8(at int) uint8 {
	if at < 0 || at >= len(b) {
		return 0
	}
	return b[at]
}

func (b octets) u16(at int) uint16 {
	if at < 0 || at > len(b)-2 {
		return 0
	}
	return binary.LittleEndian.Uint16(b[at:])
}

func (b octets) u32(at int) uint32 {
	if at < 0 || at > len(b)-4 {
		return 0
	}
	return binary.LittleEndian.Uint32(b[at:])
}

// part is a range, nothing when it is not there.
func (b octets) part(at, length int) octets {
	if at < 0 || length < 0 || at > len(b) || length > len(b)-at {
		return nil
	}
	return b[at : at+length]
}

// utf16 reads a text that ends with a zero, and where it ends.
func (b octets) utf16(at int) (string, int) {
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
