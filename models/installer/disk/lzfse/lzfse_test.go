package lzfse

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"
)

func TestDecode(t *testing.T) {
	packed, text := sampleBlock(t)
	got, err := Decode(packed, len(text))
	if err != nil || !bytes.Equal(got, text) {
		t.Errorf("%q, want %q; %v", got, text, err)
	}
	if _, err := Decode(packed, len(text)-1); err != errLimit {
		t.Errorf("beyond the limit: %v", err)
	}
	for n := range packed {
		if _, err := Decode(packed[:n], 1<<20); err == nil {
			t.Errorf("cut to %d bytes and decoded", n)
		}
	}
}

// Instructions are taken from the tables of the reference decoder.
func TestDecodeLZVN(t *testing.T) {
	long := bytes.Repeat([]byte("x"), 20)
	src := slices.Concat(
		[]byte{0xe4}, []byte("abcd"), // four literals
		[]byte{0x08, 4},            // match 4 bytes, 4 back
		[]byte{0x0e, 0x16},         // nothing, twice
		[]byte{0x86}, []byte("ef"), // two literals, match 3 as far back as before
		[]byte{0x47, 8, 0}, []byte{'g'}, // a literal, match 3 bytes, 8 back
		[]byte{0xe0, 4}, long, // 20 literals
		[]byte{0xa0 | 1<<3 | 1, 1<<2 | 2, 0}, []byte{'h'}, // a literal, match 9 bytes, 1 back
		[]byte{0xf2},                      // match 2 more
		[]byte{0xf0, 1},                   // match 17 more
		[]byte{0x06, 0, 0, 0, 0, 0, 0, 0}, // end
	)
	b := []byte("abcd")
	match := func(n, distance int) {
		for range n {
			b = append(b, b[len(b)-distance])
		}
	}
	match(4, 4)
	b = append(b, "ef"...)
	match(3, 4)
	b = append(b, 'g')
	match(3, 8)
	b = append(append(b, long...), 'h')
	match(9+2+17, 1)
	got, err := DecodeLZVN(src, len(b))
	if err != nil || !bytes.Equal(got, b) {
		t.Errorf("%q, want %q; %v", got, b, err)
	}
	if _, err := DecodeLZVN(src, len(b)-1); err == nil {
		t.Error("more was decoded than allowed")
	}
	for _, bad := range [][]byte{{}, {0x70}, {0xd0}, {0x1e}, {0xe4, 'a'}, {0x08, 4}, {0xf2, 0x06}, {0xe0}} {
		if got, err := DecodeLZVN(bad, 100); err == nil {
			t.Errorf("%x decoded as %q", bad, got)
		}
	}
}

func TestDecodeBlocks(t *testing.T) {
	le := binary.LittleEndian
	raw := append(le.AppendUint32([]byte(blockRaw), 5), "Hello"...)
	lzvn := []byte{0xe1, '!', 0x06, 0, 0, 0, 0, 0, 0, 0}
	packed := append(le.AppendUint32(le.AppendUint32([]byte(blockLZVN), 1), uint32(len(lzvn))), lzvn...)
	got, err := Decode(slices.Concat(raw, packed, []byte(blockEnd)), 100)
	if err != nil || string(got) != "Hello!" {
		t.Errorf("%q, %v", got, err)
	}
	for _, bad := range []string{"", "bvx", "bvx1aaaaaaaa", "bvx-\xff\xff\xff\xffa", "bvxn\x01\x00\x00\x00\xff\xff\x00\x00", string(raw)} {
		if _, err := Decode([]byte(bad), 100); err == nil {
			t.Errorf("%q was decoded", bad)
		}
	}
}

func FuzzDecode(f *testing.F) {
	packed, _ := sampleBlock(f)
	f.Add(packed)
	f.Fuzz(func(t *testing.T, b []byte) {
		if got, err := Decode(b, 1<<16); err == nil && len(got) > 1<<16 {
			t.Errorf("%d bytes", len(got))
		}
		if got, err := DecodeLZVN(b, 1<<16); err == nil && len(got) > 1<<16 {
			t.Errorf("%d bytes", len(got))
		}
	})
}
