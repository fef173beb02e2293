package paint

import (
	"cmp"
	"image"
	"image/color"
	"image/draw"
	"math"
	"slices"
)

// Rule says what is inside contours that cross each other.
type Rule int

// The rules: what a contour runs around, and what an odd number of contours run around.
const (
	NonZero Rule = iota
	EvenOdd
)

const (
	fine    = 8          // lines that are looked at for one line of pixels
	maxWork = 60_000_000 // what one canvas draws, in pixels and crossings of lines

	perShade = 5  // pixels of one color cost as much as one whose color is computed
	perPoint = 50 // and as much as a point of a path, which is computed and sorted
)

// Canvas is a square picture that is drawn on.
type Canvas struct {
	*image.RGBA
	work int
}

// NewCanvas is a clear canvas so many pixels wide.
func NewCanvas(side int) *Canvas { return &Canvas{RGBA: image.NewRGBA(image.Rect(0, 0, side, side))} }

// Mask is how much of each pixel is inside something.
type Mask = image.Alpha

// Spend counts work that is done for the canvas elsewhere, such as reading what is to be drawn.
func (c *Canvas) Spend(work int) { c.work += work }

// Spent is the work so far.
func (c *Canvas) Spent() int { return c.work }

// Exhausted reports whether no more is drawn.
func (c *Canvas) Exhausted() bool { return c.work > maxWork }

// Fill draws an area with the colors of a picture, within a mask if there is one.
func (c *Canvas) Fill(p *Path, rule Rule, colors image.Image, within *Mask) {
	if colors == nil {
		return
	}
	mask := c.Mask(p, rule)
	if mask == nil {
		return
	}
	if within != nil {
		intersect(mask, within)
	}
	work := mask.Rect.Dx() * mask.Rect.Dy()
	if _, plain := colors.(*image.Uniform); !plain {
		work *= perShade
	}
	c.work += work
	draw.DrawMask(c.RGBA, mask.Rect, colors, mask.Rect.Min, mask, mask.Rect.Min, draw.Over)
}

// Picture draws a picture into an area, made smaller or larger as need be.
func (c *Canvas) Picture(m image.Image, area image.Rectangle) {
	seen := area.Intersect(c.Rect)
	if c.work += perShade * seen.Dx() * seen.Dy(); seen.Empty() || m.Bounds().Empty() || c.Exhausted() {
		return
	}
	draw.Draw(c.RGBA, seen, sized(m, area), seen.Min, draw.Over)
}

// Mask is the area inside a path; nil when there is none on the canvas.
func (c *Canvas) Mask(p *Path, rule Rule) *Mask {
	if c.work += perPoint * p.points; c.Exhausted() {
		return nil
	}
	edges, bounds := p.edges(c.Rect)
	if bounds.Empty() {
		return nil
	}
	c.work += bounds.Dx() * bounds.Dy()
	mask := image.NewAlpha(bounds)
	cover := make([]float32, bounds.Dx()+1)
	var active []edge
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		clear(cover)
		for sub := range fine {
			at := float64(y) + (float64(sub)+0.5)/fine
			for len(edges) > 0 && edges[0].top <= at {
				active, edges = append(active, edges[0]), edges[1:]
			}
			active = slices.DeleteFunc(active, func(e edge) bool { return e.bottom <= at })
			for i, e := range active {
				active[i].hit = e.x + (at-e.top)*e.slope - float64(bounds.Min.X)
			}
			if c.work += len(active); c.Exhausted() {
				return nil
			}
			slices.SortFunc(active, func(a, b edge) int { return cmp.Compare(a.hit, b.hit) })
			spans(active, rule, cover)
		}
		row := mask.Pix[(y-bounds.Min.Y)*mask.Stride:]
		for x := range bounds.Dx() {
			row[x] = uint8(min(cover[x]*(255.0/fine)+0.5, 255))
		}
	}
	return mask
}

// edge is a straight piece that runs down a canvas, which way its contour does, and where it crosses the line that is looked at.
type edge struct {
	top, bottom, x, slope float64
	turn                  int
	hit                   float64
}

