package android

import (
	"math"
	"strconv"
	"strings"

	"appdepot/models/installer/picture/paint"
)

// drawPath draws the path that a text describes, in the form that vector drawables share with SVG. It ends at the first mistake.
func drawPath(to *paint.Path, text string) {
	d := pathReader{path: to, rest: text}
	for d.command() {
	}
}

type pathReader struct {
	path       *paint.Path
	rest       string
	at, begins paint.Point // where it stands, and where the contour began
	bend       paint.Point // the point that the last curve was bent toward
	last       byte        // the command before, in upper case
	open       bool        // a contour has begun
}

// operands are how many numbers a command takes.
var operands = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'A': 7, 'Z': 0}

// command draws what the next letter says, as often as numbers follow it.
func (d *pathReader) command() bool {
	d.rest = strings.TrimLeft(d.rest, " \t\r\n,")
	if d.rest == "" {
		return false
	}
	letter := d.rest[0]
	upper := letter &^ 0x20
	count, known := operands[upper]
	if !known {
		return false
	}
	d.rest = d.rest[1:]
	for first := true; ; first = false {
		n := make([]float64, count)
		for i := range n {
			v, ok := d.number(upper == 'A' && (i == 3 || i == 4))
			if !ok {
				return i == 0 && !first
			}
			n[i] = v
		}
		if upper == 'M' && !first {
			upper = 'L' // more numbers after a move are lines
		}
		d.draw(upper, letter >= 'a', n)
		if d.last = upper; count == 0 {
			return true
		}
	}
}

// number reads one number; a flag is one digit.
func (d *pathReader) number(flag bool) (float64, bool) {
	d.rest = strings.TrimLeft(d.rest, " \t\r\n,")
	end := 0
	if flag {
		end = min(1, len(d.rest))
	} else {
		end = numberEnd(d.rest)
	}
	v, err := strconv.ParseFloat(d.rest[:end], 64)
	if err != nil || math.IsNaN(v) || math.Abs(v) > 1e6 {
		return 0, false
	}
	d.rest = d.rest[end:]
	return v, true
}

// numberEnd is where a number ends: before another sign, a second point, or a letter that is no exponent.
func numberEnd(s string) int {
	point, exponent := false, false
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
		case (c == '-' || c == '+') && (i == 0 || s[i-1]|0x20 == 'e'):
		case c == '.' && !point && !exponent:
			point = true
		case c|0x20 == 'e' && !exponent && i > 0:
			exponent = true
		default:
			return i
		}
	}
	return len(s)
}

func (d *pathReader) draw(command byte, relative bool, n []float64) {
	from := paint.Point{}
	if relative {
		from = d.at
	}
	point := func(i int) paint.Point { return paint.Point{X: from.X + n[i], Y: from.Y + n[i+1]} }
	mirrored := func(after string) paint.Point {
		if !strings.ContainsRune(after, rune(d.last)) {
			return d.at
		}
		return paint.Point{X: 2*d.at.X - d.bend.X, Y: 2*d.at.Y - d.bend.Y}
	}
	switch command {
	case 'M':
		d.at, d.begins, d.open = point(0), point(0), true
		d.path.MoveTo(d.at)
		return
	case 'Z':
		d.path.Close()
		d.at, d.open = d.begins, false
		return
	}
	if !d.open {
		d.path.MoveTo(d.at)
		d.begins, d.open = d.at, true
	}
	switch command {
	case 'L':
		d.line(point(0))
	case 'H':
		d.line(paint.Point{X: from.X + n[0], Y: d.at.Y})
	case 'V':
		d.line(paint.Point{X: d.at.X, Y: from.Y + n[0]})
	case 'C':
		d.curve(point(0), point(2), point(4))
	case 'S':
		d.curve(mirrored("CS"), point(0), point(2))
	case 'Q':
		d.simpleCurve(point(0), point(2))
	case 'T':
		d.simpleCurve(mirrored("QT"), point(0))
	case 'A':
		d.arc(math.Abs(n[0]), math.Abs(n[1]), n[2], n[3] != 0, n[4] != 0, point(5))
	}
}

func (d *pathReader) line(to paint.Point) {
	d.path.LineTo(to)
	d.at = to
}

func (d *pathReader) curve(b, c, to paint.Point) {
	d.path.CurveTo(b, c, to)
	d.at, d.bend = to, c
}

// simpleCurve is bent toward one point.
func (d *pathReader) simpleCurve(b, to paint.Point) {
	third := func(a paint.Point) paint.Point { return paint.Point{X: a.X + (b.X-a.X)*2/3, Y: a.Y + (b.Y-a.Y)*2/3} }
	d.path.CurveTo(third(d.at), third(to), to)
	d.at, d.bend = to, b
}

// arc is a part of an ellipse (source: SVG 1.1, implementation notes on elliptical arcs).
func (d *pathReader) arc(rx, ry, angle float64, large, sweep bool, to paint.Point) {
	if rx == 0 || ry == 0 || d.at == to {
		d.line(to)
		return
	}
	sin, cos := math.Sincos(angle * math.Pi / 180)
	dx, dy := (d.at.X-to.X)/2, (d.at.Y-to.Y)/2
	x, y := cos*dx+sin*dy, cos*dy-sin*dx
	if grow := x*x/(rx*rx) + y*y/(ry*ry); grow > 1 {
		rx, ry = rx*math.Sqrt(grow), ry*math.Sqrt(grow)
	}
	f := math.Sqrt(max(0, (rx*rx*ry*ry-rx*rx*y*y-ry*ry*x*x)/(rx*rx*y*y+ry*ry*x*x)))
	if large == sweep {
		f = -f
	}
	cx, cy := f*rx*y/ry, -f*ry*x/rx
	begins, ends := math.Atan2((y-cy)/ry, (x-cx)/rx), math.Atan2((-y-cy)/ry, (-x-cx)/rx)
	turn := ends - begins
	switch {
	case sweep && turn < 0:
		turn += 2 * math.Pi
	case !sweep && turn > 0:
		turn -= 2 * math.Pi
	}
	center := paint.Point{X: cos*cx - sin*cy + (d.at.X+to.X)/2, Y: sin*cx + cos*cy + (d.at.Y+to.Y)/2}
	on := func(u, v float64) paint.Point {
		return paint.Point{X: center.X + cos*rx*u - sin*ry*v, Y: center.Y + sin*rx*u + cos*ry*v}
	}
	pieces := int(math.Ceil(math.Abs(turn) / (math.Pi / 2)))
	step := turn / float64(max(pieces, 1))
	bend := 4.0 / 3 * math.Tan(step/4)
	for i := range pieces {
		s1, c1 := math.Sincos(begins + float64(i)*step)
		s2, c2 := math.Sincos(begins + float64(i+1)*step)
		d.path.CurveTo(on(c1-bend*s1, s1+bend*c1), on(c2+bend*s2, s2-bend*c2), on(c2, s2))
	}
	d.at = to
}
