package draw

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strconv"
	"strings"

	"golang.org/x/image/vector"
)

// grid is how many units a picture is wide and high. Numbers in a picture count them from the left and from the top.
const grid = 24

// PNG draws a picture of so many pixels a side. It is written as the color of the background, "#0b7285", and then shapes with commas
// between them: a color, the name of the shape, and its numbers, as in "#0b7285 white circle 12 12 6, deep box 4 10 16 4 1".
func PNG(picture string, size int) ([]byte, error) {
	background, list, _ := strings.Cut(picture, " ")
	base, err := parseColor(background)
	if err != nil {
		return nil, err
	}
	c := &canvas{image: image.NewRGBA(image.Rect(0, 0, size, size)), scale: float32(size) / grid, raster: vector.NewRasterizer(size, size)}
	c.fill(mix(base, color.RGBA{255, 255, 255, 255}, 0.14), mix(base, color.RGBA{0, 0, 0, 255}, 0.12))
	for words := range strings.SplitSeq(list, ",") {
		if err := c.draw(strings.Fields(words), base); err != nil {
			return nil, fmt.Errorf("%q: %w", words, err)
		}
	}
	var b bytes.Buffer
	err = png.Encode(&b, c.image)
	return b.Bytes(), err
}

// canvas is a picture that is being drawn.
type canvas struct {
	image  *image.RGBA
	scale  float32 // pixels in a unit
	raster *vector.Rasterizer
	ink    color.RGBA
}

// fill covers everything, with one color above that becomes the other one below.
func (c *canvas) fill(above, below color.RGBA) {
	size := c.image.Bounds().Dy()
	for y := range size {
		line := mix(above, below, float64(y)/float64(size-1))
		for x := range size {
			c.image.SetRGBA(x, y, line)
		}
	}
}

// draw draws one shape.
func (c *canvas) draw(words []string, base color.RGBA) error {
	if len(words) < 2 {
		return fmt.Errorf("a shape has a color and a name")
	}
	shape, known := shapes[words[1]]
	var numbers []float32
	for _, word := range words[2:] {
		n, err := strconv.ParseFloat(word, 32)
		if err != nil {
			return err
		}
		numbers = append(numbers, float32(n))
	}
	if !known || !shape.takes(len(numbers)) {
		return fmt.Errorf("there is no %s of %d numbers", words[1], len(numbers))
	}
	var err error
	if c.ink, err = inkOn(base, words[0]); err != nil {
		return err
	}
	shape.draw(c, numbers)
	return nil
}

// inkOn is a color by its name, or as "#0b7285". Deep and light are shades of the background.
func inkOn(base color.RGBA, name string) (color.RGBA, error) {
	switch name {
	case "white":
		return color.RGBA{255, 255, 255, 255}, nil
	case "deep":
		return mix(base, color.RGBA{0, 0, 0, 255}, 0.45), nil
	case "light":
		return mix(base, color.RGBA{255, 255, 255, 255}, 0.65), nil
	}
	return parseColor(name)
}

func parseColor(s string) (color.RGBA, error) {
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 24)
	if err != nil || len(s) != len("#rrggbb") {
		return color.RGBA{}, fmt.Errorf("%q is no color", s)
	}
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}, nil
}

// mix is a color on its way to another one: at 0 it is there, at 1 the other.
func mix(a, b color.RGBA, part float64) color.RGBA {
	between := func(a, b uint8) uint8 { return uint8(float64(a) + (float64(b)-float64(a))*part + 0.5) }
	return color.RGBA{between(a.R, b.R), between(a.G, b.G), between(a.B, b.B), 255}
}
