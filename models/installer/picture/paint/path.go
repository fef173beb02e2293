package paint

import "math"

// Point is a place on a canvas, in pixels.
type Point struct{ X, Y float64 }

func (p Point) plus(q Point) Point        { return Point{p.X + q.X, p.Y + q.Y} }
func (p Point) minus(q Point) Point       { return Point{p.X - q.X, p.Y - q.Y} }
func (p Point) times(f float64) Point     { return Point{p.X * f, p.Y * f} }
func (p Point) length() float64           { return math.Hypot(p.X, p.Y) }
func (p Point) side() Point               { return Point{-p.Y, p.X} }
func (p Point) cross(q Point) float64     { return p.X*q.Y - p.Y*q.X }
func between(a, b Point, t float64) Point { return a.plus(b.minus(a).times(t)) }

// Matrix moves points: X = A·x + C·y + E, Y = B·x + D·y + F.
type Matrix struct{ A, B, C, D, E, F float64 }

// Identity moves nothing.
var Identity = Matrix{A: 1, D: 1}

// Move, Scale and Turn are the simplest matrices. An angle is in degrees.
func Move(x, y float64) Matrix { return Matrix{A: 1, D: 1, E: x, F: y} }

// Scale makes wider and higher.
func Scale(x, y float64) Matrix { return Matrix{A: x, D: y} }

// Turn turns around the origin.
func Turn(angle float64) Matrix {
	sin, cos := math.Sincos(angle * math.Pi / 180)
	return Matrix{A: cos, B: sin, C: -sin, D: cos}
}

// Then is what first moves as n does and then as m.
func (m Matrix) Then(n Matrix) Matrix {
	return Matrix{
		A: m.A*n.A + m.C*n.B, B: m.B*n.A + m.D*n.B,
		C: m.A*n.C + m.C*n.D, D: m.B*n.C + m.D*n.D,
		E: m.A*n.E + m.C*n.F + m.E, F: m.B*n.E + m.D*n.F + m.F,
	}
}

// Of moves one point.
func (m Matrix) Of(p Point) Point { return Point{m.A*p.X + m.C*p.Y + m.E, m.B*p.X + m.D*p.Y + m.F} }

// Size is how much larger things become.
func (m Matrix) Size() float64 { return math.Sqrt(math.Abs(m.A*m.D - m.B*m.C)) }

// Back is what undoes m; false when nothing does.
func (m Matrix) Back() (Matrix, bool) {
	det := m.A*m.D - m.B*m.C
	if math.Abs(det) < 1e-12 || math.IsNaN(det) || math.IsInf(det, 0) {
		return Identity, false
	}
	return Matrix{
		A: m.D / det, B: -m.B / det, C: -m.C / det, D: m.A / det,
		E: (m.C*m.F - m.D*m.E) / det, F: (m.B*m.E - m.A*m.F) / det,
	}, true
}

// MaxPoints is how many points a path may have; what comes after them is left out.
const MaxPoints = 40_000

// Path is a row of contours of straight pieces; bent ones are cut into such. It draws in the coordinates of To, which is the
// identity when zero.
type Path struct {
	To       Matrix
	contours [][]Point
	closed   []bool
	points   int
}

func (p *Path) place(at Point) Point {
	if p.To == (Matrix{}) {
		return at
	}
	return p.To.Of(at)
}

// MoveTo begins another contour.
func (p *Path) MoveTo(at Point) {
	p.contours, p.closed = append(p.contours, nil), append(p.closed, false)
	p.add(p.place(at))
}

// LineTo draws a straight piece.
func (p *Path) LineTo(at Point) { p.add(p.place(at)) }

// CurveTo draws a piece that is bent toward two points.
func (p *Path) CurveTo(b, c, d Point) {
	a, ok := p.last()
	if !ok {
		return
	}
	b, c, d = p.place(b), p.place(c), p.place(d)
	n := steps(a.minus(b).length() + b.minus(c).length() + c.minus(d).length())
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		ab, bc, cd := between(a, b, t), between(b, c, t), between(c, d, t)
		p.add(between(between(ab, bc, t), between(bc, cd, t), t))
	}
}

// Close draws a straight piece back to where the contour began.
func (p *Path) Close() {
	if len(p.closed) > 0 {
		p.closed[len(p.closed)-1] = true
	}
}

func (p *Path) last() (Point, bool) {
	if len(p.contours) == 0 || len(p.contours[len(p.contours)-1]) == 0 {
		return Point{}, false
	}
	c := p.contours[len(p.contours)-1]
	return c[len(c)-1], true
}

func (p *Path) add(at Point) {
	if p.points++; len(p.contours) == 0 || p.points > MaxPoints || !drawable(at.X) || !drawable(at.Y) {
		return
	}
	i := len(p.contours) - 1
	p.contours[i] = append(p.contours[i], at)
}

// drawable leaves out what is no number or far away.
func drawable(v float64) bool { return math.Abs(v) < 1e5 }

// steps is how many straight pieces stand for a bent one of about such a length.
func steps(length float64) int { return int(min(max(math.Sqrt(length)*1.5, 3), 64)) }

// Ellipse adds a whole ellipse.
func (p *Path) Ellipse(center Point, rx, ry float64) {
	const bend = 0.5522847498
	at := func(x, y float64) Point { return Point{center.X + x*rx, center.Y + y*ry} }
	p.MoveTo(at(1, 0))
	p.CurveTo(at(1, bend), at(bend, 1), at(0, 1))
	p.CurveTo(at(-bend, 1), at(-1, bend), at(-1, 0))
	p.CurveTo(at(-1, -bend), at(-bend, -1), at(0, -1))
	p.CurveTo(at(bend, -1), at(1, -bend), at(1, 0))
	p.Close()
}

// RoundedSquare adds a square with round corners.
func (p *Path) RoundedSquare(side, radius float64) {
	const bend = 1 - 0.5522847498
	p.MoveTo(Point{radius, 0})
	p.LineTo(Point{side - radius, 0})
	p.CurveTo(Point{side - radius*bend, 0}, Point{side, radius * bend}, Point{side, radius})
	p.LineTo(Point{side, side - radius})
	p.CurveTo(Point{side, side - radius*bend}, Point{side - radius*bend, side}, Point{side - radius, side})
	p.LineTo(Point{radius, side})
	p.CurveTo(Point{radius * bend, side}, Point{0, side - radius*bend}, Point{0, side - radius})
	p.LineTo(Point{0, radius})
	p.CurveTo(Point{0, radius * bend}, Point{radius * bend, 0}, Point{radius, 0})
	p.Close()
}
