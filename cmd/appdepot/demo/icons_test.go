package demo

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"os"
	"testing"

	picture "appdepot/cmd/appdepot/demo/draw"
)

// TestIconsAreDrawn: every app has an icon of its own, and all of them together are small.
func TestIconsAreDrawn(t *testing.T) {
	seen, bytesOfAll := map[string]string{}, 0
	sheet := image.NewRGBA(image.Rect(0, 0, 8*200, 5*200))
	list := shelf()
	for _, a := range playApps {
		list = append(list, a)
	}
	for i, a := range list {
		if other, twice := seen[a.icon]; twice {
			t.Errorf("%s has the icon of %s", a.name(), other)
		}
		seen[a.icon] = a.name()
		drawn, err := picture.PNG(a.icon, iconSize)
		if err != nil {
			t.Errorf("the icon of %s: %v", a.name(), err)
			continue
		}
		bytesOfAll += len(drawn)
		decoded, err := png.Decode(bytes.NewReader(drawn))
		if err != nil {
			t.Fatal(err)
		}
		draw.Draw(sheet, image.Rect(i%8*200, i/8*200, i%8*200+iconSize, i/8*200+iconSize), decoded, image.Point{}, draw.Src)
	}
	if bytesOfAll > 300_000 {
		t.Errorf("the icons have %d bytes", bytesOfAll)
	}
	if file := os.Getenv("APPDEPOT_ICON_SHEET"); file != "" { // to look at them
		var b bytes.Buffer
		if err := png.Encode(&b, sheet); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
