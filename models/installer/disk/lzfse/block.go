package lzfse

import "encoding/binary"

// Limits of one block, as the encoder keeps them.
const (
	headerLength = 32 // without frequencies
	maxLiterals  = 40_000
	maxMatches   = 10_000

	lStates, mStates, dStates, literalStates     = 64, 64, 256, 1024
	lSymbols, mSymbols, dSymbols, literalSymbols = 20, 20, 64, 256
)

// Lengths and distances are a base and some extra bits, by symbol.
var (
	lExtra, lBase = series(lSymbols, []uint8{2, 3, 5, 8})
	mExtra, mBase = series(mSymbols, []uint8{3, 5, 8, 11})
	dExtra, dBase = distances()
)

// series counts up to 15 and goes on in larger steps.
func series(n int, tail []uint8) ([]uint8, []uint32) {
	extra, base, at := make([]uint8, n), make([]uint32, n), uint32(0)
	copy(extra[n-len(tail):], tail)
	for i := range n {
		base[i] = at
		at += 1 << extra[i]
	}
	return extra, base
}

// distances take one more bit with every fourth symbol.
func distances() ([]uint8, []uint32) {
	tail := make([]uint8, dSymbols)
	for i := range tail {
		tail[i] = uint8(i / 4)
	}
	return series(dSymbols, tail)
}

// header of a block: four interleaved streams of literals, then one of triples of a number of literals, a length and a
// distance of a match.
type header struct {
	literals, literalBytes, literalBits int
	literalState                        [4]uint16
	matches, matchBytes, matchBits      int
	lState, mState, dState              uint16
	length                              int // of the header, with frequencies
}

func readHeader(b []byte) (h header, ok bool) {
	if len(b) < headerLength {
		return h, false
	}
	v0, v1, v2 := binary.LittleEndian.Uint64(b[8:]), binary.LittleEndian.Uint64(b[16:]), binary.LittleEndian.Uint64(b[24:])
	field := func(v uint64, at, width uint) int { return int(v >> at & (1<<width - 1)) }
	h = header{
		literals: field(v0, 0, 20), literalBytes: field(v0, 20, 20), matches: field(v0, 40, 20), literalBits: field(v0, 60, 3) - 7,
		matchBytes: field(v1, 40, 20), matchBits: field(v1, 60, 3) - 7, length: field(v2, 0, 32),
		lState: uint16(field(v2, 32, 10)), mState: uint16(field(v2, 42, 10)), dState: uint16(field(v2, 52, 10)),
	}
	for i := range h.literalState {
		h.literalState[i] = uint16(field(v1, uint(10*i), 10))
	}
	return h, h.length >= headerLength && h.literals <= maxLiterals && h.literals%4 == 0 && h.matches <= maxMatches &&
		h.lState < lStates && h.mState < mStates && h.dState < dStates && h.length+h.literalBytes+h.matchBytes <= len(b)
}

// Frequencies are written in 2 to 14 bits each; the lowest five bits tell how many, and small values at once.
var (
	frequencyBits  = [32]uint8{2, 3, 2, 5, 2, 3, 2, 8, 2, 3, 2, 5, 2, 3, 2, 14, 2, 3, 2, 5, 2, 3, 2, 8, 2, 3, 2, 5, 2, 3, 2, 14}
	frequencyValue = [32]uint16{0, 2, 1, 4, 0, 3, 1, 0, 0, 2, 1, 5, 0, 3, 1, 0, 0, 2, 1, 6, 0, 3, 1, 0, 0, 2, 1, 7, 0, 3, 1, 0}
)

func readFrequencies(b []byte) (f [lSymbols + mSymbols + dSymbols + literalSymbols]uint16, ok bool) {
	var held uint32
	count := uint8(0)
	for i := range f {
		for ; count <= 24 && len(b) > 0; count += 8 {
			held |= uint32(b[0]) << count
			b = b[1:]
		}
		low := held & 31
		n := frequencyBits[low]
		if n > count {
			return f, false
		}
		switch n {
		case 8:
			f[i] = uint16(8 + held>>4&15)
		case 14:
			f[i] = uint16(24 + held>>4&1023)
		default:
			f[i] = frequencyValue[low]
		}
		held >>= n
		count -= n
	}
	return f, true
}

// lzfse decodes one compressed block and gives what follows it.
func (d *output) lzfse(b []byte) ([]byte, error) {
	h, ok := readHeader(b)
	if !ok {
		return nil, errData
	}
	f, ok := readFrequencies(b[headerLength:h.length])
	if !ok {
		return nil, errData
	}
	end := h.length + h.literalBytes
	literals, ok := h.decodeLiterals(b[:end], f[lSymbols+mSymbols+dSymbols:])
	if !ok {
		return nil, errData
	}
	end += h.matchBytes
	return b[end:], d.matches(h, b[:end], f[:lSymbols+mSymbols+dSymbols], literals)
}

func (h header) decodeLiterals(b []byte, frequencies []uint16) ([]byte, bool) {
	var table [literalStates]symbolEntry
	in, ok := newBitReader(b, h.literalBits)
	if !ok || !symbols(table[:], frequencies) {
		return nil, false
	}
	literals, state := make([]byte, h.literals), h.literalState
	for i := 0; i < len(literals); i += 4 {
		if !in.fill() {
			return nil, false
		}
		for j := range state {
			e := table[state[j]]
			state[j] = uint16(e.delta) + uint16(in.pull(e.bits))
			literals[i+j] = e.symbol
		}
	}
	return literals, true
}

// matches replays the triples.
func (d *output) matches(h header, b []byte, frequencies []uint16, literals []byte) error {
	var ls [lStates]valueEntry
	var ms [mStates]valueEntry
	var ds [dStates]valueEntry
	in, ok := newBitReader(b, h.matchBits)
	if !ok || !numbers(ls[:], frequencies[:lSymbols], lExtra, lBase) ||
		!numbers(ms[:], frequencies[lSymbols:][:mSymbols], mExtra, mBase) ||
		!numbers(ds[:], frequencies[lSymbols+mSymbols:], dExtra, dBase) {
		return errData
	}
	distance := 0
	for range h.matches {
		if !in.fill() {
			return errData
		}
		l, m, far := in.number(ls[:], &h.lState), in.number(ms[:], &h.mState), in.number(ds[:], &h.dState)
		if l > len(literals) {
			return errData
		}
		if err := d.literal(literals[:l]); err != nil {
			return err
		}
		literals = literals[l:]
		if far > 0 {
			distance = far
		}
		if err := d.match(m, distance); err != nil {
			return err
		}
	}
	return nil
}

// number reads a value by its state and moves the state on.
func (r *bitReader) number(table []valueEntry, state *uint16) int {
	e := table[*state]
	v := r.pull(e.total)
	*state = uint16(e.delta) + uint16(v>>e.value)
	return int(e.base) + int(v&(1<<e.value-1))
}
