package paint

import (
	"image"
	"image/color"
	"math"
	"slices"
)

// Shape is along what the colors of a gradient change.
type Shape int

// The shapes of gradients: along a line, from a center outward, and around a center.
const (
	Linear Shape = iota
	Radial
	Sweep
)

// Stop is the color at a place of a gradient, from 0 to 1.
type Stop struct {
	At    float64
	Color color.NRGBA
}

// Gradient are colors that change from From to To, or around From within Radius.
type Gradient struct {
	Shape    Shape
	From, To Point
	Radius   float64
	Stops    []Stop
}

// Source gives the colors of a gradient on a canvas that is moved by a matrix, less opaque by so much. It is nil when there are none.
func (g Gradient) Source(m Matrix, alpha float64) image.Image {
	back, ok := m.Back()
	if !ok || len(g.Stops) == 0 {
		return nil
	}
	s := shades{Gradient: g, back: back}
	sorted := slices.SortedStableFunc(slices.Values(g.Stops), func(a, b Stop) int {
		switch {
		case a.At < b.At:
			return -1
		case a.At > b.At:
			return 1
		}
		return 0
	})
	for i := range s.table {
		s.table[i] = Faded(mix(sorted, float64(i)/float64(len(s.table)-1)), alpha)
	}
	return &s
}

// Faded is a color that is less opaque.
func Faded(c color.NRGBA, alpha float64) color.NRGBA {
	c.A = uint8(min(max(float64(c.A)*alpha+0.5, 0), 255))
	return c
}

func mix(stops []Stop, t float64) color.NRGBA {
	i := slices.IndexFunc(stops, func(s Stop) bool { return s.At > t })
	switch {
	case i < 0:
		return stops[len(stops)-1].Color
	case i == 0:
		return stops[0].Color
	}
	a, b := stops[i-1], stops[i]
	f := (t - a.At) / (b.At - a.At)
	level := func(x, y uint8) uint8 { return uint8(float64(x)*(1-f) + float64(y)*f + 0.5) }
	return color.NRGBA{level(a.Color.R, b.Color.R), level(a.Color.G, b.Color.G), level(a.Color.B, b.Color.B), level(a.Color.A, b.Color.A)}
}

// shades is a gradient as an endless picture.
type shades struct {
	Gradient
	back  Matrix
	table [256]color.NRGBA
}

func (s *shades) ColorModel() color.Model { return color.NRGBAModel }

func (s *shades) Bounds() image.Rectangle { return image.Rect(-1e9, -1e9, 1e9, 1e9) }

func (s *shades) At(x, y int) color.Color {
	p := s.back.Of(Point{float64(x) + 0.5, float64(y) + 0.5}).minus(s.From)
	t := 0.0
	switch s.Shape {
	case Linear:
		along := s.To.minus(s.From)
		t = (p.X*along.X + p.Y*along.Y) / (along.X*along.X + along.Y*along.Y)
	case Radial:
		t = p.length() / s.Radius
	case Sweep:
		t = math.Mod(math.Atan2(p.Y, p.X)/(2*math.Pi)+1, 1)
	}
	if !(t > 0) {
		t = 0 // also where there is no length
	}
	return s.table[int(min(t, 1)*float64(len(s.table)-1)+0.5)]
}
