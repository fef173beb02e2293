package webtest

import (
	"bytes"
	"cmp"
	"fmt"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// Press presses the button with this name: it sends the button's form, or opens or closes the dialog that the button
// names in commandfor. Fields are sent as they stand; the browser checks none of them.
func (b *Browser) Press(name string) {
	b.t.Helper()
	const buttons = "button, input[type=submit], input[type=image]"
	button := b.one("button", buttons, name, anyNode)
	if disabled(button) {
		b.fatalf("the button %q is disabled", name)
	}
	if dialog := b.page.names.ids[attr(button, "commandfor")]; dialog != nil {
		toggle(dialog)
		return
	}
	form := b.page.form(button)
	if form == nil || attr(button, "type") == "button" {
		b.fatalf("the button %q does nothing without JavaScript", name)
	}
	method := strings.ToLower(cmp.Or(attr(button, "formmethod"), attr(form, "method"), "get"))
	if method == "dialog" {
		toggle(ancestor(form, func(p *html.Node) bool { return p.Data == "dialog" }))
		return
	}
	b.submit(form, button, method)
}

func (b *Browser) submit(form, button *html.Node, method string) {
	b.t.Helper()
	u := b.resolve(cmp.Or(attr(button, "formaction"), attr(form, "action")))
	parts := b.page.parts(form, button)
	if method == "get" {
		u.RawQuery = encode(parts)
		b.open("same-origin", http.MethodGet, u, "", nil)
		return
	}
	kind, body := "application/x-www-form-urlencoded", []byte(encode(parts))
	if cmp.Or(attr(button, "formenctype"), attr(form, "enctype")) == "multipart/form-data" {
		kind, body = multiparts(parts)
	}
	b.open("same-origin", http.MethodPost, u, kind, body)
}

// toggle opens or closes a dialog.
func toggle(dialog *html.Node) {
	if has(dialog, "open") {
		unset(dialog, "open")
	} else {
		set(dialog, "open", "")
	}
}

// form is the form that a button or field belongs to, nil when there is none.
func (p *page) form(n *html.Node) *html.Node {
	if id := attr(n, "form"); id != "" {
		return p.names.ids[id]
	}
	return ancestor(n, func(p *html.Node) bool { return p.Data == "form" })
}

// part is one name and value of a form as sent; file says that it is a file.
type part struct {
	name, value string
	file        *file
}

// parts are what a form sends when a button is pressed, in the order of the page (HTML standard, "constructing the
// entry list").
func (p *page) parts(form, button *html.Node) []part {
	var parts []part
	for _, n := range p.doc.Find("input, select, textarea, button").Nodes {
		name := attr(n, "name")
		isButton := n.Data == "button" || attr(n, "type") == "submit" || attr(n, "type") == "image"
		if name == "" || p.form(n) != form || disabled(n) || isButton && n != button {
			continue
		}
		if attr(n, "type") == "file" {
			parts = append(parts, p.fileParts(n, name)...)
			continue
		}
		for _, v := range values(n) {
			parts = append(parts, part{name: name, value: v})
		}
	}
	return parts
}

// fileParts are the files of a field; an empty field sends one file without name and content.
func (p *page) fileParts(n *html.Node, name string) []part {
	files := p.files[n]
	if len(files) == 0 {
		files = []file{{}}
	}
	var parts []part
	for _, f := range files {
		parts = append(parts, part{name: name, value: f.name, file: &f})
	}
	return parts
}

// values are what a field that is not a file sends.
func values(n *html.Node) []string {
	switch {
	case n.Data == "textarea":
		text := strings.ReplaceAll(goquery.NewDocumentFromNode(n).Text(), "\r\n", "\n")
		return []string{strings.ReplaceAll(text, "\n", "\r\n")}
	case n.Data == "select":
		return selectedOptions(n)
	case attr(n, "type") == "checkbox" || attr(n, "type") == "radio":
		if !has(n, "checked") {
			return nil
		}
		if !has(n, "value") {
			return []string{"on"}
		}
	}
	return []string{attr(n, "value")}
}

// selectedOptions are the values of the chosen options; a list of one that has no choice shows its first option.
func selectedOptions(list *html.Node) []string {
	var chosen []string
	options := goquery.NewDocumentFromNode(list).Find("option")
	value := func(o *goquery.Selection) string { return o.AttrOr("value", normal(o.Text())) }
	options.Filter("[selected]").Each(func(_ int, o *goquery.Selection) { chosen = append(chosen, value(o)) })
	if chosen == nil && !has(list, "multiple") && options.Length() > 0 {
		return []string{value(options.First())}
	}
	return chosen
}

func encode(parts []part) string {
	var pairs []string
	for _, p := range parts {
		pairs = append(pairs, url.QueryEscape(p.name)+"="+url.QueryEscape(p.value))
	}
	return strings.Join(pairs, "&")
}

// multiparts writes a form as multipart/form-data and gives its content type with the boundary.
func multiparts(parts []part) (string, []byte) {
	var body bytes.Buffer
	w := multipart.NewWriter(&body) // writing to a buffer cannot fail
	for _, p := range parts {
		if p.file == nil {
			w.WriteField(p.name, p.value)
			continue
		}
		h := textproto.MIMEHeader{}
		h.Set("Content-Disposition", fmt.Sprintf("form-data; name=%q; filename=%q", p.name, p.file.name))
		h.Set("Content-Type", cmp.Or(mime.TypeByExtension(filepath.Ext(p.file.name)), "application/octet-stream"))
		dst, _ := w.CreatePart(h)
		dst.Write(p.file.content)
	}
	w.Close()
	return w.FormDataContentType(), body.Bytes()
}
