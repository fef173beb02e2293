package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"testing"

	"pgregory.net/rapid"
)

var red = color.NRGBA{200, 10, 20, 255}

// filled is a picture of one color.
func filled(w, h int, c color.Color) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.Draw(m, m.Rect, image.NewUniform(c), image.Point{}, draw.Src)
	return m
}

func decode(t testing.TB, b []byte) image.Image {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func at(m image.Image, x, y int) color.NRGBA {
	return color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
}

func TestAnIconIsSquareAndNoLargerThanNeedBe(t *testing.T) {
	for _, c := range []struct{ w, h, side int }{{16, 16, 16}, {512, 512, 512}, {513, 513, 512}, {2048, 2048, 512}, {64, 32, 64}, {1, 900, 512}} {
		b := PNG(filled(c.w, c.h, red))
		icon := Icon(b)
		m := decode(t, icon)
		if m.Bounds().Dx() != c.side || m.Bounds().Dy() != c.side {
			t.Errorf("%d by %d becomes %v", c.w, c.h, m.Bounds())
		}
		if got := at(m, c.side/2, c.side/2); c.w > 1 && got != red {
			t.Errorf("%d by %d: the color became %v", c.w, c.h, got)
		}
		if kept := bytes.Equal(icon, b); kept != (c.w == c.h && c.w <= BestSide) {
			t.Errorf("%d by %d: kept as it is: %v", c.w, c.h, kept)
		}
	}
	if Icon([]byte("no picture")) != nil || Icon(PNG(filled(2049, 4, red))) != nil {
		t.Error("an icon of no picture")
	}
}

func TestAWidePictureStandsInAClearSquare(t *testing.T) {
	m := decode(t, Icon(PNG(filled(64, 32, red))))
	for y, want := range map[int]color.NRGBA{0: {}, 15: {}, 16: red, 47: red, 48: {}} {
		if got := at(m, 5, y); got != want {
			t.Errorf("line %d is %v", y, got)
		}
	}
}

func TestALogoIsTheMiddleOfItsPicture(t *testing.T) {
	m := filled(60, 20, color.NRGBA{})
	draw.Draw(m, image.Rect(20, 0, 30, 20), image.NewUniform(red), image.Point{}, draw.Src)
	draw.Draw(m, image.Rect(0, 0, 20, 20), image.NewUniform(color.White), image.Point{}, draw.Src)
	logo := decode(t, Cropped(m, nil))
	if logo.Bounds() != image.Rect(0, 0, 20, 20) || at(logo, 0, 10) != red || at(logo, 9, 10) != red || at(logo, 10, 10) != (color.NRGBA{}) {
		t.Errorf("%v: %v, %v, %v", logo.Bounds(), at(logo, 0, 10), at(logo, 9, 10), at(logo, 10, 10))
	}
	if got := decode(t, Cropped(filled(2048, 700, red), nil)).Bounds(); got.Dx() != BestSide || got.Dy() != BestSide {
		t.Errorf("a large one becomes %v", got)
	}
	if file := []byte("a square of 512"); !bytes.Equal(Cropped(filled(BestSide, BestSide, red), file), file) {
		t.Error("a square is made anew")
	}
}

func TestClearPixelsLeaveNoFringe(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 1000, 1000))
	for i := 0; i < len(m.Pix); i += 4 {
		copy(m.Pix[i:], []byte{255, 255, 255, 0}) // white that nobody sees
	}
	draw.Draw(m, image.Rect(333, 0, 1000, 1000), image.NewUniform(red), image.Point{}, draw.Src)
	small := Square(m, m.Rect, 100)
	half := at(small, 33, 50)
	if half.A == 0 || half.A == 255 || half.R > red.R+1 || half.G > red.G+1 {
		t.Errorf("the edge is %v", half)
	}
}

func TestSquaresAreInTheMiddle(t *testing.T) {
	r := image.Rect(10, 0, 110, 40)
	if got, want := Inside(r), image.Rect(40, 0, 80, 40); got != want {
		t.Errorf("inside %v", got)
	}
	if got, want := Around(r), image.Rect(10, -30, 110, 70); got != want {
		t.Errorf("around %v", got)
	}
}

// Whatever the size: no pixel gains or loses.
func TestAnEvenPictureStaysEven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		side, most := rapid.IntRange(1, 300).Draw(t, "side"), rapid.IntRange(1, 100).Draw(t, "most")
		m := Square(filled(side, side, red), image.Rect(0, 0, side, side), most)
		if m.Rect.Dx() != min(side, most) {
			t.Fatalf("%v", m.Rect)
		}
		for i := 0; i < len(m.Pix); i += 4 {
			if !bytes.Equal(m.Pix[i:i+4], []byte{red.R, red.G, red.B, 255}) {
				t.Fatalf("a pixel is %v", m.Pix[i:i+4])
			}
		}
	})
}

func TestTheBestPicture(t *testing.T) {
	order := []int{512, 513, 1024, 2048, 511, 256, 16, 0}
	for i := 1; i < len(order); i++ {
		if Rank(order[i]) > Rank(order[i-1]) {
			t.Errorf("%d comes before %d", order[i], order[i-1])
		}
	}
	if Rank(0) != 0 || Rank(2048) <= Rank(511) {
		t.Error("no picture is one, or a large one worse than a small one")
	}
}

func TestAPalePictureGetsAPlate(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	m.SetNRGBA(4, 4, color.NRGBA{255, 255, 255, 255})
	pale := PNG(m)
	if got := at(decode(t, Plated(pale, "transparent")), 0, 0); got != plain {
		t.Errorf("a white drawing stands on %v", got)
	}
	if got := at(decode(t, Plated(pale, "#2b579a")), 0, 0); got != (color.NRGBA{0x2b, 0x57, 0x9a, 255}) {
		t.Errorf("the plate is %v", got)
	}
	if Plated(PNG(filled(8, 8, red)), "navy") != nil {
		t.Error("a plate nobody sees")
	}
	m.SetNRGBA(2, 2, red)
	if Plated(PNG(m), "") != nil {
		t.Error("a drawing that is seen gets a plate")
	}
}
