package android

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"syscall"
	"testing"
	"time"

	"appdepot/models/installer/input"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/picture"
	"appdepot/models/installer/picture/paint"
)

// drawing writes binary XML: elements with attributes that are texts, colors or numbers.
type drawing struct {
	texts  []string
	events []byte
}

func (d *drawing) text(s string) uint32 {
	for i, t := range d.texts {
		if t == s {
			return uint32(i)
		}
	}
	d.texts = append(d.texts, s)
	return uint32(len(d.texts) - 1)
}

func chunkOf(kind uint16, header, body []byte) []byte {
	le := binary.LittleEndian
	b := le.AppendUint16(le.AppendUint16(nil, kind), uint16(8+len(header)))
	return append(append(le.AppendUint32(b, uint32(8+len(header)+len(body))), header...), body...)
}

// open begins an element with pairs of names and values.
func (d *drawing) open(name string, pairs ...any) *drawing {
	le := binary.LittleEndian
	head := le.AppendUint32(le.AppendUint32(nil, math.MaxUint32), d.text(name))
	for _, v := range []uint16{20, 20, uint16(len(pairs) / 2), 0, 0, 0} {
		head = le.AppendUint16(head, v)
	}
	for i := 0; i < len(pairs); i += 2 {
		kind, data := uint8(valueString), uint32(0)
		switch v := pairs[i+1].(type) {
		case string:
			data = d.text(v)
		case float64:
			kind, data = valueFloat, math.Float32bits(float32(v))
		case int: // a color
			kind, data = valueFirstColor, uint32(v)
		}
		for _, v := range []uint32{math.MaxUint32, d.text(pairs[i].(string)), math.MaxUint32, 8 | uint32(kind)<<24, data} {
			head = le.AppendUint32(head, v)
		}
	}
	d.events = append(d.events, chunkOf(chunkElement, make([]byte, 8), head)...)
	return d
}

func (d *drawing) end(times int) *drawing {
	for range times {
		d.events = append(d.events, chunkOf(chunkEnd, make([]byte, 8), make([]byte, 8))...)
	}
	return d
}

func (d *drawing) document() []byte {
	le := binary.LittleEndian
	var offsets, data []byte
	for _, s := range d.texts {
		offsets = le.AppendUint32(offsets, uint32(len(data)))
		n := uint16(len(s))
		if n > 0x7fff {
			panic("too long a text")
		}
		data = le.AppendUint16(data, n)
		for _, c := range []byte(s) {
			data = append(data, c, 0)
		}
		data = append(data, 0, 0)
	}
	var header []byte
	for _, v := range []uint32{uint32(len(d.texts)), 0, 0, uint32(28 + len(offsets)), 0} {
		header = le.AppendUint32(header, v)
	}
	body := append(chunkOf(chunkStrings, header, append(offsets, data...)), d.events...)
	return chunkOf(chunkXML, nil, body)
}

// drawn draws a file of a package.
func drawn(t testing.TB, name string, files map[string][]byte) image.Image {
	t.Helper()
	b := installertest.Zip(t, func(z *zip.Writer) error {
		for name, content := range files {
			w, err := z.Create(name)
			if err != nil {
				return err
			}
			if _, err := w.Write(content); err != nil {
				return err
			}
		}
		return nil
	})
	a, err := openAPK(input.New(nil, bytes.NewReader(b), int64(len(b))))
	if err != nil {
		t.Fatal(err)
	}
	icon, _, err := a.drawnIcon(&resources{}, []string{name})
	if err != nil {
		t.Fatal(err)
	}
	if icon == nil {
		return nil
	}
	m, err := png.Decode(bytes.NewReader(icon.Data))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

const (
	blue  = 0xff0000ff - 1<<32
	white = 0xffffffff - 1<<32
)

func vector(color int, path string) []byte {
	d := &drawing{}
	return d.open("vector", "viewportWidth", 108.0, "viewportHeight", 108.0).open("path", "fillColor", color, "pathData", path).end(2).document()
}

func adaptive(background any, foreground string) []byte {
	d := &drawing{}
	return d.open("adaptive-icon").open("background", "drawable", background).end(1).open("foreground", "drawable", foreground).end(2).document()
}

func TestAnAdaptiveIconIsDrawn(t *testing.T) {
	m := drawn(t, "icon.xml", map[string][]byte{
		"icon.xml": adaptive(blue, "front.xml"), "front.xml": vector(white, "M44,44h20v20h-20z"),
	})
	if m == nil || m.Bounds().Dx() != picture.BestSide || m.Bounds().Dy() != picture.BestSide {
		t.Fatalf("drawn: %v", m)
	}
	for place, want := range map[image.Point]color.NRGBA{
		{0, 0}: {}, {511, 511}: {}, {256, 256}: {255, 255, 255, 255}, {256, 20}: {0, 0, 255, 255}, {20, 256}: {0, 0, 255, 255},
	} {
		if got := color.NRGBAModel.Convert(m.At(place.X, place.Y)); got != want {
			t.Errorf("at %v: %v, want %v", place, got, want)
		}
	}
}

// A bitmap in front is not made larger than it is.
func TestAnAdaptiveIconIsAsLargeAsItsPicture(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 216, 216))); err != nil {
		t.Fatal(err)
	}
	m := drawn(t, "icon.xml", map[string][]byte{"icon.xml": adaptive(blue, "front.png"), "front.png": b.Bytes()})
	if m == nil || m.Bounds().Dx() != 144 {
		t.Fatalf("drawn: %v", m)
	}
}

