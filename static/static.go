package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// Prefix is the path under which Handler is mounted.
const Prefix = "/static/"

// The two bundles that every page loads, and the drawings of app types in one file, each under its name.
const (
	CSS    = "css/appdepot.css"
	JS     = "js/appdepot.js"
	Glyphs = "icons/glyphs.svg"
)

const glyphFiles = "glyphs/*.svg"

//go:embed css js icons glyphs brand fonts vendor
var files embed.FS

// asset is one file as it is served.
type asset struct {
	url, kind  string
	body, gzip []byte // gzip is nil when compressing gains nothing
}

// assets are made when the first is asked for, not by programs that serve none: the process that reads a package is this program, too.
var assets = sync.OnceValues(load)

// URL is the address of an asset such as "icons/icons.svg", with the hash of its content in it. It panics for a name
// that does not exist: the name is a literal in our own code.
func URL(name string) string {
	byName, _ := assets()
	a := byName[name]
	if a == nil {
		panic("static: no asset " + name)
	}
	return a.url
}

// Handler serves the assets below Prefix, compressed when the browser accepts gzip.
func Handler() http.Handler {
	_, byURL := assets()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := byURL[r.URL.Path]
		if a == nil || r.Method != http.MethodGet && r.Method != http.MethodHead {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Type", a.kind)
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("X-Content-Type-Options", "nosniff")
		body := a.body
		if a.gzip != nil {
			h.Set("Vary", "Accept-Encoding")
			if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
				h.Set("Content-Encoding", "gzip")
				body = a.gzip
			}
		}
		h.Set("Content-Length", strconv.Itoa(len(body)))
		if r.Method == http.MethodGet {
			_, _ = w.Write(body) // the browser went away: nothing to do
		}
	})
}

// load reads every asset. The style bundle comes last, because it names fonts and drawings by their addresses.
func load() (names, urls map[string]*asset) {
	names, urls = map[string]*asset{}, map[string]*asset{}
	add := func(name string, body []byte) {
		a := newAsset(name, body)
		names[name], urls[a.url] = a, a
	}
	for _, dir := range []string{"icons", "brand", "fonts", "vendor"} {
		for _, name := range list(dir + "/*") {
			if kinds[path.Ext(name)] != "" {
				add(name, read(name))
			}
		}
	}
	add(Glyphs, glyphs())
	add(JS, scripts())
	add(CSS, styles(func(name string) string { return names[name].url }))
	return names, urls
}

var kinds = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".png":   "image/png",
	".woff2": "font/woff2",
}

func newAsset(name string, body []byte) *asset {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	a := &asset{
		url:  Prefix + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext,
		kind: kinds[ext],
		body: body,
	}
	if ext != ".woff2" && ext != ".png" {
		a.gzip = compress(body)
	}
	return a
}

// compress returns nil when the result is not smaller.
func compress(body []byte) []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is valid
	_, _ = z.Write(body)                                  // a bytes.Buffer does not fail
	_ = z.Close()
	if b.Len() >= len(body) {
		return nil
	}
	return b.Bytes()
}

// styles joins the style sheets in the order of their layers.
func styles(url func(name string) string) []byte {
	var b bytes.Buffer
	for _, pattern := range []string{
		"css/tokens.css", "css/reset.css", "css/base.css", "css/layout.css",
		"css/ui/*.css", "css/patterns/*.css", "css/portal/*.css", "css/utilities.css",
	} {
		for _, name := range list(pattern) {
			b.Write(assetRef.ReplaceAllFunc(read(name), func(ref []byte) []byte {
				return []byte(`url("` + url(string(assetRef.FindSubmatch(ref)[1])) + `")`)
			}))
		}
	}
	b.Write(glyphStyles())
	return b.Bytes()
}

var assetRef = regexp.MustCompile(`url\("\.\./((?:fonts|icons)/[^"]+)"\)`)

// scripts joins the modules, each in a block of its own, so that their names do not meet.
func scripts() []byte {
	var b bytes.Buffer
	for _, name := range list("js/*.js") {
		fmt.Fprintf(&b, "{\n%s}\n", read(name))
	}
	return b.Bytes()
}

// glyphs joins the drawings of app types to one file, each below the other. The style sheet shows one of them and gives it its color.
func glyphs() []byte {
	var b bytes.Buffer
	all := list(glyphFiles)
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 %d">`, 24*len(all))
	for i, name := range all {
		drawing := bytes.TrimSpace(read(name))
		fmt.Fprintf(&b, `<svg y="%d" width="24" height="24" %s`, 24*i, bytes.TrimPrefix(drawing, []byte("<svg ")))
	}
	b.WriteString("</svg>")
	return b.Bytes()
}

// glyphStyles are the places of the drawings in their file: .g-globe is where static/glyphs/globe.svg went.
func glyphStyles() []byte {
	all := list(glyphFiles)
	var b bytes.Buffer
	fmt.Fprintf(&b, "@layer base {\n  .glyph {\n    mask-size: 100%% %d%%;\n  }\n", 100*len(all))
	for i, name := range all {
		fmt.Fprintf(&b, "  .g-%s {\n    mask-position: 0 %.4g%%;\n  }\n", strings.TrimSuffix(path.Base(name), ".svg"), 100*float64(i)/float64(len(all)-1))
	}
	b.WriteString("}\n")
	return b.Bytes()
}

// list returns the embedded files that match, in alphabetical order. No match is a mistake in this package.
func list(pattern string) []string {
	names, err := fs.Glob(files, pattern)
	if err != nil || len(names) == 0 {
		panic("static: nothing matches " + pattern)
	}
	return names
}

func read(name string) []byte {
	b, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return b
}
