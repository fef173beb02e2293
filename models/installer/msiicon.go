package installer

import (
	"bytes"
	"cmp"
	"slices"
)

const (
	sourceIconTable = "Icon table"
	maxIconFile     = 4 << 20 // of a program or .ico file that holds the icon
	icoHeader       = 6
	icoEntry        = 16
)

// productIcon is the icon that Windows shows among installed apps: the row of the table Icon that a property names. It is
// an .ico file, or a program that holds one.
func (c *compound) productIcon(name string) (*Icon, error) {
	stream := packedName("Icon." + name)
	if name == "" || c.stream(stream) == nil {
		return nil, nil
	}
	b, err := c.read(stream, maxIconFile, sourceIconTable)
	if err != nil {
		return nil, c.src.fatal(err)
	}
	icon, err := iconOf(c.src, b)
	if icon != nil {
		icon.Source = clean(sourceIconTable+": "+name, maxFact)
	}
	return icon, err
}

func iconOf(src *source, b []byte) (*Icon, error) {
	if !bytes.HasPrefix(b, []byte("MZ")) {
		return largestPicture(b), nil
	}
	p, err := openProgram(src.inside(bytes.NewReader(b), int64(len(b))))
	if err != nil {
		return nil, src.fatal(err)
	}
	return p.icon()
}

// largestPicture takes the largest picture of an .ico file, as a PNG.
func largestPicture(b octets) *Icon {
	type picture struct {
		side, depth int
		data        octets
	}
	var pictures []picture
	for i := range min(int(b.u16(4)), maxPictures) {
		at := icoHeader + i*icoEntry
		from, length := int64(b.u32(at+12)), int64(b.u32(at+8))
		if b.u32(0) == 0x10000 && from+length <= int64(len(b)) {
			side := (int(b.u8(at)) + maxDIBSide - 1) % maxDIBSide // a side of 0 means 256
			pictures = append(pictures, picture{side, int(b.u16(at + 6)), b[from : from+length]})
		}
	}
	slices.SortStableFunc(pictures, func(a, b picture) int {
		return cmp.Or(cmp.Compare(b.side, a.side), cmp.Compare(b.depth, a.depth))
	})
	for _, p := range pictures[:min(len(pictures), maxIconTries)] {
		if bitmap(p.data) == "image/png" && len(p.data) <= maxIcon {
			return &Icon{Media: "image/png", Data: p.data}
		}
		if drawn, err := pngOfDIB(p.data); err == nil {
			return &Icon{Media: "image/png", Data: drawn}
		}
	}
	return nil
}