func TestWhatCannotBeDrawnIsNoIcon(t *testing.T) {
	for name, files := range map[string]map[string][]byte{
		"no drawing":   {"icon.xml": []byte("<vector/>")},
		"empty":        {"icon.xml": (&drawing{}).open("vector").end(1).document()},
		"itself":       {"icon.xml": adaptive("icon.xml", "icon.xml")},
		"missing":      {"icon.xml": adaptive("a.xml", "b.png")},
		"end first":    {"icon.xml": (&drawing{}).end(3).open("vector").open("path").end(2).document()},
		"no viewport":  {"icon.xml": (&drawing{}).open("vector", "viewportWidth", math.Inf(1), "viewportHeight", math.NaN()).end(1).document()},
		"damaged path": {"icon.xml": vector(white, "M,,")},
	} {
		if m := drawn(t, "icon.xml", files); m != nil {
			t.Errorf("%s: drawn %v", name, m.Bounds())
		}
	}
}

// Drawings that are made to need much work are given up in time.
func TestHostileDrawingsAreGivenUp(t *testing.T) {
	paths := map[string]string{
		"long":    "M0,0" + strings.Repeat("C9,9 1,1 0 0", 2600),
		"moves":   strings.Repeat("M1 1", 8000),
		"closed":  strings.Repeat("Z", 32000),
		"arcs":    "M0,0" + strings.Repeat("a9 9 0 1 1 1 1", 2300),
		"outside": "M900,900" + strings.Repeat("l9,9", 8000),
		"all":     "M0,0h108v108h-108z",
	}
	files := map[string][]byte{}
	for name, path := range paths {
		d := (&drawing{}).open("vector", "viewportWidth", 108.0, "viewportHeight", 108.0)
		for range 3900 {
			d.open("path", "fillColor", blue, "strokeColor", white, "strokeWidth", 3.0, "pathData", path).end(1)
		}
		files[name+".xml"] = d.end(1).document()
	}
	d := (&drawing{}).open("layer-list")
	for range 3900 {
		d.open("item", "drawable", "list.xml").end(1)
	}
	files["list.xml"] = d.end(1).document()
	for name := range files {
		begins := processorTime(t)
		drawn(t, name, files)
		if took := processorTime(t) - begins; took > 10*time.Second {
			t.Errorf("%s takes %v", name, took)
		}
	}
}

// processorTime is how long processors have worked for this process: others may use them as well.
func processorTime(t testing.TB) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func TestPaths(t *testing.T) {
	for path, want := range map[string]float64{
		"M10,10 h20 v20 h-20 z":                    400,
		"m10 10 20 0 0 20-20 0z":                   400,
		"M10.5.5 20 .5 20 20":                      92.6,
		"M12,32a20,20 0 1 0 40,0a20 20 0 1 0-40 0": math.Pi * 400,
		"M12,32a20,20 0 10 40,0a20 20 0 10-40 0":   math.Pi * 400,
		"M10,10H30V30H10Zm30 0h10v10h-10z":         500,
		"M10 10L30 10L30 30L10 30 garbage":         400,
		"M0 20C0 20 20 20 20 20S20 40 20 40L0 40":  400,
		"M0,20Q10,20 20,20T40,20L40 30L0 30":       400,
		"1e1":                                      0,
		"M1e1,1e1h2e1v20h-20":                      400,
	} {
		var p paint.Path
		drawPath(&p, path)
		c := paint.NewCanvas(64)
		c.Fill(&p, paint.NonZero, image.NewUniform(color.Black), nil)
		got := 0.0
		for i := 3; i < len(c.Pix); i += 4 {
			got += float64(c.Pix[i]) / 255
		}
		if math.Abs(got-want) > 0.02*want {
			t.Errorf("%s: %.1f pixels, want %.1f", path, got, want)
		}
	}
}

func FuzzDrawing(f *testing.F) {
	f.Add(adaptive(blue, "front.png"))
	f.Add(vector(white, "M12,32a20,20 0 1 0 40,0a20 20 0 1 0-40 0"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if m := drawn(t, "icon.xml", map[string][]byte{"icon.xml": b}); m != nil && m.Bounds().Dx() > picture.BestSide {
			t.Errorf("drawn %v", m.Bounds())
		}
	})
}
