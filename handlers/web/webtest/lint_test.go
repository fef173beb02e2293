package webtest_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"appdepot/handlers/web/webtest"
)

func TestLintAcceptsGoodPages(t *testing.T) {
	for name, main := range map[string]string{"home": home, "form": form, "people": people} {
		t.Run(name, func(t *testing.T) {
			if got := lint(t, document(main), 200, good()); got != nil {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestLintOfWholeDocuments(t *testing.T) {
	got := lint(t, `<p>Hello</p>`, 500, good())
	want := []string{
		"the server failed: status 500", "<html> has no lang", "the page has no title",
		"there are 0 <main>; a page has one", "there are 0 <h1>; a page has one",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestLintOfParts(t *testing.T) {
	cases := []struct{ name, main, want string }{
		{"second h1", `<h1>Again</h1>`, "there are 2 <h1>; a page has one"},
		{"skipped level", `<h3>Deep</h3>`, "<h3>Deep follows a heading of level 1: a level is skipped"},
		{"empty heading", `<h2></h2>`, "<h2> is empty"},
		{"same id", `<p id="a"></p><p id="a"></p>`, `the id "a" is there twice`},
		{"id with space", `<p id="a b"></p>`, `<p id="a b">: an id needs at least one character and no spaces`},
		{"label for nothing", `<label for="x">X</label>`, `<label for="x">X: for names "x", which is not on the page`},
		{"description missing", `<p aria-describedby="x"></p>`, `<p aria-describedby="x">: aria-describedby names "x", which is not on the page`},
		{"controls missing", `<p aria-controls="x"></p>`, `<p aria-controls="x">: aria-controls names "x", which is not on the page`},
		{"link to nowhere", `<a href="#x">X</a>`, `<a href="#x">X leads nowhere on the page`},
		{"input without label", `<input name="x">`, `<input name="x"> has no label`},
		{"placeholder is no label", `<input placeholder="x">`, `<input placeholder="x"> has no label`},
		{"select without label", `<select></select>`, `<select> has no label`},
		{"label without text", `<label><textarea>t</textarea></label>`, `<textarea> has no label`},
		{"image", `<img src="x">`, `<img src="x"> has no alt`},
		{"button", `<button><svg></svg></button>`, `<button> has no name`},
		{"decorated link", `<a href="/"><span aria-hidden="true">x</span></a>`, `<a href="/"> has no name`},
		{"javascript", `<a href="javascript:alert(1)">X</a>`, `<a href="javascript:alert(1)">X is not an address`},
		{"dialog", `<dialog></dialog>`, `<dialog> has no aria-label or aria-labelledby`},
		{"tab order", `<p tabindex="2"></p>`, `<p tabindex="2"> changes the order of the Tab key`},
		{"style attribute", `<p style="top:0"></p>`, `<p style="top:0"> is inline style or script, which the content security policy refuses`},
		{"style", `<style></style>`, `<style> is inline style or script, which the content security policy refuses`},
		{"script", `<script></script>`, `<script> is inline style or script, which the content security policy refuses`},
		{"handler", `<p onclick="x()"></p>`, `<p onclick="x()"> has onclick: inline script, which the content security policy refuses`},
		{"htmx handler", `<p hx-on:click="x()"></p>`, `<p hx-on:click="x()"> has hx-on:click: inline script, which the content security policy refuses`},
		{"method", `<form method="put"></form>`, `<form method="put"> has the method put`},
		{"password in the address", `<form><input type="password" aria-label="P"></form>`, `<form> sends a password, a file or a long text with GET`},
		{"changing link", `<a href="/x" hx-post="/x">X</a>`, `<a href="/x" hx-post="/x">X changes something, but is not in a form with method post`},
		{"changing form", `<form hx-post="/x"></form>`, `<form hx-post="/x"> changes something, but is not in a form with method post`},
		{"table without caption", `<table><tr><th scope="col">A</th></tr></table>`, `<table>A has no caption`},
		{"table without headers", `<table><caption>A</caption></table>`, `<table>A has no th`},
		{"header without scope", `<table><caption>A</caption><tr><th>B</th></tr></table>`, `<th>B has no scope`},
		{"empty header", `<table><caption>A</caption><tr><th scope="col"></th></tr></table>`, `<th scope="col"> is empty`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff([]string{c.want}, lint(t, document(c.main), 200, good())); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestLintOfHeaders(t *testing.T) {
	cases := []struct{ header, value, want string }{
		{"X-Content-Type-Options", "", "X-Content-Type-Options is not nosniff"},
		{"Referrer-Policy", "unsafe-url", `Referrer-Policy is "unsafe-url"`},
		{"Vary", "HX-Target", "Vary lacks HX-Request"},
		{"Content-Security-Policy", "", `default-src is "", not 'none'`},
		{"Content-Security-Policy", "default-src 'none'; script-src 'self' 'unsafe-inline'", "script-src allows 'unsafe-inline'"},
		{"Content-Security-Policy", "default-src 'none'; img-src 'self' https://example.com", "img-src allows https://example.com"},
		{"Content-Security-Policy", "default-src 'none'; base-uri 'self'", `base-uri is "'self'", not 'none'`},
	}
	for _, c := range cases {
		t.Run(c.want, func(t *testing.T) {
			header := good()
			header.Set(c.header, c.value)
			got := strings.Join(lint(t, document(""), 200, header), "\n")
			if !strings.Contains(got, c.want) {
				t.Errorf("got %q", got)
			}
		})
	}
}

func lint(t *testing.T, page string, status int, header http.Header) []string {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return webtest.Lint(doc, status, header)
}
