package picture

import (
	"bytes"
	"encoding/binary"
	"image/color"
	"testing"
)

// bitmap is a picture of a Windows icon, two pixels wide and high, of a depth: red above and blue below, the right pixels masked.
func bitmap(depth int) []byte {
	le := binary.LittleEndian
	b := make([]byte, dibHeader)
	le.PutUint32(b, dibHeader)
	le.PutUint32(b[4:], 2)
	le.PutUint32(b[8:], 4)
	le.PutUint16(b[12:], 1)
	le.PutUint16(b[14:], uint16(depth))
	if depth <= 8 {
		palette := make([]byte, 4<<depth)
		palette[2], palette[4] = 255, 255 // red, then blue
		b = append(b, palette...)
	}
	b = append(b, map[int][]byte{
		1:  {0xc0, 0, 0, 0, 0, 0, 0, 0},
		4:  {0x11, 0, 0, 0, 0, 0, 0, 0},
		8:  {1, 1, 0, 0, 0, 0, 0, 0},
		16: {31, 0, 31, 0, 0, 31 << 2, 0, 31 << 2},
		24: {255, 0, 0, 255, 0, 0, 0, 0, 0, 0, 255, 0, 0, 255, 0, 0},
		32: {255, 0, 0, 255, 255, 0, 0, 0, 0, 0, 255, 255, 0, 0, 255, 0},
	}[depth]...)
	return append(b, 0x40, 0, 0, 0, 0x40, 0, 0, 0)
}

func TestWindowsIconsOfEveryDepth(t *testing.T) {
	for _, depth := range []int{1, 4, 8, 16, 24, 32} {
		b := FromIconEntry(bitmap(depth))
		if b == nil {
			t.Errorf("%d bits: no picture", depth)
			continue
		}
		m := decode(t, b)
		if above, below := at(m, 0, 0), at(m, 0, 1); above != (color.NRGBA{255, 0, 0, 255}) || below != (color.NRGBA{0, 0, 255, 255}) {
			t.Errorf("%d bits: %v above %v", depth, above, below)
		}
		if right := at(m, 1, 0); right.A != 0 {
			t.Errorf("%d bits: what is masked is %v", depth, right)
		}
		whole := bitmap(depth)
		for n := range whole {
			FromIconEntry(whole[:n])
		}
	}
}

func TestTheLargestOfAWindowsIcon(t *testing.T) {
	small, large := PNG(filled(16, 16, red)), PNG(filled(256, 256, red))
	le := binary.LittleEndian
	list := make([]byte, icoHeader+2*icoEntry)
	le.PutUint32(list, icoMagic)
	le.PutUint16(list[4:], 2)
	for i, b := range [][]byte{small, large} {
		e := list[icoHeader+i*icoEntry:]
		e[0] = byte(decode(t, b).Bounds().Dx()) // 0 for 256
		le.PutUint16(e[6:], 32)
		le.PutUint32(e[8:], uint32(len(b)))
		le.PutUint32(e[12:], uint32(len(list)+i*len(small)))
	}
	whole := append(append(list, small...), large...)
	if got := FromICO(whole); !bytes.Equal(got, large) {
		t.Errorf("a picture of %d bytes, want %d", len(got), len(large))
	}
	for n := range len(list) + len(small) {
		FromICO(whole[:n])
	}
}

// element is a part of an icon of macOS.
func element(kind string, data []byte) []byte {
	return append(binary.BigEndian.AppendUint32([]byte(kind), uint32(8+len(data))), data...)
}

func icns(elements ...[]byte) []byte { return element("icns", bytes.Join(elements, nil)) }

// plane is one color of so many pixels, compressed.
func plane(pixels int, v byte) (b []byte) {
	for ; pixels >= 130; pixels -= 130 {
		b = append(b, 255, v)
	}
	for ; pixels > 0; pixels-- {
		b = append(b, 0, v)
	}
	return b
}

func TestMacIconsWithoutAPNG(t *testing.T) {
	colors := append(append(plane(256, red.R), plane(256, red.G)...), plane(256, red.B)...)
	mask := bytes.Repeat([]byte{128}, 256)
	for name, c := range map[string]struct {
		file  []byte
		alpha uint8
	}{
		"older":           {icns(element("is32", colors), element("s8mk", mask)), 128},
		"without a mask":  {icns(element("is32", colors)), 255},
		"newer":           {icns(element("ic04", append(append([]byte("ARGB"), plane(256, 77)...), colors...))), 77},
		"after JPEG 2000": {icns(element("ic10", []byte("\x00\x00\x00\x0cjP  ")), element("is32", colors)), 255},
	} {
		b := FromICNS(c.file)
		if b == nil {
			t.Errorf("%s: no picture", name)
			continue
		}
		if got := at(decode(t, b), 3, 3); got != (color.NRGBA{red.R, red.G, red.B, c.alpha}) {
			t.Errorf("%s: %v", name, got)
		}
		for n := range c.file {
			FromICNS(c.file[:n])
		}
	}
	large := PNG(filled(128, 128, red))
	if got := FromICNS(icns(element("is32", colors), element("ic07", large))); !bytes.Equal(got, large) {
		t.Error("the larger picture is not taken")
	}
}

func FuzzICO(f *testing.F) {
	f.Add(bitmap(4))
	f.Add(bitmap(32))
	f.Fuzz(func(t *testing.T, b []byte) {
		FromICO(b)
		FromIconEntry(b)
	})
}

func FuzzICNS(f *testing.F) {
	f.Add(icns(element("is32", plane(768, 9)), element("s8mk", make([]byte, 256))))
	f.Fuzz(func(t *testing.T, b []byte) {
		if got := FromICNS(b); got != nil && MediaType(got) != "image/png" {
			t.Error("no PNG")
		}
	})
}
