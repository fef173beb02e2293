package ui_test

import (
	"bytes"
	"context"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"appdepot/static"
)

func render(t *testing.T, c templ.Component) *goquery.Document {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	doc, err := goquery.NewDocumentFromReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// sources are the sources that match, by name.
func sources(t *testing.T, patterns ...string) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, pattern := range patterns {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			texts[name] = string(b)
		}
	}
	if len(texts) == 0 {
		t.Fatal("no sources match", patterns)
	}
	return texts
}

func asset(t *testing.T, name string) string {
	t.Helper()
	w := httptest.NewRecorder()
	static.Handler().ServeHTTP(w, httptest.NewRequest("GET", static.URL(name), nil))
	b, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

var forbidden = regexp.MustCompile(`\s(style|on[a-z]+|hx-on[^=]*)=|<style|<script>`)

func TestNoInlineStyleOrScript(t *testing.T) {
	for name, text := range sources(t, "../*/*.templ") {
		if found := forbidden.FindString(text); found != "" {
			t.Errorf("%s has %q, which the content security policy blocks", name, strings.TrimSpace(found))
		}
	}
}

var (
	classAttr = regexp.MustCompile(`class=(?:"([^"]*)"|\{([^\n]*?)\}[\s>])`)
	literal   = regexp.MustCompile(`"([^"]*)"`)
	word      = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
)

func TestEveryClassHasAStyle(t *testing.T) {
	css := asset(t, static.CSS)
	used := map[string]string{}
	for name, text := range sources(t, "*.templ", "../layout/*.templ") {
		for _, m := range classAttr.FindAllStringSubmatch(text, -1) {
			names := m[1]
			for _, l := range literal.FindAllStringSubmatch(m[2], -1) {
				names += " " + l[1]
			}
			for _, class := range strings.Fields(names) {
				used[class] = name
			}
		}
	}
	for class, name := range used {
		if word.MatchString(class) && !strings.HasSuffix(class, "-") && !regexp.MustCompile(`\.`+class+`[^a-z0-9-]`).MatchString(css) {
			t.Errorf("%s: nothing in static/css styles .%s", name, class)
		}
	}
}

var iconName = regexp.MustCompile(`Icon\("([a-z0-9-]+)"|Icon:\s*"([a-z0-9-]+)"`)

func TestEveryIconIsInTheSprite(t *testing.T) {
	sprite := asset(t, "icons/icons.svg")
	for name, text := range sources(t, "../*/*.templ", "../../handlers/*/*.go") {
		for _, m := range iconName.FindAllStringSubmatch(text, -1) {
			if id := m[1] + m[2]; !strings.Contains(sprite, `id="`+id+`"`) {
				t.Errorf("%s: the sprite has no icon %s", name, id)
			}
		}
	}
}
