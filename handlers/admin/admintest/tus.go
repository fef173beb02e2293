package admintest

import (
	"bytes"
	"encoding/base64"
	"io"
	"net/http"
	"strconv"

	"appdepot/models"
	"appdepot/views/link"
)

// Tus sends a request of the protocol.
func (d *Client) Tus(method, path string, body io.Reader, headers ...string) (*http.Response, string) {
	d.T.Helper()
	return d.Request(method, path, body, append([]string{"Tus-Resumable", "1.0.0"}, headers...)...)
}

// Create begins an upload and gives its address.
func (d *Client) Create(draft models.ID, name string, size int) string {
	d.T.Helper()
	answer, text := d.Tus(http.MethodPost, link.Uploads(), nil, "Upload-Length", strconv.Itoa(size), "Upload-Metadata", Metadata(draft, name))
	if answer.StatusCode != http.StatusCreated || answer.Header.Get("Upload-Offset") != "0" || answer.Header.Get("Upload-Expires") == "" {
		d.T.Fatalf("creating: %s %s", answer.Status, text)
	}
	return answer.Header.Get("Location")
}

// Metadata is the Upload-Metadata of a file of a draft.
func Metadata(draft models.ID, name string) string {
	encode := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	return "filename " + encode(name) + ", draft " + encode(string(draft))
}

// Patch sends a piece of an upload.
func (d *Client) Patch(path string, at int, b []byte, headers ...string) (*http.Response, string) {
	d.T.Helper()
	return d.Tus(http.MethodPatch, path, bytes.NewReader(b), append([]string{"Content-Type", "application/offset+octet-stream", "Upload-Offset", strconv.Itoa(at)}, headers...)...)
}

// Begin begins to send a file, and goes on with what is fed to it. The channel has the status of the answer, 0 for none.
func (d *Client) Begin(at string, start []byte) (feed *io.PipeWriter, status chan int) {
	body, feed := io.Pipe()
	status = make(chan int, 1)
	go func() {
		r, _ := http.NewRequestWithContext(d.T.Context(), http.MethodPatch, d.URL+at, body)
		for name, value := range map[string]string{"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"} {
			r.Header.Set(name, value)
		}
		r.AddCookie(d.Cookie)
		answer, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			status <- 0
			return
		}
		answer.Body.Close()
		status <- answer.StatusCode
	}()
	feed.Write(start)
	return feed, status
}
