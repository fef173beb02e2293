package windows

import (
	"bytes"
	"cmp"
	"slices"

	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/picture"
)

const (
	sourceIconTable = "Icon table"
	maxIconFile     = 4 << 20 // of a program or .ico file that holds the icon
	icoHeader       = 6
	icoEntry        = 16
)

// productIcon is the icon that Windows shows among installed apps: the row of the table Icon that a property names. It is
// an .ico file, or a program that holds one.
func (c *msi) productIcon(name string) (*facts.Icon, error) {
	stream := packedName("Icon." + name)
	if name == "" || c.Stream(stream) == nil {
		return nil, nil
	}
	b, err := c.Read(stream, maxIconFile, sourceIconTable)
	if err != nil {
		return nil, c.Source.Fatal(err)
	}
	icon, err := iconOf(c.Source, b)
	if icon != nil {
		icon.Source = input.CleanText(sourceIconTable+": "+name, input.MaxText)
	}
	return icon, err
}

func iconOf(src *input.Source, b []byte) (*facts.Icon, error) {
	if !bytes.HasPrefix(b, []byte("MZ")) {
		return largestPicture(b), nil
	}
	p, err := openProgram(src.Inside(bytes.NewReader(b), int64(len(b))))
	if err != nil {
		return nil, src.Fatal(err)
	}
	return p.icon()
}

// largestPicture takes the largest picture of an .ico file, as a PNG.
func largestPicture(b input.Bytes) *facts.Icon {
	type ico struct {
		side, depth int
		data        input.Bytes
	}
	var pictures []ico
	for i := range min(int(b.U16(4)), maxPictures) {
		at := icoHeader + i*icoEntry
		from, length := int64(b.U32(at+12)), int64(b.U32(at+8))
		if b.U32(0) == 0x10000 && from+length <= int64(len(b)) {
			side := (int(b.U8(at)) + maxDIBSide - 1) % maxDIBSide // a side of 0 means 256
			pictures = append(pictures, ico{side, int(b.U16(at + 6)), b[from : from+length]})
		}
	}
	slices.SortStableFunc(pictures, func(a, b ico) int {
		return cmp.Or(cmp.Compare(b.side, a.side), cmp.Compare(b.depth, a.depth))
	})
	for _, p := range pictures[:min(len(pictures), picture.MaxTries)] {
		if picture.MediaType(p.data) == "image/png" && len(p.data) <= picture.MaxBytes {
			return &facts.Icon{Media: "image/png", Data: p.data}
		}
		if drawn, err := pngOfDIB(p.data); err == nil {
			return &facts.Icon{Media: "image/png", Data: drawn}
		}
	}
	return nil
}
