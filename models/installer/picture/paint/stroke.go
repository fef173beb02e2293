package paint

import "math"

// Cap and Join are how a line ends and how its pieces meet.
type (
	Cap  int
	Join int
)

// The ends and corners that lines have.
const (
	ButtCap Cap = iota
	RoundCap
	SquareCap

	MiterJoin Join = iota - 3
	RoundJoin
	BevelJoin
)

const miterLimit = 4 // how far a corner may stick out, in widths of the line

// Stroke is the area of a line along a path, in pixels wide.
func (p *Path) Stroke(width float64, ends Cap, joins Join) *Path {
	s := stroker{half: width / 2, ends: ends, joins: joins}
	for i, c := range p.contours {
		s.contour(distinct(c), p.closed[i])
	}
	return &s.area
}

// distinct leaves out points that stand where the one before does.
func distinct(all []Point) (some []Point) {
	for _, p := range all {
		if len(some) == 0 || p.minus(some[len(some)-1]).length() > 1e-6 {
			some = append(some, p)
		}
	}
	return some
}

type stroker struct {
	half  float64
	ends  Cap
	joins Join
	area  Path
}

func (s *stroker) contour(c []Point, closed bool) {
	if closed && len(c) > 1 && c[0].minus(c[len(c)-1]).length() < 1e-6 {
		c = c[:len(c)-1]
	}
	switch {
	case len(c) == 0:
		return
	case len(c) == 1:
		if s.ends == RoundCap {
			s.circle(c[0])
		}
		return
	case closed && len(c) > 2:
		c = append(c[:len(c):len(c)], c[0], c[1])
	}
	for i := 0; i+1 < len(c); i++ {
		a, b := c[i], c[i+1]
		if closed && i+2 == len(c) && len(c) > 3 {
			break // the last piece is the first one
		}
		s.piece(a, b, !closed && i == 0, !closed && i+2 == len(c))
		if i+2 < len(c) {
			s.corner(a, b, c[i+2])
		}
	}
	if !closed && s.ends == RoundCap {
		s.circle(c[0])
		s.circle(c[len(c)-1])
	}
}

// piece is the area of one straight piece, longer at a square end.
func (s *stroker) piece(a, b Point, begins, ends bool) {
	along := b.minus(a).times(s.half / b.minus(a).length())
	if s.ends == SquareCap && begins {
		a = a.minus(along)
	}
	if s.ends == SquareCap && ends {
		b = b.plus(along)
	}
	side := along.side()
	s.polygon(a.plus(side), b.plus(side), b.minus(side), a.minus(side))
}

// corner fills the gap between two pieces.
func (s *stroker) corner(a, b, c Point) {
	if s.joins == RoundJoin {
		s.circle(b)
		return
	}
	in, out := b.minus(a), c.minus(b)
	in, out = in.times(1/in.length()), out.times(1/out.length())
	turn := in.cross(out)
	if math.Abs(turn) < 1e-6 {
		return
	}
	half := s.half
	if turn > 0 {
		half = -half
	}
	p, q := b.plus(in.side().times(half)), b.plus(out.side().times(half))
	middle := p.plus(q).times(0.5).minus(b)
	if d := middle.length(); s.joins == MiterJoin && d > 1e-6 {
		if reach := s.half * s.half / d; reach <= miterLimit*s.half {
			s.polygon(b, p, b.plus(middle.times(reach/d)), q)
			return
		}
	}
	s.polygon(b, p, q)
}

func (s *stroker) circle(at Point) { s.area.Ellipse(at, s.half, s.half) }

// polygon adds an area that runs as circles do: areas that overlap then add up.
func (s *stroker) polygon(points ...Point) {
	sum := 0.0
	for i, p := range points {
		sum += p.cross(points[(i+1)%len(points)])
	}
	s.area.MoveTo(points[0])
	for i := 1; i < len(points); i++ {
		if sum >= 0 {
			s.area.LineTo(points[i])
		} else {
			s.area.LineTo(points[len(points)-i])
		}
	}
	s.area.Close()
}
