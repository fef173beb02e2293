package android

import (
	"image"
	"image/color"
	"math"
	"path"
	"slices"

	"appdepot/models/installer/picture/paint"
)

// drawVector draws a vector drawable: paths in groups, on a field of its own size.
func (p *painter) drawVector(n *node, to area) {
	w, h := p.number(n.named("viewportWidth"), 0), p.number(n.named("viewportHeight"), 0)
	if w <= 0 || h <= 0 {
		return
	}
	d := vectorDrawing{p, p.number(n.named("alpha"), 1)}
	d.group(n, paint.Move(to.x, to.y).Then(paint.Scale(to.w/w, to.h/h)), nil)
}

const perCharacter = 10 // of a path's text, in pixels that are drawn

type vectorDrawing struct {
	*painter
	alpha float64
}

// group draws what stands in a group; a clip path holds for what comes after it.
func (d vectorDrawing) group(n *node, at paint.Matrix, clip *paint.Mask) {
	for _, c := range n.inside {
		if d.canvas.Exhausted() || d.failed != nil {
			return
		}
		switch c.name() {
		case "group":
			d.group(c, at.Then(d.move(c)), clip)
		case "path":
			d.path(c, at, clip)
		case "clip-path":
			inside := d.canvas.Mask(d.outline(c, at), d.rule(c))
			if inside == nil {
				return // nothing is left to be seen
			}
			clip = paint.Both(inside, clip)
		}
	}
}

// move is how a group is turned, sized and moved.
func (d vectorDrawing) move(n *node) paint.Matrix {
	of := func(name string, otherwise float64) float64 { return d.number(n.named(name), otherwise) }
	x, y := of("pivotX", 0), of("pivotY", 0)
	return paint.Move(of("translateX", 0)+x, of("translateY", 0)+y).Then(paint.Turn(of("rotation", 0))).
		Then(paint.Scale(of("scaleX", 1), of("scaleY", 1))).Then(paint.Move(-x, -y))
}

// outline is what a path or a clip path runs along. Reading its text is work, too: many paths can share one.
func (d vectorDrawing) outline(n *node, at paint.Matrix) *paint.Path {
	outline := &paint.Path{To: at}
	v := n.named("pathData")
	text := v.text
	if v.kind == valueString {
		text = n.pool.most(v.data, maxPathData)
	} else if r := d.table.resolve(v); r.kind == valueString {
		text = d.table.pool.most(r.data, maxPathData)
	}
	d.canvas.Spend(perCharacter * len(text))
	drawPath(outline, text)
	return outline
}

func (d vectorDrawing) rule(n *node) paint.Rule {
	if d.number(n.named("fillType"), 0) == 1 {
		return paint.EvenOdd
	}
	return paint.NonZero
}

func (d vectorDrawing) path(n *node, at paint.Matrix, clip *paint.Mask) {
	outline := d.outline(n, at)
	if fill := d.colors(n.named("fillColor"), at, d.alpha*d.number(n.named("fillAlpha"), 1)); fill != nil {
		d.canvas.Fill(outline, d.rule(n), fill, clip)
	}
	width := d.number(n.named("strokeWidth"), 0) * at.Size()
	if width <= 0 {
		return
	}
	if line := d.colors(n.named("strokeColor"), at, d.alpha*d.number(n.named("strokeAlpha"), 1)); line != nil {
		ends, joins := paint.Cap(d.number(n.named("strokeLineCap"), 0)), paint.Join(d.number(n.named("strokeLineJoin"), 0))
		d.canvas.Fill(outline.Stroke(width, ends, joins), paint.NonZero, line, clip)
	}
}

// colors are what an area is filled with: a color or a gradient. It is nil for nothing.
func (d vectorDrawing) colors(v value, at paint.Matrix, alpha float64) image.Image {
	if c, ok := d.color(v); ok {
		if c = paint.Faded(c, alpha); c.A == 0 {
			return nil
		}
		return image.NewUniform(c)
	}
	files := d.table.files(v)
	i := slices.IndexFunc(files, func(f string) bool { return path.Ext(f) == ".xml" })
	if i < 0 || v.kind == 0 {
		return nil
	}
	root, err := d.tree(files[i])
	if err != nil || root == nil {
		return nil
	}
	switch root.name() {
	case "gradient":
		if source := d.gradient(root).Source(at, alpha); source != nil {
			return source
		}
	case "selector":
		if len(root.inside) > 0 {
			last := root.inside[len(root.inside)-1]
			if c, ok := d.color(last.named("color")); ok {
				return image.NewUniform(paint.Faded(c, alpha*d.number(last.named("alpha"), 1)))
			}
		}
	}
	return nil
}

// gradient reads a gradient in the coordinates of the drawing.
func (p *painter) gradient(n *node) paint.Gradient {
	of := func(name string) float64 { return p.number(n.named(name), 0) }
	g := paint.Gradient{Shape: paint.Shape(of("type")), Stops: p.stops(n)}
	if g.Shape == paint.Linear {
		g.From, g.To = paint.Point{X: of("startX"), Y: of("startY")}, paint.Point{X: of("endX"), Y: of("endY")}
		return g
	}
	g.From, g.Radius = paint.Point{X: of("centerX"), Y: of("centerY")}, of("gradientRadius")
	return g
}

// shapeGradient is a gradient in the coordinates of an area: along an angle, or from the middle outward.
func (p *painter) shapeGradient(n *node, to area) image.Image {
	g := paint.Gradient{Shape: paint.Shape(p.number(n.named("type"), 0)), Stops: p.stops(n)}
	sin, cos := math.Sincos(p.number(n.named("angle"), 0) * math.Pi / 180)
	g.From, g.To = paint.Point{X: 0.5 - cos/2, Y: 0.5 + sin/2}, paint.Point{X: 0.5 + cos/2, Y: 0.5 - sin/2}
	if g.Shape != paint.Linear {
		g.From = paint.Point{X: p.number(n.named("centerX"), 0.5), Y: p.number(n.named("centerY"), 0.5)}
		g.Radius = 0.5
		if r := p.length(n.named("gradientRadius"), 1, to.dp/max(to.w, 1)); r > 0 {
			g.Radius = r
		}
	}
	return g.Source(paint.Move(to.x, to.y).Then(paint.Scale(to.w, to.h)), 1)
}

// stops are the colors of a gradient: a list, or the first, the middle and the last.
func (p *painter) stops(n *node) (stops []paint.Stop) {
	for _, item := range n.inside {
		if c, ok := p.color(item.named("color")); ok && item.name() == "item" {
			stops = append(stops, paint.Stop{At: p.number(item.named("offset"), 0), Color: c})
		}
	}
	if len(stops) > 0 {
		return stops
	}
	for _, s := range []struct {
		name string
		at   float64
	}{{"startColor", 0}, {"centerColor", 0.5}, {"endColor", 1}} {
		if c, ok := p.color(n.named(s.name)); ok {
			stops = append(stops, paint.Stop{At: s.at, Color: c})
		}
	}
	if len(stops) == 0 {
		stops = []paint.Stop{{Color: color.NRGBA{}}}
	}
	return stops
}
