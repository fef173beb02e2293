package picture

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"slices"

	"appdepot/models/installer/input"
)

const (
	icoHeader  = 6
	icoEntry   = 16
	maxICO     = 64 // pictures of one icon
	maxDIBSide = 256
	dibHeader  = 40
	maxDIB     = dibHeader + 4*256 + maxDIBSide*maxDIBSide*5
	icoMagic   = 0x10000
)

// IconEntry is one of the pictures of a Windows icon, as its list describes it.
type IconEntry struct {
	Side, Depth int
	At          int64 // where it stands: an offset in a file, a number of a resource
	Length      int64
}

// IconEntries are the pictures in the list of a Windows icon, the best first. A list in a program has shorter entries.
func IconEntries(list input.Bytes, entryBytes int) []IconEntry {
	if list.U32(0) != icoMagic {
		return nil
	}
	var all []IconEntry
	for at := icoHeader; at+entryBytes <= len(list) && len(all) < min(int(list.U16(4)), maxICO); at += entryBytes {
		e := IconEntry{Side: (int(list.U8(at))+255)%256 + 1, Depth: int(list.U16(at + 6)), Length: int64(list.U32(at + 8))}
		if e.At = int64(list.U16(at + 12)); entryBytes == icoEntry {
			e.At = int64(list.U32(at + 12))
		}
		if e.Depth == 0 { // then the number of colors tells; 0 is more than 256
			for e.Depth = 1; e.Depth < 8 && 1<<e.Depth < int(list.U8(at+2)); e.Depth++ {
			}
			if list.U8(at+2) == 0 {
				e.Depth = 32
			}
		}
		all = append(all, e)
	}
	slices.SortStableFunc(all, func(a, b IconEntry) int {
		return cmp.Or(cmp.Compare(b.Side, a.Side), cmp.Compare(b.Depth, a.Depth))
	})
	return all
}

// FromICO gives the best picture in an .ico file, as a PNG; nil when there is none.
func FromICO(b input.Bytes) []byte {
	all := IconEntries(b, icoEntry)
	for _, e := range all[:min(len(all), MaxTries)] {
		if data := b.Part(int(e.At), int(e.Length)); data != nil {
			if drawn := FromIconEntry(data); drawn != nil {
				return drawn
			}
		}
	}
	return nil
}

// FromIconEntry gives one picture of a Windows icon as a PNG, nil for what is none: it is a PNG, or a bitmap without a file header
// followed by a mask.
func FromIconEntry(b input.Bytes) []byte {
	if len(b) <= MaxBytes && MediaType(b) == "image/png" {
		return b
	}
	d, err := readDIB(b)
	if err != nil {
		return nil
	}
	return PNG(d.image())
}

// dib holds rows of pixels from the bottom to the top, each a multiple of four bytes long.
type dib struct {
	width, height, depth  int
	palette, pixels, mask input.Bytes
}

func readDIB(b input.Bytes) (dib, error) {
	width, height, depth := int(b.U32(4)), int(b.U32(8))/2, int(b.U16(14))
	if b.U32(0) != dibHeader || len(b) < dibHeader || len(b) > maxDIB || width < 1 || width > maxDIBSide || height < 1 || height > maxDIBSide || b.U32(16) != 0 {
		return dib{}, errors.New("unknown form of picture")
	}
	if !slices.Contains([]int{1, 4, 8, 16, 24, 32}, depth) {
		return dib{}, errors.New("unknown number of colors")
	}
	d := dib{width: width, height: height, depth: depth, pixels: b[dibHeader:]}
	if depth <= 8 {
		colors := int(b.U32(32))
		if colors < 1 || colors > 1<<depth {
			colors = 1 << depth
		}
		d.palette = d.pixels[:min(4*colors, len(d.pixels))]
		d.pixels = d.pixels[len(d.palette):]
	}
	if d.rowBytes(depth)*height > len(d.pixels) {
		return dib{}, errors.New("picture is not complete")
	}
	d.mask = d.pixels[d.rowBytes(depth)*height:]
	return d, nil
}

func (d dib) rowBytes(depth int) int { return (d.width*depth + 31) / 32 * 4 }

func (d dib) image() image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, d.width, d.height))
	blank := d.depth == 32 // all pixels say that they are invisible: then the mask counts
	for y := range d.height {
		for x := range d.width {
			c := d.at(x, y)
			blank = blank && c.A == 0
			m.SetNRGBA(x, y, c)
		}
	}
	if d.depth == 32 && !blank {
		return m
	}
	for y := range d.height {
		for x := range d.width {
			c := m.NRGBAAt(x, y)
			if c.A = 255; d.bits(d.mask, x, y, 1) != 0 {
				c = color.NRGBA{}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

func (d dib) at(x, y int) color.NRGBA {
	from, at := d.palette, 0
	switch d.depth {
	case 16:
		v := d.pixels.U16((d.height-1-y)*d.rowBytes(16) + 2*x)
		level := func(v uint16) uint8 { return uint8(v & 31 * 255 / 31) }
		return color.NRGBA{R: level(v >> 10), G: level(v >> 5), B: level(v)}
	case 24, 32:
		from, at = d.pixels, (d.height-1-y)*d.rowBytes(d.depth)+x*d.depth/8
	default:
		at = 4 * d.bits(d.pixels, x, y, d.depth)
	}
	c := color.NRGBA{R: from.U8(at + 2), G: from.U8(at + 1), B: from.U8(at)}
	if d.depth == 32 {
		c.A = from.U8(at + 3)
	}
	return c
}

// bits gives a value of 1, 4 or 8 bits.
func (d dib) bits(rows input.Bytes, x, y, depth int) int {
	row := (d.height - 1 - y) * d.rowBytes(depth)
	b := rows.U8(row + x*depth/8)
	return int(b) >> (8 - depth - x*depth%8) & (1<<depth - 1)
}

// IsICO and IsICNS tell the icons of Windows and macOS by their first bytes.
func IsICO(b []byte) bool {
	return len(b) > icoHeader && binary.LittleEndian.Uint32(b) == icoMagic
}

// IsICNS tells an icon of macOS.
func IsICNS(b []byte) bool { return bytes.HasPrefix(b, []byte("icns")) }
