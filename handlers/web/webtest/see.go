package webtest

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// See requires a text on the page, or in the part that Within names. White space is not compared.
func (b *Browser) See(text string) {
	b.t.Helper()
	if !strings.Contains(normal(b.Text()), normal(text)) {
		b.fatalf("the page does not say %q", text)
	}
}

// DontSee requires that a text is not there.
func (b *Browser) DontSee(text string) {
	b.t.Helper()
	if strings.Contains(normal(b.Text()), normal(text)) {
		b.fatalf("the page says %q", text)
	}
}

// SeeFor requires a text in the description of a field: its hint or its error, tied to it with aria-describedby or
// aria-errormessage.
func (b *Browser) SeeFor(label, text string) {
	b.t.Helper()
	field := b.Field(label)
	said := b.page.names.textOf(field.AttrOr("aria-describedby", "") + " " + field.AttrOr("aria-errormessage", ""))
	if !strings.Contains(said, normal(text)) {
		b.fatalf("the field %q is described by %q, not %q", label, said, text)
	}
}

// Status requires the status code of the last answer, after redirects.
func (b *Browser) Status(code int) {
	b.t.Helper()
	if b.page.status != code {
		b.fatalf("the status is %d, not %d", b.page.status, code)
	}
}

// AtPath requires that the current address has this path.
func (b *Browser) AtPath(path string) {
	b.t.Helper()
	if b.page.url.Path != path {
		b.fatalf("the address is %s, not %s", b.page.url.Path, path)
	}
}

// URL is the current address on the server: path and query.
func (b *Browser) URL() string {
	if b.page.url == nil {
		return ""
	}
	return b.page.url.RequestURI()
}

// Header are the headers of the last answer.
func (b *Browser) Header() http.Header { return b.page.header }

// Body is the last answer as it came, for downloads and other answers that are not pages.
func (b *Browser) Body() []byte { return b.page.body }

// Doc is the current page with what was filled in; empty when the answer was not HTML.
func (b *Browser) Doc() *goquery.Document { return b.page.doc }

// Text is what people see on the page, or in the part that Within names; of an answer that is not HTML, all of it.
func (b *Browser) Text() string {
	b.t.Helper()
	if !b.page.html {
		return string(b.page.body)
	}
	return visibleText(b.here().Nodes[0])
}

// fatalf ends the test with a sentence and the text of the whole page.
func (b *Browser) fatalf(format string, args ...any) {
	b.t.Helper()
	b.scope = nil
	text := "no page yet"
	if b.page.doc != nil {
		text = b.Text()
	}
	b.t.Fatalf("%s\n--- %s, status %d ---\n%s", fmt.Sprintf(format, args...), b.URL(), b.page.status, text)
}
