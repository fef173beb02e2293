package android

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/draw"
	"math"
	"path"
	"slices"

	"appdepot/models/installer/archive"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/picture"
	"appdepot/models/installer/picture/paint"
)

// An adaptive icon has two layers of 108 dp, of which 72 dp in the middle are seen (source: developer.android.com, adaptive icons).
const (
	layerDP     = 108
	seenDP      = 72
	largestSide = picture.BestSide * layerDP / seenDP
	cornerShare = 0.22 // radius of the corners, of the side that is seen
	maxNested   = 12   // drawings inside drawings
	maxDrawings = 32   // files that one icon may be drawn from
	maxPainted  = 4    // drawings that are tried before there is none
	maxBitmap   = 1024 // pixels that a bitmap in a drawing may be wide; the densest layers have 432
)

// icon is the app's icon: the adaptive one, drawn as devices show it, else the best bitmap, else another drawing.
func (a *apk) icon(table *resources, m manifest) (*facts.Icon, error) {
	files := slices.Concat(table.files(m.icon), table.files(m.roundIcon))
	var bitmaps []archive.IconFile
	for _, f := range files {
		bitmaps = append(bitmaps, archive.IconFile{Path: f})
	}
	drawn, adaptive, err := a.drawnIcon(table, files)
	if err != nil || adaptive {
		return drawn, err
	}
	icon, err := a.Icon(bitmaps)
	return cmp.Or(icon, drawn), err
}

// drawnIcon draws the first of the files that is a drawing.
func (a *apk) drawnIcon(table *resources, files []string) (icon *facts.Icon, adaptive bool, err error) {
	spent := 0
	drawings := slices.DeleteFunc(slices.Clone(files), func(f string) bool { return path.Ext(f) != ".xml" })
	for _, file := range drawings[:min(len(drawings), maxPainted)] {
		p := painter{apk: a, table: table, spent: spent}
		root, err := p.tree(file)
		if err != nil {
			return nil, false, err
		}
		if root == nil {
			continue
		}
		adaptive := root.name() == "adaptive-icon"
		m, err := p.draw(root, adaptive)
		spent = p.spent
		if err != nil {
			return nil, false, err
		}
		if m == nil {
			continue
		}
		if icon := facts.NewIcon(picture.PNG(m), file); icon != nil {
			return icon, adaptive, nil
		}
	}
	return nil, false, nil
}

// painter draws one icon.
type painter struct {
	*apk
	table  *resources
	files  int // read so far
	spent  int // work so far, on all canvases of this icon
	widest int // of the bitmaps in front, in pixels of a whole layer; 0 when there are none
	canvas *paint.Canvas
	failed error // that ends the whole inspection
}

// draw draws an icon, nil when nothing comes of it. First it is drawn as small as can be, to learn how large the bitmaps in front are:
// a drawing of lines is as sharp at every size, one with bitmaps not at more than theirs.
func (p *painter) draw(root *node, adaptive bool) (image.Image, error) {
	if p.paint(root, adaptive, 16); p.failed != nil || p.canvas.Exhausted() {
		return nil, p.failed
	}
	side := largestSide
	if !adaptive {
		side = picture.BestSide
	}
	if p.widest > 0 {
		side = min(side, p.widest)
	}
	p.files = 0
	drawn := p.paint(root, adaptive, side)
	if p.failed != nil || p.canvas.Exhausted() || drawn == nil {
		return nil, p.failed
	}
	return drawn, nil
}

func (p *painter) paint(root *node, adaptive bool, side int) image.Image {
	p.canvas = paint.NewCanvas(side)
	p.canvas.Spend(p.spent)
	defer func() { p.spent = p.canvas.Spent() }()
	all := area{x: 0, y: 0, w: float64(side), h: float64(side), dp: float64(side) / layerDP}
	if !adaptive {
		all.dp = float64(side) / 48
		p.node(root, all, 0)
		return seen(p.canvas.RGBA)
	}
	for _, name := range []string{"background", "foreground"} {
		p.widest = 0
		if layer := root.child(name); layer != nil {
			p.content(layer, all, 0)
		}
	}
	inner := side * seenDP / layerDP
	shown := paint.NewCanvas(inner)
	draw.Draw(shown, shown.Rect, p.canvas, middle(p.canvas.Rect, inner).Min, draw.Src)
	return seen(shown.Rounded(float64(inner) * cornerShare))
}

