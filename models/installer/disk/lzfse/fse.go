package lzfse

import (
	"encoding/binary"
	"math/bits"
)

// Finite state entropy coding: a symbol is read by its state, which then takes some bits from the stream to become the
// next one. Streams are read from their end to their beginning.

// symbolEntry decodes one state of a table of plain symbols.
type symbolEntry struct {
	bits   uint8
	symbol uint8
	delta  int16
}

// valueEntry decodes one state of a table of numbers: a base and some extra bits.
type valueEntry struct {
	total uint8 // bits taken from the stream, those of the value included
	value uint8
	delta int16
	base  uint32
}

// spread calls place for every state with the bits it takes and what is added to them. The frequencies must add up to the
// number of states, or no state may be read.
func spread(states int, frequencies []uint16, place func(state, symbol int, bits uint8, delta int16)) bool {
	sum := 0
	for _, f := range frequencies {
		sum += int(f)
	}
	if sum != states {
		return false
	}
	state, zeros := 0, bits.LeadingZeros32(uint32(states))
	for symbol, f := range frequencies {
		if f == 0 {
			continue
		}
		f := int(f)
		k := bits.LeadingZeros32(uint32(f)) - zeros
		long := (2*states)>>k - f
		for j := range f {
			if j < long {
				place(state, symbol, uint8(k), int16((f+j)<<k-states))
			} else {
				place(state, symbol, uint8(k-1), int16((j-long)<<(k-1)))
			}
			state++
		}
	}
	return true
}

func symbols(table []symbolEntry, frequencies []uint16) bool {
	return spread(len(table), frequencies, func(state, symbol int, bits uint8, delta int16) {
		table[state] = symbolEntry{bits, uint8(symbol), delta}
	})
}

func numbers(table []valueEntry, frequencies []uint16, extra []uint8, base []uint32) bool {
	return spread(len(table), frequencies, func(state, symbol int, bits uint8, delta int16) {
		table[state] = valueEntry{bits + extra[symbol], extra[symbol], delta, base[symbol]}
	})
}

// bitReader reads bits from the end of b to its beginning.
type bitReader struct {
	b     []byte // not yet read
	held  uint64
	count uint // bits in held
}

// newBitReader starts a stream at the end of b; its first -unused bits do not count. What stands before a short stream is
// read ahead of need and not used.
func newBitReader(b []byte, unused int) (*bitReader, bool) {
	take := 7
	if unused != 0 {
		take = 8
	}
	if len(b) < 8 || unused > 0 || unused < -7 {
		return nil, false
	}
	r := &bitReader{b: b[:len(b)-take], count: uint(8*take + unused)}
	r.held = binary.LittleEndian.Uint64(b[len(b)-8:]) >> (64 - 8*uint(take))
	return r, r.count >= 56 && r.count < 64 && r.held>>r.count == 0
}

// fill makes at least 56 bits available, or reports that the stream has ended too early.
func (r *bitReader) fill() bool {
	take := (63 - r.count) / 8
	if take == 0 {
		return true
	}
	if uint(len(r.b)) < take {
		return false
	}
	var next uint64
	for range take {
		next = next<<8 | uint64(r.b[len(r.b)-1])
		r.b = r.b[:len(r.b)-1]
	}
	r.held, r.count = r.held<<(8*take)|next, r.count+8*take
	return true
}

func (r *bitReader) pull(n uint8) uint64 {
	r.count -= uint(n)
	v := r.held >> r.count
	r.held &= 1<<r.count - 1
	return v
}
