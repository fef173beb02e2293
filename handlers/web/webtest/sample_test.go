package webtest_test

import (
	"fmt"
	"html"
	"io"
	"net/http"
	"strings"
)

// sample is a small server that keeps every rule of Lint; its form answers with what it was sent.
func sample() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { write(w, home) })
	mux.HandleFunc("GET /form", func(w http.ResponseWriter, r *http.Request) { write(w, form) })
	mux.HandleFunc("GET /people", func(w http.ResponseWriter, r *http.Request) { write(w, people) })
	mux.HandleFunc("GET /found", func(w http.ResponseWriter, r *http.Request) {
		write(w, "<p>query "+html.EscapeString(r.URL.RawQuery)+"</p>")
	})
	mux.HandleFunc("POST /echo", echo)
	mux.HandleFunc("POST /visits", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "visited", Value: "before", Path: "/"})
		http.Redirect(w, r, "/greeting?from="+r.Header.Get("Sec-Fetch-Site"), http.StatusSeeOther)
	})
	mux.HandleFunc("GET /greeting", func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie("visited")
		write(w, fmt.Sprintf("<p>%s, known: %t, cookie: %v</p>", r.Header.Get("Accept-Language"), err == nil, c))
	})
	mux.HandleFunc("GET /list.csv", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/csv")
		io.WriteString(w, "name,kind\n")
	})
	mux.HandleFunc("GET /careless", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, "<h1>Careless</h1>")
	})
	return mux
}

func write(w http.ResponseWriter, main string) {
	for name, value := range good() {
		w.Header()[name] = value
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	io.WriteString(w, document(main))
}

func good() http.Header {
	return http.Header{
		"Content-Security-Policy": {"default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
		"X-Content-Type-Options":  {"nosniff"},
		"Referrer-Policy":         {"same-origin"},
		"Vary":                    {"HX-Request, HX-Target"},
	}
}

func document(main string) string {
	return `<!doctype html><html lang="en"><head><title>Sample</title></head><body><main><h1>Sample</h1>` + main + `</main></body></html>`
}

// echo writes what a form sent: a line for each value, in alphabetical order of the names.
func echo(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	fmt.Fprintf(&b, "<p>%s</p>", strings.Split(r.Header.Get("Content-Type"), ";")[0])
	r.ParseMultipartForm(1 << 20)
	for name, values := range r.PostForm {
		fmt.Fprintf(&b, "<p>%s = %s.</p>", name, html.EscapeString(fmt.Sprintf("%q", values)))
	}
	if r.MultipartForm != nil {
		for name, files := range r.MultipartForm.File {
			for _, f := range files {
				src, _ := f.Open()
				content, _ := io.ReadAll(src)
				fmt.Fprintf(&b, "<p>%s is %s (%s): %s.</p>", name, f.Filename, f.Header.Get("Content-Type"), content)
			}
		}
	}
	w.Header().Set("X-Echo", "yes")
	status := http.StatusOK
	if r.PostFormValue("name") == "" {
		status = http.StatusUnprocessableEntity
	}
	for name, value := range good() {
		w.Header()[name] = value
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	io.WriteString(w, document(b.String()))
}

const home = `
<nav aria-label="Main"><a href="/people">People</a> <a href="/form">Form</a></nav>
<p>Good <b>mor</b>ning,
   everybody.</p>
<p hidden>Secret words</p>
<noscript>Without a script</noscript>
<a href="/people">People</a>
<a href="/people?sort=name">People by name</a>
<a href="/form" aria-label="To the form"><svg aria-hidden="true"></svg></a>
<button commandfor="ask" command="show-modal">Ask</button>
<dialog id="ask" aria-label="Question"><p>Are you sure?</p>
<form method="dialog"><button>No</button></form>
<form method="post" action="/visits"><button>Yes</button></form></dialog>`

const form = `
<form method="post" action="/echo" id="main">
<label for="name">Name <span aria-hidden="true">*</span></label>
<input id="name" name="name" value="old" aria-describedby="name-hint"><p id="name-hint">At most 40 letters</p>
<label>Notes <textarea name="notes">one
two</textarea></label>
<label>Locked <input name="locked" value="fixed" readonly></label>
<label>Off <input name="off" value="never sent" disabled></label>
<input type="hidden" name="version" value="3">
<fieldset><legend>Enabled</legend>
<label><input type="radio" name="enabled" value="yes"> Yes</label>
<label><input type="radio" name="enabled" value="no" checked> No</label></fieldset>
<fieldset><legend>Visible</legend>
<label><input type="radio" name="visible" value="yes" checked> Yes</label>
<label><input type="radio" name="visible" value="no"> No</label></fieldset>
<label><input type="checkbox" name="terms"> Terms</label>
<label><input type="checkbox" name="news" value="weekly" checked> News</label>
<label for="color">Color</label>
<select id="color" name="color"><option value="r">Red</option><option value="g">Green</option><option disabled>Blue</option></select>
<label>Platforms <select name="platforms" multiple><option selected>Windows</option><option>macOS</option></select></label>
<label>Package <input type="file" name="package"></label>
<button name="do" value="save">Save</button>
<button name="do" value="upload" formenctype="multipart/form-data">Upload</button>
<button type="button">Nothing</button>
</form>
<label>Comment <input form="main" name="comment" value="outside"></label>
<form action="/found?gone=1"><label>Search <input name="q"></label><button>Find</button></form>
<form method="post" action="/visits"><button>Visit</button></form>`

const people = `
<table><caption>People</caption><tr><th scope="col">Name</th><th scope="col">Action</th></tr>
<tr><td>Ann</td><td><a href="/found?person=ann">Open</a></td></tr>
<tr><td>Bob</td><td><a href="/found?person=bob">Open</a></td></tr></table>`
