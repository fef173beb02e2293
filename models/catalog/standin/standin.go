package standin

import (
	"bytes"
	"embed"
	"encoding/json"
	"hash/fnv"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"slices"
	"strings"
)

//go:embed data
var data embed.FS

// load reads one of the files in data.
func load[T any](name string) []T {
	text, err := data.ReadFile("data/" + name)
	if err != nil {
		panic(err) // the files are part of the program
	}
	return parse[T](text)
}

// parse reads what is part of the program.
func parse[T any](text []byte) (all []T) {
	if err := json.Unmarshal(text, &all); err != nil {
		panic(err)
	}
	return all
}

func write(w http.ResponseWriter, media string, document any) {
	w.Header().Set("Content-Type", media)
	_ = json.NewEncoder(w).Encode(document) // the reader has gone
}

// has reports whether every word of the query is part of one of the texts.
func has(query string, texts ...string) bool {
	all := strings.ToLower(strings.Join(texts, "\n"))
	return !slices.ContainsFunc(strings.Fields(strings.ToLower(query)), func(word string) bool { return !strings.Contains(all, word) })
}

// Picture draws a square in a color of its own for every name.
func Picture(name string, size int) []byte {
	h := fnv.New32a()
	h.Write([]byte(name))
	sum := h.Sum32()
	shade := color.RGBA{uint8(sum)/2 + 64, uint8(sum>>8)/2 + 64, uint8(sum>>16)/2 + 64, 255}
	img := image.NewPaletted(image.Rect(0, 0, size, size), color.Palette{shade, color.White})
	for y := size / 3; y < size*2/3; y++ {
		for x := size / 3; x < size*2/3; x++ {
			img.SetColorIndex(x, y, 1)
		}
	}
	var b bytes.Buffer
	_ = png.Encode(&b, img) // a buffer takes everything
	return b.Bytes()
}

// pictures answers with a picture for every address.
func pictures(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "image/png")
	_, _ = w.Write(Picture(r.URL.Path, 100)) // the reader has gone
}

func own(r *http.Request, path string) string { return "http://" + r.Host + path }
