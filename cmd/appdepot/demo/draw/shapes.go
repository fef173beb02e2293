package draw

import (
	"image"
	"math"
)

// shape is something that can be drawn.
type shape struct {
	least int  // numbers it needs
	pairs bool // it takes more of them, in pairs
	draw  func(*canvas, []float32)
}

func (s shape) takes(numbers int) bool {
	return numbers == s.least || s.pairs && numbers > s.least && (numbers-s.least)%2 == 0
}

// shapes are all shapes, by name.
var shapes = map[string]shape{
	"circle": {3, false, func(c *canvas, n []float32) { c.arc(n[0], n[1], n[2], 0, 360, 0) }},        // x, y, radius
	"ring":   {4, false, func(c *canvas, n []float32) { c.arc(n[0], n[1], n[2], 0, 360, n[3]) }},     // x, y, radius, thickness
	"arc":    {6, false, func(c *canvas, n []float32) { c.arc(n[0], n[1], n[2], n[4], n[5], n[3]) }}, // x, y, radius, thickness, degrees from and to, clockwise from the right
	"box":    {5, false, func(c *canvas, n []float32) { c.box(n[0], n[1], n[2], n[3], n[4]) }},       // x, y, width, height, radius of its corners
	"line":   {5, true, func(c *canvas, n []float32) { c.line(n[0], n[1:]) }},                        // thickness, then x and y of every point
	"area":   {6, true, func(c *canvas, n []float32) { c.area(n) }},                                  // x and y of every corner
	"drop":   {3, false, func(c *canvas, n []float32) { c.drop(n[0], n[1], n[2]) }},                  // x, y of its round part, radius; it points down
	"wave":   {5, false, func(c *canvas, n []float32) { c.wave(n[0], n[1], n[2], n[3], int(n[4])) }}, // x, y, width, thickness, crests
	"gear":   {4, false, func(c *canvas, n []float32) { c.gear(n[0], n[1], n[2], int(n[3])) }},       // x, y, radius, teeth
	"star":   {3, false, func(c *canvas, n []float32) { c.area(star(n[0], n[1], n[2])) }},            // x, y, radius
	"heart":  {3, false, func(c *canvas, n []float32) { c.heart(n[0], n[1], n[2]) }},                 // x, y, radius
}

// area fills a polygon. Only what is around it is looked at, because a line is many of them.
func (c *canvas) area(points []float32) {
	bounds := image.Rectangle{}
	for i := 0; i < len(points); i += 2 {
		x, y := int(points[i]*c.scale), int(points[i+1]*c.scale)
		bounds = bounds.Union(image.Rect(x-1, y-1, x+2, y+2))
	}
	bounds = bounds.Intersect(c.image.Bounds())
	c.raster.Reset(bounds.Dx(), bounds.Dy())
	for i := 0; i < len(points); i += 2 {
		x, y := points[i]*c.scale-float32(bounds.Min.X), points[i+1]*c.scale-float32(bounds.Min.Y)
		if i == 0 {
			c.raster.MoveTo(x, y)
		} else {
			c.raster.LineTo(x, y)
		}
	}
	c.raster.ClosePath()
	c.raster.Draw(c.image, bounds, image.NewUniform(c.ink), image.Point{})
}

// around are points on a circle, from one angle in degrees to another.
func around(x, y, radius, from, to float32) (points []float32) {
	steps := max(2, int(math.Abs(float64(to-from))/4))
	for i := range steps + 1 {
		angle := (float64(from) + float64(to-from)*float64(i)/float64(steps)) * math.Pi / 180
		points = append(points, x+radius*float32(math.Cos(angle)), y+radius*float32(math.Sin(angle)))
	}
	return points
}

// arc fills a sector, or draws a line along it that is so thick; a line has round ends.
func (c *canvas) arc(x, y, radius, from, to, thickness float32) {
	if thickness == 0 {
		c.area(around(x, y, radius, from, to))
		return
	}
	c.line(thickness, around(x, y, radius, from, to))
}

// box fills a rectangle with round corners.
func (c *canvas) box(x, y, w, h, radius float32) {
	var points []float32
	for i, corner := range [][2]float32{{x + w - radius, y + radius}, {x + w - radius, y + h - radius}, {x + radius, y + h - radius}, {x + radius, y + radius}} {
		from := float32(i*90) - 90
		points = append(points, around(corner[0], corner[1], radius, from, from+90)...)
	}
	c.area(points)
}

// line draws a line through points, with round ends and bends. It is filled at once: both of its sides, and a circle at every point.
func (c *canvas) line(thickness float32, points []float32) {
	half := thickness / 2
	for i := 0; i < len(points); i += 2 {
		c.area(around(points[i], points[i+1], half, 0, 360))
		if i+3 >= len(points) {
			return
		}
		dx, dy := points[i+2]-points[i], points[i+3]-points[i+1]
		length := float32(math.Hypot(float64(dx), float64(dy)))
		if length == 0 {
			continue
		}
		ox, oy := -dy/length*half, dx/length*half
		c.area([]float32{points[i] + ox, points[i+1] + oy, points[i+2] + ox, points[i+3] + oy,
			points[i+2] - ox, points[i+3] - oy, points[i] - ox, points[i+1] - oy})
	}
}

// drop fills a circle with a point below it, as maps mark places.
func (c *canvas) drop(x, y, radius float32) {
	c.area(append(around(x, y, radius, 150, 390), x, y+radius*2.1))
}

// wave draws a line that goes up and down.
func (c *canvas) wave(x, y, width, thickness float32, crests int) {
	var points []float32
	for i := range crests*16 + 1 {
		part := float64(i) / float64(crests*16)
		points = append(points, x+width*float32(part), y-1.3*float32(math.Sin(part*2*math.Pi*float64(crests))))
	}
	c.line(thickness, points)
}

// gear fills a wheel with teeth and a hole, which has the color of what is below it only when that is drawn afterwards.
func (c *canvas) gear(x, y, radius float32, teeth int) {
	var points []float32
	for i := range teeth * 4 {
		angle, r := (float64(i)+0.5)*math.Pi/float64(teeth*2), radius
		if i%4 >= 2 {
			r = radius * 0.76
		}
		points = append(points, x+r*float32(math.Cos(angle)), y+r*float32(math.Sin(angle)))
	}
	c.area(points)
}

// star gives the corners of a star with five points.
func star(x, y, radius float32) (points []float32) {
	for i := range 10 {
		angle, r := (float64(i)*36-90)*math.Pi/180, radius
		if i%2 == 1 {
			r = radius * 0.45
		}
		points = append(points, x+r*float32(math.Cos(angle)), y+r*float32(math.Sin(angle)))
	}
	return points
}

// heart fills two circles and what is below them.
func (c *canvas) heart(x, y, radius float32) {
	half := radius * 0.52
	c.area(around(x-half, y-half*0.5, half*1.06, 0, 360))
	c.area(around(x+half, y-half*0.5, half*1.06, 0, 360))
	c.area([]float32{x - radius*1.0, y - half*0.1, x + radius*1.0, y - half*0.1, x, y + radius*1.15})
}
