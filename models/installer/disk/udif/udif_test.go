package udif

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"testing"

	"github.com/ulikunitz/xz"
)

// piece is a chunk of a test image: how it is packed, and what it is.
type piece struct {
	kind            uint32
	packed, content []byte
}

func text(s string) []byte { return bytes.Repeat([]byte(s), 2048)[:2048] }

func zlibbed(b []byte) []byte {
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	_, _ = z.Write(b)
	_ = z.Close()
	return out.Bytes()
}

// pieces has one chunk of every kind.
func pieces(t testing.TB) []piece {
	t.Helper()
	bzip2, err := hex.DecodeString(bzipped)
	if err != nil {
		t.Fatal(err)
	}
	var xzed bytes.Buffer
	w, err := xz.WriterConfig{DictCap: 1 << 16}.NewWriter(&xzed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(text("LZMA ")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	adc := append([]byte{0x80 | 3}, "ADC "...)                                       // four bytes as they are
	adc = append(adc, 0x40|63, 0, 3)                                                 // 67 bytes, 4 back
	adc = append(append(adc, bytes.Repeat([]byte{0x40 | 63, 0, 3}, 29)...), 7<<2, 3) // 29 times the same, and 10 bytes
	adc = append(adc, 6<<2, 3, 0x40|14, 0, 3)                                        // 9 and 18 bytes: 2051 in all
	lzfse := slices.Concat([]byte("bvx-"), binary.LittleEndian.AppendUint32(nil, 2048), text("LZFSE "), []byte("bvx$"))
	return []piece{
		{chunkRaw, text("raw "), text("raw ")}, {chunkZero, nil, make([]byte, 2048)}, {chunkZlib, zlibbed(text("zlib ")), text("zlib ")},
		{chunkIgnore, nil, make([]byte, 2048)}, {chunkBzip2, bzip2, text("bzip2 ")}, {chunkADC, adc, text("ADC ")},
		{chunkLZFSE, lzfse, text("LZFSE ")}, {chunkLZMA, xzed.Bytes(), text("LZMA ")},
	}
}

// bzipped is 2048 bytes of "bzip2 ", packed with bzip2.
const bzipped = "425a6839314159265359cb3fefbf0001ff9980400010001020401020005060026aa19389258925d492d892d492d892f8bb9229c2848659ff7df8"

// table lists pieces one after another, from a sector of the disk.
func table(first uint64, pieces []piece, at uint64) []byte {
	be := binary.BigEndian
	b := make([]byte, tableHeader)
	copy(b, "mish")
	be.PutUint64(b[8:], first)
	be.PutUint32(b[64:], ChecksumCRC32)
	be.PutUint32(b[200:], uint32(len(pieces)+1))
	sector := uint64(0)
	for _, p := range pieces {
		sectors := uint64(len(p.content) / Sector)
		b = be.AppendUint32(be.AppendUint32(b, p.kind), 0)
		for _, v := range []uint64{sector, sectors, at, uint64(len(p.packed))} {
			b = be.AppendUint64(b, v)
		}
		sector, at = sector+sectors, at+uint64(len(p.packed))
	}
	return append(b, append([]byte{0xff, 0xff, 0xff, 0xff}, make([]byte, chunkEntry-4)...)...)
}

// image puts tables, as a property list, and the trailer after the data.
func image(data []byte, tables ...[]byte) []byte {
	list := "<plist><dict><key>resource-fork</key><dict><key>blkx</key><array>"
	var sums []byte
	for _, t := range tables {
		list += fmt.Sprintf("<dict><key>Data</key><data>\n%s\n</data></dict>", base64.StdEncoding.EncodeToString(t))
		sums = append(sums, t[72:76]...)
	}
	list += "</array><key>plst</key><array><dict><key>Data</key><data>AAAA</data></dict></array></dict></dict></plist>"
	b := append(bytes.Clone(data), list...)
	return append(b, trailer(len(data), 216, len(data), len(list), crc32.ChecksumIEEE(sums))...)
}

// trailer says where the data ends and, in a field of its own, where the tables are.
func trailer(data, field, at, length int, master uint32) []byte {
	be := binary.BigEndian
	b := make([]byte, trailerLength)
	copy(b, "koly\x00\x00\x00\x04\x00\x00\x02\x00")
	be.PutUint64(b[32:], uint64(data))
	be.PutUint64(b[field:], uint64(at))
	be.PutUint64(b[field+8:], uint64(length))
	be.PutUint32(b[352:], ChecksumCRC32)
	be.PutUint32(b[360:], master)
	return b
}

// everyKind is an image with two tables, and the disk in it.
func everyKind(t testing.TB) (packed, disk []byte) {
	all := pieces(t)
	var data []byte
	for _, p := range all {
		data, disk = append(data, p.packed...), append(disk, p.content...)
	}
	first := len(all[0].packed) + len(all[2].packed)
	return image(data, table(0, all[:3], 0), table(12, all[3:], uint64(first))), disk
}

func open(t testing.TB, b []byte) *Image {
	t.Helper()
	m, err := Open(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestReadAt(t *testing.T) {
	packed, disk := everyKind(t)
	m := open(t, packed)
	if m.Size() != int64(len(disk)) || !m.Intact {
		t.Fatalf("%d bytes, want %d; intact %t", m.Size(), len(disk), m.Intact)
	}
	whole := make([]byte, len(disk))
	if n, err := m.ReadAt(whole, 0); err != nil || !bytes.Equal(whole, disk) {
		t.Fatalf("%d bytes, %v", n, err)
	}
	for _, part := range [][2]int{{0, 1}, {2040, 20}, {5000, 9000}, {len(disk) - 3, 3}} {
		b := make([]byte, part[1])
		if _, err := m.ReadAt(b, int64(part[0])); err != nil || !bytes.Equal(b, disk[part[0]:part[0]+part[1]]) {
			t.Errorf("%v: %v", part, err)
		}
	}
	if n, err := m.ReadAt(make([]byte, 10), int64(len(disk)-4)); n != 4 || err != io.EOF {
		t.Errorf("at the end: %d, %v", n, err)
	}
}

// The oldest images have a resource fork instead of a property list.
func TestResourceFork(t *testing.T) {
	be := binary.BigEndian
	p := pieces(t)[2]
	blkx := table(0, []piece{p}, 0)
	data := append(be.AppendUint32(make([]byte, 8), uint32(len(blkx))), blkx...) // another resource stands before it
	index := make([]byte, 28)
	be.PutUint16(index[24:], 28)
	index = be.AppendUint16(index, 1) // two types
	index = append(index, "plst\x00\x00\x00\x12blkx\x00\x00\x00\x12"...)
	index = append(index, 0, 0, 0xff, 0xff, 0x50, 0, 0, 8, 0, 0, 0, 0)
	fork := be.AppendUint32(be.AppendUint32(nil, 16), uint32(16+len(data)))
	fork = append(be.AppendUint32(be.AppendUint32(fork, uint32(len(data))), uint32(len(index))), append(data, index...)...)
	b := append(bytes.Clone(p.packed), fork...)
	b = append(b, trailer(len(p.packed), 40, len(p.packed), len(fork), crc32.ChecksumIEEE(blkx[72:76]))...)
	m := open(t, b)
	got := make([]byte, 2048)
	if _, err := m.ReadAt(got, 0); err != nil || !bytes.Equal(got, p.content) {
		t.Errorf("%q, %v", got, err)
	}
}

func TestRefused(t *testing.T) {
	whole, _ := everyKind(t)
	segment := bytes.Clone(whole)
	binary.BigEndian.PutUint32(segment[len(segment)-trailerLength+60:], 2)
	raw := piece{chunkRaw, text("raw "), text("raw ")}
	huge := table(0, []piece{raw}, 0)
	binary.BigEndian.PutUint64(huge[tableHeader+16:], 1<<54)
	many := table(0, []piece{raw}, 0)
	binary.BigEndian.PutUint32(many[200:], 1<<30)
	large := table(0, []piece{{chunkZlib, raw.packed, make([]byte, 2*maxChunk)}}, 0)
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"empty": {nil, ErrNone}, "other file": {text("text"), ErrNone}, "without trailer": {whole[:len(whole)-1], ErrNone},
		"encrypted":             {append([]byte("encrcdsa\x00\x00\x00\x02"), make([]byte, 600)...), ErrEncrypted},
		"encrypted, first form": {append(make([]byte, 600), "cdsaencr"...), ErrEncrypted},
		"segment":               {segment, ErrSegment},
		"overlapping":           {image(raw.packed, table(0, []piece{raw}, 0), table(3, []piece{raw}, 0)), errMalformed},
		"behind the file":       {image(raw.packed, table(0, []piece{raw}, 1<<40)), errMalformed},
		"huge":                  {image(raw.packed, huge), errMalformed},
		"more than the table":   {image(raw.packed, many), errMalformed},
		"large chunk":           {image(raw.packed, large), errMalformed},
		"no table":              {image(raw.packed), errMalformed},
		"not a table":           {image(raw.packed, make([]byte, 300)), errMalformed},
	} {
		if _, err := Open(bytes.NewReader(c.file), int64(len(c.file))); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// A chunk whose content is shorter than it says, or nonsense, cannot be read.
func TestBadChunks(t *testing.T) {
	for _, kind := range []uint32{chunkADC, chunkZlib, chunkBzip2, chunkLZFSE, chunkLZMA, 0x80000009} {
		for name, packed := range map[string][]byte{"nonsense": []byte("nonsense"), "short": nil} {
			b := image(packed, table(0, []piece{{kind, packed, make([]byte, 2048)}}, 0))
			m, err := Open(bytes.NewReader(b), int64(len(b)))
			if err == nil {
				_, err = m.ReadAt(make([]byte, 2048), 0)
			}
			if err == nil {
				t.Errorf("%x: %s was read", kind, name)
			}
		}
	}
}

// Reading here and there does not unpack forever, and few chunks are kept.
func TestBounds(t *testing.T) {
	content := make([]byte, 4<<20)
	p := piece{chunkZlib, zlibbed(content), content}
	b := image(bytes.Repeat(p.packed, 4), table(0, []piece{p, p, p, p}, 0))
	m := open(t, b)
	var err error
	for i := int64(0); i < 2*maxDecoded/(4<<20) && err == nil; i++ {
		_, err = m.ReadAt(make([]byte, 1), (i%4)*(4<<20)+4<<20-1)
		total := int64(0)
		for _, u := range m.kept {
			total += int64(len(u.b))
		}
		if total > maxKept {
			t.Fatalf("%d bytes are kept", total)
		}
	}
	if !errors.Is(err, errTooMuch) {
		t.Errorf("read twice the bound: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	whole, _ := everyKind(f)
	f.Add(whole)
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Open(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return
		}
		buffer := make([]byte, 4096)
		for at := int64(0); at < min(m.Size(), 1<<16); at += int64(len(buffer)) {
			if n, err := m.ReadAt(buffer, at); n < len(buffer) && err == nil {
				t.Errorf("%d of %d bytes at %d without an error", n, len(buffer), at)
			}
		}
	})
}

// FuzzTables looks for a resource fork or property list that makes the reader fail.
func FuzzTables(f *testing.F) {
	f.Add([]byte("<plist><dict><key>blkx</key><array><dict><key>Data</key><data>bWlzaA==</data></dict></array></dict></plist>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _ = listTables(b)
		_, _ = forkTables(b)
	})
}
