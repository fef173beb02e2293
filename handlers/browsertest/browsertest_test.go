package browsertest_test

import (
	"fmt"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"appdepot/handlers/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }

const sample = `<!doctype html><html lang="en"><head><title>Sample</title><link rel="stylesheet" href="/sample.css">
<script src="/sample.js" defer></script></head><body><main><h1>Sample</h1>
<form method="post" action="/echo" enctype="multipart/form-data">
<label for="name">Name</label> <input id="name" name="name" value="old">
<label>Notes <textarea name="notes"></textarea></label>
<label><input type="checkbox" name="news" value="weekly"> News</label>
<label>Color <select name="color"><option value="r">Red</option><option value="g">Green</option></select></label>
<label>Package <input type="file" name="package"></label>
<button>Save</button></form>
<button type="button" id="more">More</button> <p id="out">closed</p>
<a href="/broken">Broken</a> <p hidden><a href="/">Unseen</a></p>
</main></body></html>`

const broken = `<!doctype html><html lang="en"><head><title>Broken</title></head><body><main><h1>Broken</h1>
<img src="/sample.css"><p style="color:red">Red</p></main></body></html>`

const script = `document.querySelector("#more").addEventListener("click", () => {
	requestAnimationFrame(() => { document.querySelector("#out").textContent = "opened  by   script"; });
});`

const css = `:root { color-scheme: light dark } @media (prefers-color-scheme: dark) { body { background: #000; color: #fff } }`

func serve(t testing.TB) string {
	mux := http.NewServeMux()
	page := func(kind, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'")
			io.WriteString(w, body)
		}
	}
	mux.Handle("/{$}", page("text/html", sample))
	mux.Handle("/broken", page("text/html", broken))
	mux.Handle("/sample.js", page("text/javascript", script))
	mux.Handle("/sample.css", page("text/css", css))
	mux.Handle("/favicon.ico", page("image/x-icon", ""))
	mux.HandleFunc("POST /echo", func(w http.ResponseWriter, r *http.Request) {
		r.ParseMultipartForm(1 << 20)
		var file string
		if f := r.MultipartForm.File["package"]; len(f) > 0 {
			file = f[0].Filename
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, "<p>%s|%s|%s|%s|%s|%s</p>", r.FormValue("name"), r.FormValue("notes"), r.FormValue("news"),
			r.FormValue("color"), file, r.Header.Get("Accept-Language"))
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func TestAJourney(t *testing.T) {
	p := browsertest.New(t, serve(t))
	p.SetLanguage("nl")
	path := filepath.Join(t.TempDir(), "app.msi")
	if err := os.WriteFile(path, []byte("bytes"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.Open("/")
	p.WaitText("closed")
	p.Click("More")
	p.WaitText("opened by script")
	p.WaitGone("closed")
	p.Type("Name", "new name")
	p.Type("Notes", "gone")
	p.Type("Notes", "")
	p.Click("News")
	p.Select("Color", "Green")
	p.Attach("Package", path)
	p.Click("Save")
	p.WaitPath("/echo")
	p.WaitText("new name||weekly|g|app.msi|nl")
}

func TestWithoutScripts(t *testing.T) {
	p := browsertest.New(t, serve(t))
	p.SetScripts(false)
	p.Open("/")
	p.Click("More")
	p.Type("Name", "plain")
	p.WaitText("closed")
	p.Click("Save")
	p.WaitText("plain||")
}

func TestEveryTestHasItsOwnCookies(t *testing.T) {
	url := serve(t)
	for range 2 {
		p := browsertest.New(t, url)
		p.Open("/")
		if got := browsertest.Eval[string](p, `(c => (document.cookie = "seen=1", c))(document.cookie)`); got != "" {
			t.Errorf("a new page has the cookie %q", got)
		}
	}
}

func TestSizeThemeAndPicture(t *testing.T) {
	p := browsertest.New(t, serve(t))
	p.SetSize(360, 640)
	p.SetTheme("dark")
	p.Open("/")
	path := filepath.Join(t.TempDir(), "page.png")
	p.Screenshot(path)
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds().Dx() != 360 || img.Bounds().Dy() < 640 {
		t.Errorf("the picture is %v", img.Bounds())
	}
	if r, _, _, _ := img.At(350, 630).RGBA(); r != 0 {
		t.Errorf("the dark page is not black but %v", img.At(350, 630))
	}
}

func TestAccessibility(t *testing.T) {
	p := browsertest.New(t, serve(t))
	p.Open("/")
	p.Accessible()
	p.Allow("style")
	p.Open("/broken")
	found := p.Violations()
	if len(found) != 1 || found[0].Rule != "image-alt" || found[0].Impact != "critical" || len(found[0].Nodes) != 1 {
		t.Errorf("axe-core found %v; want image-alt on one element", found)
	}
}

func TestWhatGoesWrongFailsWithASentence(t *testing.T) {
	cases := []struct {
		name, want string
		do         func(*browsertest.Page)
	}{
		{"inline style", "Content Security Policy", func(p *browsertest.Page) { p.Open("/broken") }},
		{"console", "console.error: \"oh no\"", func(p *browsertest.Page) { browsertest.Eval[bool](p, `console.error("oh no"), true`) }},
		{"exception", "TypeError: too bad", func(p *browsertest.Page) {
			browsertest.Eval[bool](p, `setTimeout(() => { window.thrown = true; throw new TypeError("too bad") }), true`)
			p.WaitFor("window.thrown")
		}},
		{"missing file", "404 (Not Found)", func(p *browsertest.Page) { p.Open("/missing") }},
		{"no option", `the list "Color" has no option "Blue"`, func(p *browsertest.Page) { p.Select("Color", "Blue") }},
		{"color in the dark theme", "color-contrast", func(p *browsertest.Page) {
			browsertest.Eval[bool](p, `document.querySelector("h1").style.color = "#111", true`)
			p.AccessibleInBothThemes("main")
		}},
		{"field without a label", "label (critical)", func(p *browsertest.Page) {
			browsertest.Eval[bool](p, `document.querySelector("label").remove(), true`)
			p.AccessibleInBothThemes("main")
		}},
		{"broken expression", "evaluate nonsense()", func(p *browsertest.Page) { browsertest.Eval[bool](p, "nonsense()") }},
	}
	url := serve(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var r *recorder
			t.Run("quietly", func(t *testing.T) { // its end is the end of the page
				r = &recorder{TB: t}
				done := make(chan struct{})
				go func() {
					defer close(done)
					p := browsertest.New(r, url)
					p.Open("/")
					c.do(p)
				}()
				<-done
			})
			if !strings.Contains(r.said.String(), c.want) {
				t.Errorf("the failure says:\n%s\nnot: %s", r.said.String(), c.want)
			}
		})
	}
}

// recorder is a test that keeps its failures to itself.
type recorder struct {
	testing.TB
	said strings.Builder
}

func (r *recorder) Errorf(format string, args ...any) { fmt.Fprintf(&r.said, format+"\n", args...) }

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}
