package lzfse

import (
	"encoding/binary"
	"slices"
	"testing"
)

// A small encoder: it finds the state before another one by looking through the decoder's table, from the last symbol to
// the first. Every symbol gets some states, so that it can write anything.

type bitWriter struct {
	b    []byte
	held uint64
	n    uint
}

func (w *bitWriter) push(v uint64, n uint8) {
	w.held |= v << w.n
	for w.n += uint(n); w.n >= 8; w.n -= 8 {
		w.b = append(w.b, byte(w.held))
		w.held >>= 8
	}
}

// finish gives the bytes, and how many bits of the last one are not used, as a negative number.
func (w *bitWriter) finish() ([]byte, int) {
	if w.n == 0 {
		return w.b, 0
	}
	return append(w.b, byte(w.held)), int(w.n) - 8
}

// even spreads states over symbols.
func even(states, symbols int) []uint16 {
	f := make([]uint16, symbols)
	for i := range states {
		f[i%symbols]++
	}
	return f
}

// triple is what one step of the block does.
type triple struct{ literals, length, distance int }

func writeFrequencies(frequencies []uint16) []byte {
	var w bitWriter
	for _, f := range frequencies {
		switch {
		case f >= 24:
			w.push(uint64(f-24)<<4|15, 14)
		case f >= 8:
			w.push(uint64(f-8)<<4|7, 8)
		default:
			for low := range 32 {
				if n := frequencyBits[low]; n < 8 && frequencyValue[low] == f && low < 1<<n {
					w.push(uint64(low), n)
					break
				}
			}
		}
	}
	b, _ := w.finish()
	return b
}

// encode writes one block, whose literals must be a multiple of four.
func encode(t testing.TB, literals []byte, triples []triple, length int) []byte {
	t.Helper()
	lf, mf, df, litf := even(lStates, lSymbols), even(mStates, mSymbols), even(dStates, dSymbols), even(literalStates, literalSymbols)
	var table [literalStates]symbolEntry
	symbols(table[:], litf)
	var out bitWriter
	var state [4]int
	for i := len(literals) - 1; i >= 0; i-- {
		state[i%4] = stepBack(t, literalStates, state[i%4], func(s int) (bool, uint8, int) {
			return table[s].symbol == literals[i], table[s].bits, int(table[s].delta)
		}, out.push)
	}
	packed, unused := out.finish()
	ls, ms, ds := make([]valueEntry, lStates), make([]valueEntry, mStates), make([]valueEntry, dStates)
	numbers(ls, lf, lExtra, lBase)
	numbers(ms, mf, mExtra, mBase)
	numbers(ds, df, dExtra, dBase)
	var steps bitWriter
	var l, m, d int
	for _, s := range slices.Backward(triples) {
		d = numberBack(t, ds, d, s.distance, &steps)
		m = numberBack(t, ms, m, s.length, &steps)
		l = numberBack(t, ls, l, s.literals, &steps)
	}
	matches, matchUnused := steps.finish()
	frequencies := writeFrequencies(slices.Concat(lf, mf, df, litf))
	le := binary.LittleEndian
	v0 := uint64(len(literals)) | uint64(len(packed))<<20 | uint64(len(triples))<<40 | uint64(unused+7)<<60
	v1 := uint64(len(matches))<<40 | uint64(matchUnused+7)<<60
	for i, s := range state {
		v1 |= uint64(s) << (10 * i)
	}
	v2 := uint64(headerLength+len(frequencies)) | uint64(l)<<32 | uint64(m)<<42 | uint64(d)<<52
	b := le.AppendUint32([]byte(blockLZFSE), uint32(length))
	b = le.AppendUint64(le.AppendUint64(le.AppendUint64(b, v0), v1), v2)
	return append(slices.Concat(b, frequencies, packed, matches), blockEnd...)
}

// stepBack finds a state that decodes to what is wanted and goes on to next.
func stepBack(t testing.TB, states, next int, try func(int) (bool, uint8, int), push func(uint64, uint8)) int {
	t.Helper()
	for s := range states {
		if fits, bits, delta := try(s); fits && next >= delta && next < delta+1<<bits {
			push(uint64(next-delta), bits)
			return s
		}
	}
	t.Fatalf("no state leads to %d", next)
	return 0
}

func numberBack(t testing.TB, table []valueEntry, next, v int, w *bitWriter) int {
	t.Helper()
	return stepBack(t, len(table), next, func(s int) (bool, uint8, int) {
		e := table[s]
		return v >= int(e.base) && v < int(e.base)+1<<e.value, e.total - e.value, int(e.delta)
	}, func(bits uint64, n uint8) {
		for _, e := range table { // the symbol's extra bits come after those of the state
			if v >= int(e.base) && v < int(e.base)+1<<e.value {
				w.push(uint64(v-int(e.base)), e.value)
				break
			}
		}
		w.push(bits, n)
	})
}

// sampleBlock is a text with literals, matches near and far, and one that overlaps itself.
func sampleBlock(t testing.TB) (packed, text []byte) {
	literals := []byte("The quick brown fox jumps over the lazy dog. Zz!")
	for len(literals)%4 != 0 {
		literals = append(literals, ' ')
	}
	triples := []triple{{40, 0, 1}, {0, 10, 40}, {2, 300, 1}, {0, 20, 0}, {len(literals) - 42, 5, 300}}
	at, distance := 0, 0
	for _, s := range triples {
		text = append(text, literals[at:at+s.literals]...)
		at += s.literals
		if s.distance > 0 {
			distance = s.distance
		}
		for range s.length {
			text = append(text, text[len(text)-distance])
		}
	}
	return encode(t, literals, triples, len(text)), text
}
