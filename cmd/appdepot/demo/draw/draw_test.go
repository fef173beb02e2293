package draw_test

import (
	"bytes"
	"image/png"
	"testing"

	"appdepot/cmd/appdepot/demo/draw"
)

func TestPicturesAreDrawnAsWritten(t *testing.T) {
	got, err := draw.PNG("#0000ff white box 6 6 12 12 1, #ff0000 circle 12 12 3", 48)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(got))
	if err != nil {
		t.Fatal(err)
	}
	if size := picture.Bounds().Dx(); size != 48 {
		t.Errorf("%d pixels wide", size)
	}
	for at, want := range map[[2]int][3]uint32{{24, 24}: {255, 0, 0}, {16, 16}: {255, 255, 255}} {
		r, g, b, _ := picture.At(at[0], at[1]).RGBA()
		if [3]uint32{r >> 8, g >> 8, b >> 8} != want {
			t.Errorf("at %v it is %d %d %d, want %v", at, r>>8, g>>8, b>>8, want)
		}
	}
	r, _, b, _ := picture.At(1, 1).RGBA()
	if b <= r {
		t.Error("the background has another color")
	}
	again, err := draw.PNG("#0000ff white box 6 6 12 12 1, #ff0000 circle 12 12 3", 48)
	if err != nil || !bytes.Equal(got, again) {
		t.Error("drawn twice, it is another picture")
	}
}

func TestWhatCannotBeDrawnIsRefused(t *testing.T) {
	for _, wrong := range []string{"", "blue white circle 1 1 1", "#0000ff white circle 1 1", "#0000ff white blob 1 1 1", "#0000ff pink circle 1 1 1",
		"#0000ff white line 1 2 3 4 5 6", "#0000ff white circle a b c", "#0000ff white"} {
		if _, err := draw.PNG(wrong, 24); err == nil {
			t.Errorf("%q is drawn", wrong)
		}
	}
}
