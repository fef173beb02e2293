package handlers_test

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"appdepot/handlers/browsertest"
	"appdepot/models"
	"appdepot/views/link"
)

// logoPixel is a pixel of the first logo on the page as it is served, as "side red green blue opacity"; x and y are shares of its side.
func logoPixel(p *browsertest.Page, x, y string) string {
	return browsertest.Eval[string](p, `(async () => {
		const picture = await createImageBitmap(await (await fetch(document.querySelector("h1").closest(".page-title").querySelector("img").src)).blob());
		const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
		canvas.drawImage(picture, 0, 0);
		return [picture.width, picture.height, ...canvas.getImageData(picture.width * `+x+`, picture.height * `+y+`, 1, 1).data].join(" ");
	})()`)
}

// A wide picture is cropped with the keyboard: from the middle, which is red and blue, to its left, which is all red.
func TestALogoIsCropped(t *testing.T) {
	w := newWorld(t)
	w.person(models.Administrator)
	p := w.browser(models.ApplicationManager)
	app := w.webApp()
	wide := image.NewNRGBA(image.Rect(0, 0, 400, 200))
	draw.Draw(wide, image.Rect(0, 0, 200, 200), image.NewUniform(color.NRGBA{255, 0, 0, 255}), image.Point{}, draw.Src)
	draw.Draw(wide, image.Rect(200, 0, 400, 200), image.NewUniform(color.NRGBA{0, 0, 255, 255}), image.Point{}, draw.Src)
	logo, text := filepath.Join(t.TempDir(), "wide.png"), filepath.Join(t.TempDir(), "notes.png")
	f, err := os.Create(logo)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, wide); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(text, []byte("no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.Open(link.AppSection(string(app.ID), "properties"))
	p.Click("Change logo")
	p.Attach("Logo", text)
	p.WaitText("notes.png is not an image or is damaged.")
	p.Attach("Logo", logo)
	p.WaitText("wide.png, 400 by 200 pixels")
	p.WaitGone("is not an image")
	browsertest.Eval[bool](p, `document.querySelector("[data-part=stage]").focus(), true`)
	p.Press("+")
	p.WaitFor(`document.querySelector("[data-part=zoom]").value > 0`)
	p.Press("-")
	p.Press(strings.Repeat(kb.ArrowRight, 26))
	p.Accessible()
	p.Click("Save")
	p.WaitText("The logo was saved.")
	if got := logoPixel(p, "0.9", "0.5"); got != "200 200 255 0 0 255" {
		t.Errorf("on the right the logo is %s", got)
	}
}
