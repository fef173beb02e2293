package picture

import (
	"cmp"
	"encoding/binary"
	"image"
	"slices"
)

// icnsRaw are the elements of an .icns file that may hold plain pixels, by the length of their side. Those of the older kind hold
// no opacity; another element does. (source: libicns, Apple's documentation of Icon Services)
var icnsRaw = map[string]struct {
	side int
	mask string
}{
	"ic04": {16, ""}, "ic05": {32, ""}, "icsb": {18, ""}, "icsB": {36, ""},
	"is32": {16, "s8mk"}, "il32": {32, "l8mk"}, "ih32": {48, "h8mk"}, "it32": {128, "t8mk"},
}

// icnsElement is one element of an .icns file, with the side that it has if it is a picture.
type icnsElement struct {
	kind string
	data []byte
	side int
}

// FromICNS gives the best picture in an .icns file as a PNG, nil when there is none. Elements are a PNG or plain pixels; those in
// JPEG 2000 are passed over.
func FromICNS(b []byte) []byte {
	all := icnsElements(b)
	masks := map[string][]byte{}
	for i := range all {
		e := &all[i]
		masks[e.kind] = e.data
		if raw, ok := icnsRaw[e.kind]; ok {
			e.side = raw.side
		}
		if side := Side(e.data); side > 0 && len(e.data) <= MaxBytes {
			e.side = side
		} else if icnsRaw[e.kind].side == 0 {
			e.side = 0
		}
	}
	slices.SortStableFunc(all, func(x, y icnsElement) int { return cmp.Compare(Rank(y.side), Rank(x.side)) })
	for _, e := range all[:min(len(all), MaxTries)] {
		if e.side == 0 {
			break
		}
		if MediaType(e.data) == "image/png" {
			return e.data
		}
		raw := icnsRaw[e.kind]
		if m := rawPixels(e.data, raw.side, masks[raw.mask]); m != nil {
			return PNG(m)
		}
	}
	return nil
}

// icnsElements are the elements of an .icns file as far as they are complete.
func icnsElements(b []byte) (all []icnsElement) {
	if len(b) < 8 || !IsICNS(b) {
		return nil
	}
	for b = b[8:]; len(b) >= 8 && len(all) < maxICO; {
		length := binary.BigEndian.Uint32(b[4:])
		if length < 8 || uint64(length) > uint64(len(b)) {
			break
		}
		all = append(all, icnsElement{kind: string(b[:4]), data: b[8:length]})
		b = b[length:]
	}
	return all
}

// rawPixels draws plain pixels, whose colors stand one after the other, each compressed by itself. The newer kind begins with its
// name and the opacity.
func rawPixels(b []byte, side int, mask []byte) image.Image {
	pixels := side * side
	m := image.NewNRGBA(image.Rect(0, 0, side, side))
	planes := []int{0, 1, 2}
	switch {
	case side == 0:
		return nil
	case len(b) > 4 && string(b[:4]) == "ARGB":
		b, planes = b[4:], []int{3, 0, 1, 2}
	case len(b) > 4 && binary.BigEndian.Uint32(b) == 0 && side == 128:
		b = b[4:] // the largest of the older kind begins with four empty bytes
	}
	if len(planes) == 3 {
		for i := range pixels {
			m.Pix[4*i+3] = 255
		}
		if len(mask) >= pixels {
			for i := range pixels {
				m.Pix[4*i+3] = mask[i]
			}
		}
	}
	for _, plane := range planes {
		rest, ok := unpackPlane(b, m.Pix[plane:], pixels)
		if !ok {
			return nil
		}
		b = rest
	}
	return m
}

// unpackPlane writes one color of every pixel, and gives what follows it. A byte below 128 is followed by so many bytes and one
// more, any other by one byte that is meant several times.
func unpackPlane(b, to []byte, pixels int) (rest []byte, ok bool) {
	for at := 0; at < pixels; {
		if len(b) < 2 {
			return nil, false
		}
		n, same := int(b[0])+1, b[0] >= 128
		if same {
			n = int(b[0]) - 125
		} else if n > len(b)-1 {
			return nil, false
		}
		if n > pixels-at {
			return nil, false
		}
		for i := range n {
			v := b[1]
			if !same {
				v = b[1+i]
			}
			to[4*(at+i)] = v
		}
		at += n
		if same {
			n = 1
		}
		b = b[1+n:]
	}
	return b, true
}
