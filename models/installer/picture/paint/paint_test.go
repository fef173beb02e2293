package paint

import (
	"image"
	"image/color"
	"math"
	"testing"
)

var red = color.NRGBA{200, 10, 20, 255}

func polygon(points ...Point) *Path {
	var p Path
	p.MoveTo(points[0])
	for _, at := range points[1:] {
		p.LineTo(at)
	}
	p.Close()
	return &p
}

func square(from, to float64) *Path {
	return polygon(Point{from, from}, Point{to, from}, Point{to, to}, Point{from, to})
}

// inked is the area that is drawn on, in pixels.
func inked(c *Canvas) (area float64) {
	for i := 3; i < len(c.Pix); i += 4 {
		area += float64(c.Pix[i]) / 255
	}
	return area
}

func fill(p *Path, rule Rule) *Canvas {
	c := NewCanvas(64)
	c.Fill(p, rule, image.NewUniform(red), nil)
	return c
}

func TestAreas(t *testing.T) {
	var circle, twice Path
	circle.Ellipse(Point{32, 32}, 20, 20)
	twice.Ellipse(Point{32, 32}, 20, 20)
	twice.Ellipse(Point{32, 32}, 10, 10)
	for name, c := range map[string]struct {
		path *Path
		rule Rule
		want float64
	}{
		"square":             {square(10, 20), NonZero, 100},
		"half pixels":        {square(10.5, 20.5), NonZero, 100},
		"beyond the canvas":  {square(-100, 1000), NonZero, 64 * 64},
		"circle":             {&circle, NonZero, math.Pi * 400},
		"ring":               {&twice, EvenOdd, math.Pi * 300},
		"both circles":       {&twice, NonZero, math.Pi * 400},
		"line":               {polygon(Point{10, 32}, Point{50, 32}).Stroke(4, ButtCap, MiterJoin), NonZero, 160},
		"frame":              {square(10, 50).Stroke(2, ButtCap, MiterJoin), NonZero, 4 * 40 * 2},
		"nothing":            {&Path{}, NonZero, 0},
		"no number":          {polygon(Point{math.NaN(), 1}, Point{math.Inf(1), 2}, Point{1, 1}), NonZero, 0},
		"beside the canvas":  {square(100, 200), NonZero, 0},
		"line without width": {square(10, 20).Stroke(0, RoundCap, RoundJoin), NonZero, 0},
	} {
		if got := inked(fill(c.path, c.rule)); math.Abs(got-c.want) > 0.02*c.want+1 {
			t.Errorf("%s: %.1f pixels, want %.1f", name, got, c.want)
		}
	}
}

func TestColorsChangeAlongALine(t *testing.T) {
	c := NewCanvas(64)
	g := Gradient{To: Point{64, 0}, Stops: []Stop{{0, color.NRGBA{0, 0, 0, 255}}, {1, color.NRGBA{255, 255, 255, 255}}}}
	c.Fill(square(0, 64), NonZero, g.Source(Identity, 1), nil)
	for x, want := range map[int]float64{0: 2, 32: 130, 63: 253} {
		if got := float64(c.RGBAAt(x, 5).R); math.Abs(got-want) > 3 {
			t.Errorf("at %d: %v, want %v", x, got, want)
		}
	}
}

func TestAMaskHidesWhatIsOutside(t *testing.T) {
	c := NewCanvas(64)
	c.Fill(square(0, 64), NonZero, image.NewUniform(red), c.Mask(square(10, 20), NonZero))
	if got := inked(c); math.Abs(got-100) > 1 {
		t.Errorf("%v pixels", got)
	}
}

// Whatever is asked, a canvas draws only so much.
func TestWorkIsBounded(t *testing.T) {
	var crossed Path
	for i := range MaxPoints * 2 {
		crossed.LineTo(Point{float64(i % 2 * 64), float64(i * 7 % 64)})
		if i == 0 {
			crossed.MoveTo(Point{})
		}
	}
	for name, p := range map[string]*Path{"crossings": &crossed, "beside": square(1000, 2000), "whole": square(-10, 1000)} {
		c, asked := NewCanvas(512), 0
		c.Spend(maxWork / 20 * 19)
		for ; !c.Exhausted(); asked++ {
			c.Fill(p, EvenOdd, image.NewUniform(red), nil)
		}
		t.Logf("%s: %d times", name, asked)
		if mask := c.Mask(square(0, 64), NonZero); mask != nil {
			t.Errorf("%s: it still draws", name)
		}
	}
}
