package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"strconv"
	"strings"
)

// plain is the plate of a drawing that is nearly white and has none of its own: on a white page nobody would see it.
var plain = color.NRGBA{0x5a, 0x62, 0x66, 0xff}

const (
	paleFrom = 225 // a level of every color from which a pixel is nearly white
	seenFrom = 32  // an opacity from which a pixel is seen
)

// Plated puts a picture on a plate of a color, "#2b579a" or its name. Without a color, or with "transparent", only a drawing that is
// nearly white gets one. It is nil when the picture stays as it is.
func Plated(b []byte, plate string) []byte {
	m, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	c, ok := colorOf(plate)
	if !ok {
		if c = plain; !isPale(m) {
			return nil
		}
	}
	if o, ok := m.(interface{ Opaque() bool }); ok && o.Opaque() {
		return nil
	}
	to := image.NewNRGBA(m.Bounds())
	draw.Draw(to, to.Rect, image.NewUniform(c), image.Point{}, draw.Src)
	draw.Draw(to, to.Rect, m, m.Bounds().Min, draw.Over)
	return PNG(to)
}

// isPale reports whether everything that is drawn is nearly white and there is something clear around it.
func isPale(m image.Image) bool {
	clear, r := false, m.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c := color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
			switch {
			case c.A < seenFrom:
				clear = true
			case min(c.R, c.G, c.B) < paleFrom:
				return false
			}
		}
	}
	return clear
}

// colorNames are the names of colors that manifests of Windows use most, of the list that they share with style sheets.
var colorNames = map[string]color.NRGBA{
	"black": {0, 0, 0, 255}, "white": {255, 255, 255, 255}, "gray": {128, 128, 128, 255}, "silver": {192, 192, 192, 255},
	"red": {255, 0, 0, 255}, "maroon": {128, 0, 0, 255}, "yellow": {255, 255, 0, 255}, "olive": {128, 128, 0, 255},
	"lime": {0, 255, 0, 255}, "green": {0, 128, 0, 255}, "aqua": {0, 255, 255, 255}, "teal": {0, 128, 128, 255},
	"blue": {0, 0, 255, 255}, "navy": {0, 0, 128, 255}, "fuchsia": {255, 0, 255, 255}, "purple": {128, 0, 128, 255},
}

func colorOf(text string) (color.NRGBA, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if c, known := colorNames[text]; known {
		return c, true
	}
	hex, found := strings.CutPrefix(text, "#")
	n, err := strconv.ParseUint(hex, 16, 32)
	if !found || err != nil || len(hex) != 6 {
		return color.NRGBA{}, false
	}
	return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}, true
}
