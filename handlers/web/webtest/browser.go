package webtest

import (
	"bytes"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// Browser is one person's browser: its own cookies, one page at a time.
type Browser struct {
	t      testing.TB
	base   *url.URL
	client *http.Client
	header http.Header // sent with every request
	page   page
	scope  []finder // what Within narrows the search to, outermost first
}

// page is an answer as the browser holds it. What is filled in changes doc, as it would on screen.
type page struct {
	url    *url.URL
	status int
	header http.Header
	body   []byte
	doc    *goquery.Document // empty when the answer is not HTML
	html   bool
	names  *index
	files  map[*html.Node][]file
}

// New serves the handler for the length of the test and opens a browser on it.
func New(t testing.TB, handler http.Handler) *Browser {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return At(t, server.URL)
}

// At opens a browser on a server that already runs, for example "http://127.0.0.1:8080".
func At(t testing.TB, base string) *Browser {
	t.Helper()
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	b := &Browser{t: t, base: u, client: &http.Client{Jar: jar}, header: http.Header{}}
	b.header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	b.header.Set("Accept-Language", "en")
	return b
}

// Another opens a second browser on the same server, for a second person.
func (b *Browser) Another() *Browser {
	b.t.Helper()
	other := At(b.t, b.base.String())
	other.header = b.header.Clone()
	return other
}

// SetHeader sends a header with every request from now on, for example Accept-Language.
func (b *Browser) SetHeader(name, value string) { b.header.Set(name, value) }

// Cookie is the value of a cookie that the browser keeps for the server, empty when it has none.
func (b *Browser) Cookie(name string) string {
	for _, c := range b.client.Jar.Cookies(b.base) {
		if c.Name == name {
			return c.Value
		}
	}
	return ""
}

// Visit opens an address as if typed: a path on the server, with its query.
func (b *Browser) Visit(path string) {
	b.t.Helper()
	u, err := b.base.Parse(path)
	if err != nil {
		b.fatalf("%q is no address: %s", path, err)
	}
	b.open("none", http.MethodGet, u, "", nil)
}

// Reload asks for the current address again, without sending a form again.
func (b *Browser) Reload() {
	b.t.Helper()
	b.Visit(b.URL())
}

// Click follows the link with this name.
func (b *Browser) Click(name string) {
	b.t.Helper()
	link := b.one("link", "a[href]", name, anyNode)
	b.open("same-origin", http.MethodGet, b.resolve(attr(link, "href")), "", nil)
}

// resolve reads an address as written on the page; none means the page itself.
func (b *Browser) resolve(ref string) *url.URL {
	b.t.Helper()
	u, err := b.page.url.Parse(ref)
	if err != nil {
		b.fatalf("the page has the broken address %q: %s", ref, err)
	}
	if u.Host != b.base.Host {
		b.fatalf("the address %s leads away from the server", u)
	}
	return u
}

// open sends a request, follows redirects, and makes the answer the current page.
func (b *Browser) open(site, method string, u *url.URL, contentType string, body []byte) {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), method, u.String(), bytes.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	maps.Copy(req.Header, b.header)
	req.Header.Set("Sec-Fetch-Site", site)
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
		req.Header.Set("Origin", b.base.String())
	}
	res, err := b.client.Do(req)
	if err != nil {
		b.t.Fatalf("%s %s: %s", method, u, err)
	}
	defer res.Body.Close()
	b.receive(res)
}

func (b *Browser) receive(res *http.Response) {
	b.t.Helper()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatalf("read %s: %s", res.Request.URL, err)
	}
	b.page = page{
		url: res.Request.URL, status: res.StatusCode, header: res.Header, body: body,
		doc: goquery.NewDocumentFromNode(&html.Node{Type: html.DocumentNode}), files: map[*html.Node][]file{},
	}
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	if b.page.html = kind == "text/html"; b.page.html {
		if b.page.doc, err = parse(body); err != nil {
			b.t.Fatalf("parse %s: %s", res.Request.URL, err)
		}
		b.lint()
	}
	b.page.names = newIndex(b.page.doc)
}

// parse reads HTML as a browser without scripts does: what is in noscript counts.
func parse(body []byte) (*goquery.Document, error) {
	root, err := html.ParseWithOptions(bytes.NewReader(body), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, err
	}
	return goquery.NewDocumentFromNode(root), nil
}

func (b *Browser) lint() {
	b.t.Helper()
	problems := Lint(b.page.doc, b.page.status, b.page.header)
	if !strings.Contains(b.page.header.Get("Cache-Control"), "no-store") {
		problems = append(problems, "Cache-Control lacks no-store")
	}
	if len(problems) > 0 {
		b.t.Errorf("%s breaks the rules for pages:\n  %s", b.URL(), strings.Join(problems, "\n  "))
	}
}
