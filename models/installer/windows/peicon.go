package windows

import (
	"bytes"
	"cmp"
	"errors"
	"image"
	"image/color"
	"image/png"
	"slices"

	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/picture"
)

const (
	iconEntry    = 14 // bytes of one picture in a group
	maxPictures  = 64
	maxDIBSide   = 256
	dibHeader    = 40
	sourceIcon   = "Icon resource"
	maxIconBytes = dibHeader + 4*256 + maxDIBSide*maxDIBSide*5 // of a picture that is no PNG
)

// icon is the largest picture of the program's first icon, the one that Windows shows.
func (p *program) icon() (*facts.Icon, error) {
	group, err := p.resource(resourceGroupIcon, -1, maxVersionInfo)
	if err != nil {
		return nil, p.src.Fatal(err)
	}
	type entry struct{ side, depth, number int }
	var pictures []entry
	for at := 6; at+iconEntry <= len(group) && len(pictures) < maxPictures; at += iconEntry {
		b := input.Bytes(group[at:])
		pictures = append(pictures, entry{(int(b.U8(0)) + maxDIBSide - 1) % maxDIBSide, int(b.U16(6)), int(b.U16(12))}) // a side of 0 means 256
	}
	slices.SortStableFunc(pictures, func(a, b entry) int {
		return cmp.Or(cmp.Compare(b.side, a.side), cmp.Compare(b.depth, a.depth))
	})
	for _, found := range pictures[:min(len(pictures), picture.MaxTries)] {
		b, err := p.resource(resourceIcon, int64(found.number), picture.MaxBytes)
		if err := p.src.Fatal(err); err != nil {
			return nil, err
		}
		if err != nil {
			continue
		}
		if media := picture.MediaType(b); media == "image/png" {
			return &facts.Icon{Media: media, Source: sourceIcon, Data: b}, nil
		}
		if b, err = pngOfDIB(b); err == nil {
			return &facts.Icon{Media: "image/png", Source: sourceIcon, Data: b}, nil
		}
	}
	return nil, nil
}

// pngOfDIB turns a picture of an icon, a bitmap without file header followed by a mask, into a PNG.
func pngOfDIB(b input.Bytes) ([]byte, error) {
	width, height, depth := int(b.U32(4)), int(b.U32(8))/2, int(b.U16(14))
	if b.U32(0) != dibHeader || len(b) > maxIconBytes || width < 1 || width > maxDIBSide || height < 1 || height > maxDIBSide || b.U32(16) != 0 {
		return nil, errors.New("unknown form of picture")
	}
	if !slices.Contains([]int{1, 4, 8, 24, 32}, depth) {
		return nil, errors.New("unknown number of colors")
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
		return nil, errors.New("picture is not complete")
	}
	d.mask = d.pixels[d.rowBytes(depth)*height:]
	var out bytes.Buffer
	err := png.Encode(&out, d.image())
	return out.Bytes(), err
}

// dib holds rows of pixels from the bottom to the top, each a multiple of four bytes long.
type dib struct {
	width, height, depth  int
	palette, pixels, mask input.Bytes
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
