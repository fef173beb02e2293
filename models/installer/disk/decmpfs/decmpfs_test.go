package decmpfs

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"testing"
)

// header makes the attribute of a file of a size.
func header(method uint32, size int, inside []byte) []byte {
	b := binary.LittleEndian.AppendUint32([]byte("fpmc"), method)
	return append(binary.LittleEndian.AppendUint64(b, uint64(size)), inside...)
}

func deflate(b []byte) []byte {
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	_, _ = z.Write(b)
	_ = z.Close()
	return out.Bytes()
}

// text is longer than one block.
var text = bytes.Repeat([]byte("0123456789abcdef"), 5000)

// zlibResource is a resource fork of blocks compressed with zlib; the second is kept as it is.
func zlibResource() []byte {
	first, second := deflate(text[:blockSize]), append([]byte{0xff}, text[blockSize:]...)
	le := binary.LittleEndian
	table := le.AppendUint32(nil, 2)
	at := 4 + 2*8
	for _, b := range [][]byte{first, second} {
		table = le.AppendUint32(le.AppendUint32(table, uint32(at)), uint32(len(b)))
		at += len(b)
	}
	content := append(append(table, first...), second...)
	fork := make([]byte, 0x100)
	binary.BigEndian.PutUint32(fork, 0x100)
	return append(binary.BigEndian.AppendUint32(fork, uint32(len(content))), content...)
}

// lzResource is a resource fork of blocks that begin with a mark and are kept as they are.
func lzResource(mark byte) []byte {
	le := binary.LittleEndian
	first, second := append([]byte{mark}, text[:blockSize]...), append([]byte{mark}, text[blockSize:]...)
	b := le.AppendUint32(le.AppendUint32(nil, 12), uint32(12+len(first)))
	b = le.AppendUint32(b, uint32(12+len(first)+len(second)))
	return append(append(b, first...), second...)
}

func TestRead(t *testing.T) {
	short := text[:100]
	for name, c := range map[string]struct {
		attribute, fork, want []byte
	}{
		"plain":                   {header(plainInside, 100, short), nil, short},
		"zlib":                    {header(zlibInside, 100, deflate(short)), nil, short},
		"zlib, kept as it is":     {header(zlibInside, 100, append([]byte{0xff}, short...)), nil, short},
		"LZVN":                    {header(lzvnInside, 3, []byte{0xe3, 'a', 'b', 'c', 0x06, 0, 0, 0, 0, 0, 0, 0}), nil, []byte("abc")},
		"LZVN, kept as it is":     {header(lzvnInside, 100, append([]byte{0x06}, short...)), nil, short},
		"LZFSE":                   {header(lzfseInside, 3, []byte("bvx-\x03\x00\x00\x00abcbvx$")), nil, []byte("abc")},
		"zlib in the resource":    {header(zlibFork, len(text), nil), zlibResource(), text},
		"LZVN in the resource":    {header(lzvnFork, len(text), nil), lzResource(0x06), text},
		"LZFSE in the resource":   {header(lzfseFork, len(text), nil), lzResource(0xff), text},
		"beginning of a resource": {header(lzfseFork, 50, nil), lzResource(0xff), text[:50]},
		"empty file, no resource": {header(zlibFork, 0, nil), append(make([]byte, 4), 0, 0, 0, 0, 0, 0, 0, 0), nil},
		"more than is asked for":  {header(plainInside, len(text)+200_000, bytes.Repeat(text, 4)), nil, bytes.Repeat(text, 4)[:200_000]},
	} {
		got, err := Read(c.attribute, bytes.NewReader(c.fork), int64(len(c.fork)), 200_000)
		if err != nil || !bytes.Equal(got, c.want) {
			t.Errorf("%s: %d bytes, want %d; %v", name, len(got), len(c.want), err)
		}
	}
}

func TestMalformed(t *testing.T) {
	huge := lzResource(0xff)
	binary.LittleEndian.PutUint32(huge[4:], 0xffffffff)
	back := lzResource(0xff)
	binary.LittleEndian.PutUint32(back[4:], 1)
	for name, c := range map[string]struct{ attribute, fork []byte }{
		"nothing":          {nil, nil},
		"other mark":       {[]byte("cmpf\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"), nil},
		"unknown method":   {header(99, 10, nil), text},
		"not zlib":         {header(zlibInside, 10, []byte("text")), nil},
		"no resource":      {header(lzfseFork, 10, nil), nil},
		"block is huge":    {header(lzfseFork, len(text), nil), huge},
		"block is shorter": {header(lzfseFork, len(text), nil), back},
	} {
		if got, err := Read(c.attribute, bytes.NewReader(c.fork), int64(len(c.fork)), 1<<20); err == nil {
			t.Errorf("%s: read as %d bytes", name, len(got))
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(header(zlibFork, len(text), nil), zlibResource())
	f.Add(header(lzvnFork, len(text), nil), lzResource(0x06))
	f.Add(header(zlibInside, 100, deflate(text[:100])), []byte(nil))
	f.Fuzz(func(t *testing.T, attribute, fork []byte) {
		const limit = 200_000
		if got, err := Read(attribute, bytes.NewReader(fork), int64(len(fork)), limit); err == nil && len(got) > limit {
			t.Errorf("%d bytes", len(got))
		}
	})
}
