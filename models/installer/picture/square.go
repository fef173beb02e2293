package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
)

// Icon makes an icon of a picture: it stays as it is when it is square and not larger than need be. Any other is set in the middle
// of a clear square, at most BestSide wide, and becomes a PNG. It is nil for what is no picture.
func Icon(b []byte) []byte {
	c, _, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil || !shown(c.Width, c.Height) {
		return nil
	}
	if c.Width == c.Height && c.Width <= BestSide && len(b) <= MaxBytes {
		return b
	}
	m, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	return PNG(Square(m, Around(m.Bounds()), BestSide))
}

// Cropped is the square in the middle of a picture, at most BestSide wide, as a PNG. A file that is such a square stays as it is.
func Cropped(m image.Image, file []byte) []byte {
	r := m.Bounds()
	if r.Dx() == r.Dy() && r.Dx() <= BestSide {
		return file
	}
	return PNG(Square(m, Inside(r), BestSide))
}

// Around is the smallest square that a picture fits in, with the picture in its middle.
func Around(r image.Rectangle) image.Rectangle {
	return middle(r, max(r.Dx(), r.Dy()))
}

// Inside is the largest square that fits in a picture, in its middle.
func Inside(r image.Rectangle) image.Rectangle {
	return middle(r, min(r.Dx(), r.Dy()))
}

func middle(r image.Rectangle, side int) image.Rectangle {
	at := image.Pt(r.Min.X+(r.Dx()-side)/2, r.Min.Y+(r.Dy()-side)/2)
	return image.Rectangle{Min: at, Max: at.Add(image.Pt(side, side))}
}

// Square is a square part of a picture, made smaller when it is more than so many pixels wide, never larger. What of the part lies
// outside the picture is clear.
func Square(m image.Image, part image.Rectangle, most int) *image.NRGBA {
	side := min(part.Dx(), most)
	to := image.NewNRGBA(image.Rect(0, 0, side, side))
	s := shrinker{side: side, columns: spans(part.Dx(), side), sum: make([]float32, 4*side)}
	rows := spans(part.Dy(), side)
	row := image.NewRGBA(image.Rect(0, 0, part.Dx(), 1))
	for y := range part.Dy() {
		clear(row.Pix)
		draw.Draw(row, row.Rect, m, image.Pt(part.Min.X, part.Min.Y+y), draw.Src)
		for _, share := range rows[y] {
			s.add(row.Pix, share.weight)
			if share.last {
				s.finish(to, share.at)
			}
		}
	}
	return to
}

// share is how much of a line of pixels goes to a line of the smaller picture, and whether it is the last that does.
type share struct {
	at     int
	weight float32
	last   bool
}

// spans divides so many pixels among fewer: each goes to one or two of them.
func spans(from, to int) [][]share {
	all := make([][]share, from)
	for i := range all {
		// in units of 1/to of a pixel, each of the fewer is from units long
		for at, begins := i*to/from, i*to; at < to; at++ {
			ends := min((i+1)*to, (at+1)*from)
			if begins >= ends {
				break
			}
			all[i] = append(all[i], share{at, float32(ends-begins) / float32(from), ends == (at+1)*from})
			begins = ends
		}
	}
	return all
}

// shrinker adds up the lines of a picture that become one line of a smaller one.
type shrinker struct {
	side    int
	columns [][]share
	sum     []float32 // red, green and blue, multiplied by the opacity, and the opacity
}

func (s *shrinker) add(line []uint8, weight float32) {
	for x, shares := range s.columns {
		pixel := line[4*x : 4*x+4]
		if pixel[3] == 0 {
			continue
		}
		for _, share := range shares {
			w, to := weight*share.weight, s.sum[4*share.at:4*share.at+4]
			for c := range to {
				to[c] += w * float32(pixel[c])
			}
		}
	}
}

func (s *shrinker) finish(to *image.NRGBA, y int) {
	for x := range s.side {
		c := s.sum[4*x : 4*x+4]
		if c[3] > 0 {
			level := func(v float32) uint8 { return uint8(min(v*255/c[3]+0.5, 255)) }
			to.SetNRGBA(x, y, color.NRGBA{level(c[0]), level(c[1]), level(c[2]), uint8(min(c[3]+0.5, 255))})
		}
	}
	clear(s.sum)
}

// PNG is a picture in that form.
func PNG(m image.Image) []byte {
	var b bytes.Buffer
	_ = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, m) // memory does not fail, and the picture has a size
	return b.Bytes()
}