func middle(r image.Rectangle, side int) image.Rectangle {
	at := (r.Dx() - side) / 2
	return image.Rect(at, at, at+side, at+side)
}

// seen is a picture in which something is drawn, else nil.
func seen(m image.Image) image.Image {
	if rgba, ok := m.(*image.RGBA); ok {
		for i := 3; i < len(rgba.Pix); i += 4 {
			if rgba.Pix[i] > 0 {
				return m
			}
		}
	}
	return nil
}

// area is where something is drawn, in pixels, and how many of them a dp is.
type area struct{ x, y, w, h, dp float64 }

func (a area) rect() image.Rectangle {
	round := func(v float64) int { return int(math.Round(min(max(v, -1e4), 1e4))) }
	return image.Rect(round(a.x), round(a.y), round(a.x+a.w), round(a.y+a.h))
}

func (a area) within(left, top, right, bottom float64) area {
	return area{a.x + left, a.y + top, a.w - left - right, a.h - top - bottom, a.dp}
}

// content draws what an element stands for: the drawable that it names, or the drawing inside it.
func (p *painter) content(n *node, to area, depth int) {
	if v := n.named("drawable"); v.kind != 0 {
		p.value(v, to, depth+1)
		return
	}
	for _, c := range n.inside {
		p.node(c, to, depth+1)
	}
}

// value draws a color or a file.
func (p *painter) value(v value, to area, depth int) {
	if depth > maxNested || p.failed != nil {
		return
	}
	if c, ok := p.color(v); ok {
		p.flood(c, to)
		return
	}
	files := p.table.files(v)
	if i := slices.IndexFunc(files, func(f string) bool { return path.Ext(f) == ".xml" }); i >= 0 {
		root, err := p.tree(files[i])
		if p.failed = err; root != nil {
			p.node(root, to, depth+1)
			return
		}
	}
	for _, f := range files {
		if path.Ext(f) != ".xml" && p.bitmap(f, to) {
			return
		}
	}
}

// node draws one element.
func (p *painter) node(n *node, to area, depth int) {
	if depth > maxNested || p.failed != nil || to.w <= 0 || to.h <= 0 {
		return
	}
	switch n.name() {
	case "vector":
		p.drawVector(n, to)
	case "bitmap", "nine-patch":
		p.value(n.named("src"), to, depth)
	case "color":
		p.value(n.named("color"), to, depth)
	case "shape":
		p.shape(n, to)
	case "inset":
		side := func(name string, of float64) float64 {
			return p.length(cmp.Or(n.named(name), n.named("inset")), of, to.dp)
		}
		p.content(n, to.within(side("insetLeft", to.w), side("insetTop", to.h), side("insetRight", to.w), side("insetBottom", to.h)), depth)
	case "layer-list", "transition":
		for _, item := range n.inside {
			p.item(item, to, depth)
		}
	case "selector", "level-list", "animation-list":
		if len(n.inside) > 0 {
			p.content(n.inside[len(n.inside)-1], to, depth) // the last holds when no other does
		}
	case "animated-vector", "item", "drawable", "clip", "scale", "rotate":
		p.content(n, to, depth)
	}
}

// item is a layer of a list: with margins, and in the middle when it has a size of its own.
func (p *painter) item(n *node, to area, depth int) {
	side := func(name string, of float64) float64 { return p.length(n.named(name), of, to.dp) }
	in := to.within(side("left", to.w), side("top", to.h), side("right", to.w), side("bottom", to.h))
	if w, h := side("width", to.w), side("height", to.h); w > 0 && h > 0 {
		in = in.within((in.w-w)/2, (in.h-h)/2, (in.w-w)/2, (in.h-h)/2)
	}
	p.content(n, in, depth)
}

// shape draws a rectangle or an ellipse.
func (p *painter) shape(n *node, to area) {
	var fill image.Image
	if g := n.child("gradient"); g != nil {
		fill = p.shapeGradient(g, to)
	} else if solid := n.child("solid"); solid != nil {
		if c, ok := p.color(solid.named("color")); ok {
			fill = image.NewUniform(c)
		}
	}
	var outline paint.Path
	if n.named("shape").data == 1 {
		outline.Ellipse(paint.Point{X: to.x + to.w/2, Y: to.y + to.h/2}, to.w/2, to.h/2)
	} else {
		outline = rectangle(to)
	}
	p.canvas.Fill(&outline, paint.NonZero, fill, nil)
}

