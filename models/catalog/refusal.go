package catalog

import (
	"io"
	"mime"
	"net/http"
)

// longestReason bounds what a catalogue says about a refusal, in characters and in bytes that are read.
const (
	longestReason = 300
	mostReason    = 4 << 10
)

// refusal is an answer that says no: its status, and why, when the catalogue said it in plain text.
type refusal struct {
	status int
	reason string
}

func (r *refusal) Error() string { return http.StatusText(r.status) + ": " + r.reason }

// said is what an answer says in plain text; "" when it says nothing for people.
func said(r *http.Response) string {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "text/plain" {
		return ""
	}
	text, err := io.ReadAll(io.LimitReader(r.Body, mostReason))
	if err != nil {
		return ""
	}
	return short(string(text), longestReason)
}
