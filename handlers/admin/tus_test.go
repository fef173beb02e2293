package admin_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"appdepot/handlers"
	"appdepot/models"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// tus sends a request of the protocol.
func (d *door) tus(method, path string, body io.Reader, headers ...string) (*http.Response, string) {
	d.t.Helper()
	return d.send(method, path, body, append([]string{"Tus-Resumable", "1.0.0"}, headers...)...)
}

// create begins an upload and gives its address.
func (d *door) create(draft models.ID, name string, size int) string {
	d.t.Helper()
	answer, text := d.tus(http.MethodPost, link.Uploads(), nil, "Upload-Length", strconv.Itoa(size), "Upload-Metadata", metadata(draft, name))
	if answer.StatusCode != http.StatusCreated || answer.Header.Get("Upload-Offset") != "0" || answer.Header.Get("Upload-Expires") == "" {
		d.t.Fatalf("creating: %s %s", answer.Status, text)
	}
	return answer.Header.Get("Location")
}

func metadata(draft models.ID, name string) string {
	encode := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	return "filename " + encode(name) + ", draft " + encode(string(draft))
}

func (d *door) patch(path string, at int, b []byte, headers ...string) (*http.Response, string) {
	d.t.Helper()
	return d.tus(http.MethodPatch, path, bytes.NewReader(b), append([]string{"Content-Type", "application/offset+octet-stream", "Upload-Offset", strconv.Itoa(at)}, headers...)...)
}

// checksum writes the header for a chunk.
func checksum(b []byte) string {
	sum := sha256.Sum256(b)
	return "sha256 " + base64.StdEncoding.EncodeToString(sum[:])
}

// said fails unless an answer has this status and offset.
func said(t *testing.T, answer *http.Response, text string, status int, offset string) {
	t.Helper()
	if answer.StatusCode != status || answer.Header.Get("Upload-Offset") != offset || answer.Header.Get("Tus-Resumable") != "1.0.0" {
		t.Errorf("answered %s at %q, want %d at %q: %s", answer.Status, answer.Header.Get("Upload-Offset"), status, offset, text)
	}
	if status >= 400 && !strings.HasSuffix(strings.TrimSpace(text), ".") {
		t.Errorf("%s is not explained in a sentence: %q", answer.Status, text)
	}
}

func TestTusSaysWhatItCan(t *testing.T) {
	d := open(t, models.ApplicationManager)
	answer, _ := d.send(http.MethodOptions, link.Uploads(), nil)
	h := answer.Header
	if answer.StatusCode != http.StatusNoContent || h.Get("Tus-Version") != "1.0.0" || h.Get("Tus-Checksum-Algorithm") != "sha256,sha1" || h.Get("Tus-Max-Size") == "0" {
		t.Errorf("%s %v", answer.Status, h)
	}
	if answer, text := d.send(http.MethodHead, link.Upload(string(models.NewID())), nil); answer.StatusCode != http.StatusPreconditionFailed || answer.Header.Get("Tus-Version") != "1.0.0" {
		t.Errorf("a request without the version: %s %s", answer.Status, text)
	}
}

func TestTusBringsAFileInPieces(t *testing.T) {
	d := open(t, models.ApplicationManager)
	draft, file := d.draft(fileEntry), probeMSI()
	at := d.create(draft.ID, "probé.msi", len(file))
	answer, text := d.patch(at, 0, file[:1000])
	said(t, answer, text, http.StatusNoContent, "1000")
	answer, text = d.patch(at, 1000, file[1000:2000], "Upload-Checksum", checksum(file[1000:2000]))
	said(t, answer, text, http.StatusNoContent, "2000")
	answer, text = d.tus(http.MethodHead, at, nil)
	said(t, answer, text, http.StatusOK, "2000")
	if h := answer.Header; h.Get("Upload-Length") != strconv.Itoa(len(file)) || h.Get("Cache-Control") != "no-store" || !strings.Contains(h.Get("Upload-Metadata"), "draft ") {
		t.Errorf("asked how far it is: %v", h)
	}
	answer, text = d.tus(http.MethodPost, at, bytes.NewReader(file[2000:]), "X-HTTP-Method-Override", "PATCH", "Content-Type", "application/offset+octet-stream", "Upload-Offset", "2000")
	said(t, answer, text, http.StatusNoContent, strconv.Itoa(len(file)))
	answer, text = d.tus(http.MethodHead, at, nil)
	said(t, answer, text, http.StatusOK, strconv.Itoa(len(file)))
	u, err := d.WaitUpload(storetest.System(t), d.file(draft.ID).ID)
	if err != nil || u.State != models.UploadReady || u.Name != "probé.msi" || len(d.kept()) != 1 {
		t.Errorf("the draft has %+v, %v", u, err)
	}
}

func TestTusBringsTheFirstBytesAtOnce(t *testing.T) {
	d := open(t, models.ApplicationManager)
	draft, file := d.draft(fileEntry), probeMSI()
	answer, text := d.tus(http.MethodPost, link.Uploads(), bytes.NewReader(file[:1000]), "Upload-Length", strconv.Itoa(len(file)),
		"Upload-Metadata", metadata(draft.ID, "probe.msi"), "Content-Type", "application/offset+octet-stream")
	said(t, answer, text, http.StatusCreated, "1000")
}