// edges are the pieces of closed contours by where they begin, and the pixels that they can touch.
func (p *Path) edges(within image.Rectangle) (all []edge, bounds image.Rectangle) {
	low, high := Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for _, c := range p.contours {
		for i, a := range c {
			low, high = Point{min(low.X, a.X), min(low.Y, a.Y)}, Point{max(high.X, a.X), max(high.Y, a.Y)}
			b, turn := c[(i+1)%len(c)], 1
			if a.Y == b.Y {
				continue
			}
			if a.Y > b.Y {
				a, b, turn = b, a, -1
			}
			all = append(all, edge{top: a.Y, bottom: b.Y, x: a.X, slope: (b.X - a.X) / (b.Y - a.Y), turn: turn})
		}
	}
	if len(all) == 0 {
		return nil, image.Rectangle{}
	}
	slices.SortFunc(all, func(a, b edge) int { return cmp.Compare(a.top, b.top) })
	return all, image.Rect(int(math.Floor(low.X)), int(math.Floor(low.Y)), int(math.Ceil(high.X)), int(math.Ceil(high.Y))).Intersect(within)
}

// spans adds what lies between the edges that one fine line crosses.
func spans(crossed []edge, rule Rule, cover []float32) {
	winding := 0
	for i := 0; i+1 < len(crossed); i++ {
		winding += crossed[i].turn
		if rule == NonZero && winding != 0 || rule == EvenOdd && i%2 == 0 {
			span(max(crossed[i].hit, 0), min(crossed[i+1].hit, float64(len(cover)-1)), cover)
		}
	}
}

func span(from, to float64, cover []float32) {
	if from >= to {
		return
	}
	first, last := int(from), int(to)
	if first == last {
		cover[first] += float32(to - from)
		return
	}
	cover[first] += float32(float64(first+1) - from)
	for x := first + 1; x < last; x++ {
		cover[x]++
	}
	cover[last] += float32(to - float64(last))
}

// intersect keeps what both masks cover.
func intersect(mask, other *Mask) {
	for y := mask.Rect.Min.Y; y < mask.Rect.Max.Y; y++ {
		for x := mask.Rect.Min.X; x < mask.Rect.Max.X; x++ {
			i := mask.PixOffset(x, y)
			mask.Pix[i] = uint8(int(mask.Pix[i]) * int(other.AlphaAt(x, y).A) / 255)
		}
	}
}

// Both is what two masks cover; a missing one covers everything.
func Both(a, b *Mask) *Mask {
	if a != nil && b != nil {
		intersect(a, b)
	}
	return cmp.Or(a, b)
}

// Rounded cuts the corners of the canvas off.
func (c *Canvas) Rounded(radius float64) image.Image {
	var p Path
	p.RoundedSquare(float64(c.Rect.Dx()), radius)
	out := NewCanvas(c.Rect.Dx())
	out.Fill(&p, NonZero, c.RGBA, nil)
	return out.RGBA
}

// sizedPicture is a picture drawn into an area: every pixel is mixed of the four around its place.
type sizedPicture struct {
	from *image.RGBA
	area image.Rectangle
}

func sized(m image.Image, area image.Rectangle) image.Image {
	from := image.NewRGBA(image.Rect(0, 0, m.Bounds().Dx(), m.Bounds().Dy()))
	draw.Draw(from, from.Rect, m, m.Bounds().Min, draw.Src)
	return &sizedPicture{from, area}
}

func (s *sizedPicture) ColorModel() color.Model { return color.RGBAModel }

func (s *sizedPicture) Bounds() image.Rectangle { return s.area }

func (s *sizedPicture) At(x, y int) color.Color {
	w, h := s.from.Rect.Dx(), s.from.Rect.Dy()
	fx := (float64(x-s.area.Min.X)+0.5)*float64(w)/float64(s.area.Dx()) - 0.5
	fy := (float64(y-s.area.Min.Y)+0.5)*float64(h)/float64(s.area.Dy()) - 0.5
	x0, y0 := math.Floor(fx), math.Floor(fy)
	var sum [4]float64
	for _, near := range [4][2]float64{{0, 0}, {1, 0}, {0, 1}, {1, 1}} {
		weight := (1 - math.Abs(fx-x0-near[0])) * (1 - math.Abs(fy-y0-near[1]))
		i := s.from.PixOffset(min(max(int(x0+near[0]), 0), w-1), min(max(int(y0+near[1]), 0), h-1))
		for c := range sum {
			sum[c] += weight * float64(s.from.Pix[i+c])
		}
	}
	return color.RGBA{uint8(sum[0] + 0.5), uint8(sum[1] + 0.5), uint8(sum[2] + 0.5), uint8(sum[3] + 0.5)}
}
