package static_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"appdepot/models/apptype"
	"appdepot/static"
)

// frame is what every drawing begins with: one grid, and color and stroke as the style sheet gives them.
const frame = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="currentColor" fill-opacity=".2" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">`

// mostGlyph is how many bytes a drawing may have.
const mostGlyph = 1500

func TestEveryAppTypeHasItsOwnGlyph(t *testing.T) {
	users := map[string]string{}
	use := func(glyph, who string) {
		if other := users[glyph]; other != "" {
			t.Errorf("%s and %s have the same glyph, %q", other, who, glyph)
		}
		users[glyph] = who
		if _, err := os.Stat("glyphs/" + glyph + ".svg"); err != nil {
			t.Errorf("%s has no glyph: %v", who, err)
		}
	}
	for _, d := range apptype.All() {
		use(d.Glyph, d.ID)
	}
	for _, e := range apptype.Pane() {
		if len(e.Types) > 1 {
			use(e.Glyph(), e.ID)
		}
	}
	drawings := map[string]string{}
	for _, file := range glyphFiles(t) {
		name := strings.TrimSuffix(filepath.Base(file), ".svg")
		if users[name] == "" {
			t.Errorf("no app type uses the glyph %q", name)
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if other := drawings[string(b)]; other != "" {
			t.Errorf("the glyphs %q and %q are the same drawing", other, name)
		}
		drawings[string(b)] = name
		checkGlyph(t, name, string(b))
	}
}

func TestGlyphsAreServedAsOneFile(t *testing.T) {
	drawings, _ := io.ReadAll(get(t, static.URL(static.Glyphs), "").Body)
	styles, _ := io.ReadAll(get(t, static.URL(static.CSS), "").Body)
	if !bytes.Contains(styles, []byte(static.URL(static.Glyphs))) {
		t.Error("the style sheet does not name the file of all glyphs")
	}
	files := glyphFiles(t)
	for i, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		placed := fmt.Sprintf(`<svg y="%d" width="24" height="24" %s`, 24*i, strings.TrimPrefix(strings.TrimSpace(string(b)), "<svg "))
		name := strings.TrimSuffix(filepath.Base(file), ".svg")
		if !bytes.Contains(drawings, []byte(placed)) {
			t.Errorf("%s is not at its place in the file that browsers load", name)
		}
		if !bytes.Contains(styles, []byte(".g-"+name+" {")) {
			t.Errorf("the style sheet does not know the place of %s", name)
		}
	}
	if err := xml.Unmarshal(drawings, new(struct{})); err != nil {
		t.Errorf("the file that browsers load is no XML: %v", err)
	}
}

// checkGlyph says what is wrong with a drawing: everything in it is drawn on the grid in the color of the words beside it.
func checkGlyph(t *testing.T, name, drawing string) {
	t.Helper()
	if !strings.HasPrefix(drawing, frame) || !strings.HasSuffix(drawing, "</svg>\n") {
		t.Errorf("%s does not begin with the frame of all glyphs", name)
	}
	if len(drawing) > mostGlyph {
		t.Errorf("%s is %d bytes, more than %d", name, len(drawing), mostGlyph)
	}
	shapes := 0
	for d := xml.NewDecoder(strings.NewReader(drawing)); ; {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local == "svg" {
			continue
		}
		shapes++
		for _, a := range start.Attr {
			if a.Name.Local == "fill" && a.Value != "none" || a.Name.Local == "stroke" && a.Value != "none" || a.Name.Local == "style" || a.Name.Local == "class" {
				t.Errorf("%s: %s=%q, but colors are the style sheet's", name, a.Name.Local, a.Value)
			}
		}
	}
	if shapes == 0 {
		t.Errorf("%s is empty", name)
	}
}

func glyphFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("glyphs/*.svg")
	if err != nil || len(files) == 0 {
		t.Fatal("no glyphs", err)
	}
	return files
}