func TestTusRefuses(t *testing.T) {
	d := open(t, models.ApplicationManager)
	draft, file := d.draft(fileEntry), probeMSI()
	at := d.create(draft.ID, "probe.msi", len(file))
	answer, text := d.patch(at, 0, file[:1000])
	said(t, answer, text, http.StatusNoContent, "1000")
	damaged := bytes.Clone(file[1000:2000])
	damaged[5] ^= 1
	answer, text = d.patch(at, 1000, damaged, "Upload-Checksum", checksum(file[1000:2000]))
	said(t, answer, text, 460, "1000")
	for _, b := range [][]byte{damaged, file[1000:2000]} {
		if sum := sha256.Sum256(b); !strings.Contains(text, hex.EncodeToString(sum[:])) {
			t.Errorf("%q does not name the hash %x", text, sum)
		}
	}
	answer, text = d.patch(at, 500, file[500:])
	said(t, answer, text, http.StatusConflict, "1000")
	answer, text = d.patch(at, 1000, append(file[1000:len(file):len(file)], 0))
	said(t, answer, text, http.StatusRequestEntityTooLarge, "")
	answer, text = d.patch(at, 1000, nil, "Content-Type", "text/plain")
	said(t, answer, text, http.StatusUnsupportedMediaType, "")
	for name, value := range map[string]string{"Upload-Offset": "-1", "Upload-Checksum": "md5 AAAA"} {
		answer, text = d.patch(at, 1000, file[1000:], name, value)
		said(t, answer, text, http.StatusBadRequest, "")
	}
	answer, text = d.tus(http.MethodDelete, at, nil)
	said(t, answer, text, http.StatusNoContent, "")
	answer, text = d.patch(at, 1000, file[1000:])
	said(t, answer, text, http.StatusNotFound, "")
	if len(d.kept()) != 0 {
		t.Errorf("kept: %v", d.kept())
	}
}

func TestTusCreatesOnlyWhatCanBeReceived(t *testing.T) {
	d := open(t, models.ApplicationManager)
	draft, other := d.draft(fileEntry), d.draft("webApp")
	for name, c := range map[string]struct {
		size, meta string
		status     int
	}{
		"no size":                {"", metadata(draft.ID, "a.msi"), http.StatusBadRequest},
		"empty":                  {"0", metadata(draft.ID, "a.msi"), http.StatusUnprocessableEntity},
		"too large":              {fmt.Sprint(int64(1) << 40), metadata(draft.ID, "a.msi"), http.StatusRequestEntityTooLarge},
		"for nothing":            {"10", "filename YQ==", http.StatusUnprocessableEntity},
		"garbled":                {"10", "filename ###", http.StatusBadRequest},
		"no such draft":          {"10", metadata(models.NewID(), "a.msi"), http.StatusNotFound},
		"a draft without a file": {"10", metadata(other.ID, "a.msi"), http.StatusUnprocessableEntity},
	} {
		answer, text := d.tus(http.MethodPost, link.Uploads(), nil, "Upload-Length", c.size, "Upload-Metadata", c.meta)
		if answer.StatusCode != c.status || !strings.HasSuffix(text, ".") {
			t.Errorf("%s: %s %q", name, answer.Status, text)
		}
	}
}

// A connection that breaks loses nothing of what came through it.
func TestTusKeepsWhatArrived(t *testing.T) {
	d := open(t, models.ApplicationManager)
	at := d.create(d.draft(fileEntry).ID, "a.msi", 2<<20)
	half := io.MultiReader(strings.NewReader(strings.Repeat("x", 1<<20)), iotest.ErrReader(io.ErrUnexpectedEOF))
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPatch, at, half)
	for name, value := range map[string]string{"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"} {
		r.Header.Set(name, value)
	}
	r.AddCookie(d.cookie)
	handlers.New(d.Server).ServeHTTP(httptest.NewRecorder(), r)
	answer, text := d.tus(http.MethodHead, at, nil)
	said(t, answer, text, http.StatusOK, strconv.Itoa(1<<20))
}

func TestTusOneSenderAtATime(t *testing.T) {
	d := open(t, models.ApplicationManager)
	file := probeMSI()
	at := d.create(d.draft(fileEntry).ID, "probe.msi", len(file))
	feed, first := d.begin(at, file[:1])
	again := time.NewTicker(25 * time.Millisecond) // leaves the first one room to be let in
	defer again.Stop()
	for range again.C {
		answer, text := d.patch(at, 0, nil)
		if answer.StatusCode == http.StatusLocked {
			said(t, answer, text, http.StatusLocked, "0")
			break
		}
		select {
		case <-first: // turned away, because the second one was there at that moment
			feed, first = d.begin(at, file[:1])
		default:
		}
	}
	feed.Write(file[1:])
	feed.Close()
	if status := <-first; status != http.StatusNoContent {
		t.Errorf("the first one is answered with %d", status)
	}
}

// begin begins to send a file, and goes on with what is fed to it. The channel has the status of the answer, 0 for none.
func (d *door) begin(at string, start []byte) (feed *io.PipeWriter, status chan int) {
	body, feed := io.Pipe()
	status = make(chan int, 1)
	go func() {
		r, _ := http.NewRequestWithContext(d.t.Context(), http.MethodPatch, d.URL+at, body)
		for name, value := range map[string]string{"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"} {
			r.Header.Set(name, value)
		}
		r.AddCookie(d.cookie)
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

func TestTusNeedsAPerson(t *testing.T) {
	d := open(t, models.ApplicationManager)
	at := d.create(d.draft(fileEntry).ID, "probe.msi", 1000)
	d.cookie.Value = "gone"
	if answer, text := d.patch(at, 0, make([]byte, 10)); answer.StatusCode != http.StatusUnauthorized || !strings.HasSuffix(text, ".") {
		t.Errorf("nobody is answered %s: %s", answer.Status, text)
	}
}
