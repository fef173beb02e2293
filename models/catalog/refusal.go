package catalog

import (
	"io"
	"mime"
	"net/http"
)

// maxReason bounds what a catalog says about a refusal, in characters and in bytes that are read.
const (
	maxReason      = 300
	maxReasonBytes = 4 << 10
)

// refusal is an answer that says no: its status, and why, when the catalog said it in plain text.
type refusal struct {
	status int
	reason string
}

func (r *refusal) Error() string { return http.StatusText(r.status) + ": " + r.reason }

// reasonOf is what an answer says in plain text; "" when it says nothing for people.
func reasonOf(r *http.Response) string {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "text/plain" {
		return ""
	}
	text, err := io.ReadAll(io.LimitReader(r.Body, maxReasonBytes))
	if err != nil {
		return ""
	}
	return firstCharacters(string(text), maxReason)
}