func rectangle(to area) (p paint.Path) {
	p.MoveTo(paint.Point{X: to.x, Y: to.y})
	p.LineTo(paint.Point{X: to.x + to.w, Y: to.y})
	p.LineTo(paint.Point{X: to.x + to.w, Y: to.y + to.h})
	p.LineTo(paint.Point{X: to.x, Y: to.y + to.h})
	p.Close()
	return p
}

func (p *painter) flood(c color.NRGBA, to area) {
	outline := rectangle(to)
	p.canvas.Fill(&outline, paint.NonZero, image.NewUniform(c), nil)
}

// bitmap draws a picture over an area; false when it is none.
func (p *painter) bitmap(name string, to area) bool {
	b := p.read(name, picture.MaxBytes)
	if side := picture.Side(b); side == 0 || side > maxBitmap {
		return false
	}
	m, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		return false
	}
	if to.w > 0 {
		p.widest = max(p.widest, int(float64(m.Bounds().Dx())*float64(p.canvas.Rect.Dx())/to.w+0.5))
	}
	p.canvas.Picture(m, to.rect())
	return true
}

// read reads a file, nil when there is none or enough were read.
func (p *painter) read(name string, limit int64) input.Bytes {
	if p.files++; p.files > maxDrawings {
		return nil
	}
	f, err := p.File(name)
	if err != nil || f == nil {
		return nil
	}
	b, err := p.Read(f, limit)
	if err != nil {
		p.failed = p.Source.Fatal(err)
		return nil
	}
	return b
}

// tree reads a drawing.
func (p *painter) tree(name string) (*node, error) {
	b := p.read(name, maxDrawing)
	if p.failed != nil || b == nil {
		return nil, p.failed
	}
	return readTree(b), nil
}

// colorsOfAndroid are the colors of the system that drawings refer to: android.R.color.
var colorsOfAndroid = map[uint32]color.NRGBA{
	0x01060000: {0xaa, 0xaa, 0xaa, 0xff}, 0x0106000b: {0xff, 0xff, 0xff, 0xff}, 0x0106000c: {0, 0, 0, 0xff}, 0x0106000d: {},
}

// color is the color that a value is, or that it refers to.
func (p *painter) color(v value) (color.NRGBA, bool) {
	if v.isReference() {
		if c, known := colorsOfAndroid[v.data]; known {
			return c, true
		}
		v = p.table.resolve(v)
	}
	if v.kind < valueFirstColor || v.kind > valueLastInt {
		return color.NRGBA{}, false
	}
	return color.NRGBA{uint8(v.data >> 16), uint8(v.data >> 8), uint8(v.data), uint8(v.data >> 24)}, true
}

// length is a length in pixels: of dp, or a share of another one.
func (p *painter) length(v value, of, dp float64) float64 {
	v = p.table.resolve(v)
	switch v.kind {
	case valueFraction:
		return complexNumber(v.data) * of
	case valueDimension:
		if v.data&0xf == 0 {
			return complexNumber(v.data) // pixels
		}
		return complexNumber(v.data) * dp
	}
	return 0
}

// number is a value as a number; a dimension counts without its unit.
func (p *painter) number(v value, otherwise float64) float64 {
	v = p.table.resolve(v)
	n := otherwise
	switch {
	case v.kind == valueFloat:
		n = float64(math.Float32frombits(v.data))
	case v.kind == valueDimension || v.kind == valueFraction:
		n = complexNumber(v.data)
	case v.isInteger():
		n = float64(int32(v.data))
	}
	if math.IsNaN(n) || math.Abs(n) > 1e6 {
		return otherwise
	}
	return n
}

// complexNumber is the number in a dimension or fraction: 24 bits, of which two others say where the point stands.
func complexNumber(v uint32) float64 {
	shift := [4]float64{1 << 8, 1 << 15, 1 << 23, 1 << 31}[v>>4&3]
	return float64(int32(v&0xffffff00)) / shift
}
