package uploads_test

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
	"appdepot/handlers/admin/admintest"
	"appdepot/models"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
	"appdepot/views/say"
)

// checksum writes the header for a chunk.
func checksum(b []byte) string {
	sum := sha256.Sum256(b)
	return "sha256 " + base64.StdEncoding.EncodeToString(sum[:])
}

// expectText fails unless an answer has this status and offset.
func expectText(t *testing.T, answer *http.Response, text string, status int, offset string) {
	t.Helper()
	if answer.StatusCode != status || answer.Header.Get("Upload-Offset") != offset || answer.Header.Get("Tus-Resumable") != "1.0.0" {
		t.Errorf("answered %s at %q, want %d at %q: %s", answer.Status, answer.Header.Get("Upload-Offset"), status, offset, text)
	}
	if status >= 400 && !strings.HasSuffix(strings.TrimSpace(text), ".") {
		t.Errorf("%s is not explained in a sentence: %q", answer.Status, text)
	}
}

// expectSizes fails unless these numbers of bytes are said as sizes, without the protocol's words.
func expectSizes(t *testing.T, text string, sizes ...int64) {
	t.Helper()
	for _, n := range sizes {
		if !strings.Contains(text, say.Size(t.Context(), n)) {
			t.Errorf("%q does not say %s", text, say.Size(t.Context(), n))
		}
	}
	for _, word := range []string{"announced", " at byte"} {
		if strings.Contains(text, word) {
			t.Errorf("a person reads %q", text)
		}
	}
}

func TestTusSaysWhatItCan(t *testing.T) {
	t.Parallel()
	d := admintest.Open(t, models.ApplicationManager)
	answer, _ := d.Request(http.MethodOptions, link.Uploads(), nil)
	h := answer.Header
	if answer.StatusCode != http.StatusNoContent || h.Get("Tus-Version") != "1.0.0" || h.Get("Tus-Checksum-Algorithm") != "sha256,sha1" || h.Get("Tus-Max-Size") == "0" {
		t.Errorf("%s %v", answer.Status, h)
	}
	if answer, text := d.Request(http.MethodHead, link.Upload(string(models.NewID())), nil); answer.StatusCode != http.StatusPreconditionFailed || answer.Header.Get("Tus-Version") != "1.0.0" {
		t.Errorf("a request without the version: %s %s", answer.Status, text)
	}
}

func TestTusBringsAFileInPieces(t *testing.T) {
	t.Parallel()
	d := admintest.Open(t, models.ApplicationManager)
	draft, file := d.NewDraft(admintest.FileEntry), admintest.ProbeMSI()
	at := d.Create(draft.ID, "probé.msi", len(file))
	answer, text := d.Patch(at, 0, file[:1000])
	expectText(t, answer, text, http.StatusNoContent, "1000")
	answer, text = d.Patch(at, 1000, file[1000:2000], "Upload-Checksum", checksum(file[1000:2000]))
	expectText(t, answer, text, http.StatusNoContent, "2000")
	answer, text = d.Tus(http.MethodHead, at, nil)
	expectText(t, answer, text, http.StatusOK, "2000")
	if h := answer.Header; h.Get("Upload-Length") != strconv.Itoa(len(file)) || h.Get("Cache-Control") != "no-store" || !strings.Contains(h.Get("Upload-Metadata"), "draft ") {
		t.Errorf("asked how far it is: %v", h)
	}
	answer, text = d.Tus(http.MethodPost, at, bytes.NewReader(file[2000:]), "X-HTTP-Method-Override", "PATCH", "Content-Type", "application/offset+octet-stream", "Upload-Offset", "2000")
	expectText(t, answer, text, http.StatusNoContent, strconv.Itoa(len(file)))
	answer, text = d.Tus(http.MethodHead, at, nil)
	expectText(t, answer, text, http.StatusOK, strconv.Itoa(len(file)))
	u, err := d.WaitUpload(storetest.System(t), d.File(draft.ID).ID)
	if err != nil || u.State != models.UploadReady || u.Name != "probé.msi" || len(d.StoredFiles()) != 1 {
		t.Errorf("the draft has %+v, %v", u, err)
	}
}

func TestTusBringsTheFirstBytesAtOnce(t *testing.T) {
	t.Parallel()
	d := admintest.Open(t, models.ApplicationManager)
	draft, file := d.NewDraft(admintest.FileEntry), admintest.ProbeMSI()
	answer, text := d.Tus(http.MethodPost, link.Uploads(), bytes.NewReader(file[:1000]), "Upload-Length", strconv.Itoa(len(file)),
		"Upload-Metadata", admintest.Metadata(draft.ID, "probe.msi"), "Content-Type", "application/offset+octet-stream")
	expectText(t, answer, text, http.StatusCreated, "1000")
}

func TestTusRefuses(t *testing.T) {
	t.Parallel()
	d := admintest.Open(t, models.ApplicationManager)
	draft, file := d.NewDraft(admintest.FileEntry), admintest.ProbeMSI()
	at := d.Create(draft.ID, "probe.msi", len(file))
	answer, text := d.Patch(at, 0, file[:1000])
	expectText(t, answer, text, http.StatusNoContent, "1000")
	damaged := bytes.Clone(file[1000:2000])
	damaged[5] ^= 1
	answer, text = d.Patch(at, 1000, damaged, "Upload-Checksum", checksum(file[1000:2000]))
	expectText(t, answer, text, 460, "1000")
	for _, b := range [][]byte{damaged, file[1000:2000]} {
		if sum := sha256.Sum256(b); !strings.Contains(text, hex.EncodeToString(sum[:])) {
			t.Errorf("%q does not name the hash %x", text, sum)
		}
	}
	answer, text = d.Patch(at, 500, file[500:])
	expectText(t, answer, text, http.StatusConflict, "1000")
	expectSizes(t, text, 1000, int64(len(file)))
	answer, text = d.Patch(at, 1000, append(file[1000:len(file):len(file)], 0))
	expectText(t, answer, text, http.StatusRequestEntityTooLarge, "")
	expectSizes(t, text, int64(len(file)))
	answer, text = d.Patch(at, 1000, nil, "Content-Type", "text/plain")
	expectText(t, answer, text, http.StatusUnsupportedMediaType, "")
	for name, value := range map[string]string{"Upload-Offset": "-1", "Upload-Checksum": "md5 AAAA"} {
		answer, text = d.Patch(at, 1000, file[1000:], name, value)
		expectText(t, answer, text, http.StatusBadRequest, "")
	}
	answer, text = d.Tus(http.MethodDelete, at, nil)
	expectText(t, answer, text, http.StatusNoContent, "")
	answer, text = d.Patch(at, 1000, file[1000:])
	expectText(t, answer, text, http.StatusNotFound, "")
	if len(d.StoredFiles()) != 0 {
		t.Errorf("kept: %v", d.StoredFiles())
	}
}

func TestTusCreatesOnlyWhatCanBeReceived(t *testing.T) {
	t.Parallel()
	d := admintest.Open(t, models.ApplicationManager)
	draft, other := d.NewDraft(admintest.FileEntry), d.NewDraft("webApp")
	for name, c := range map[string]struct {
		size, meta string
		status     int
	}{
		"no size":                {"", admintest.Metadata(draft.ID, "a.msi"), http.StatusBadRequest},
		"empty":                  {"0", admintest.Metadata(draft.ID, "a.msi"), http.StatusUnprocessableEntity},
		"too large":              {fmt.Sprint(int64(1) << 40), admintest.Metadata(draft.ID, "a.msi"), http.StatusRequestEntityTooLarge},
		"too large for its name": {fmt.Sprint(int64(2)<<30 + 1), admintest.Metadata(draft.ID, "a.ipa"), http.StatusRequestEntityTooLarge},
		"too large for any":      {fmt.Sprint(int64(2)<<30 + 1), "filename YS5JUEE=,any dHJ1ZQ==", http.StatusRequestEntityTooLarge},
		"for nothing":            {"10", "filename YQ==", http.StatusUnprocessableEntity},
		"garbled":                {"10", "filename ###", http.StatusBadRequest},
		"no such draft":          {"10", admintest.Metadata(models.NewID(), "a.msi"), http.StatusNotFound},
		"a draft without a file": {"10", admintest.Metadata(other.ID, "a.msi"), http.StatusUnprocessableEntity},
	} {
		answer, text := d.Tus(http.MethodPost, link.Uploads(), nil, "Upload-Length", c.size, "Upload-Metadata", c.meta)
		if answer.StatusCode != c.status || !strings.HasSuffix(text, ".") {
			t.Errorf("%s: %s %q", name, answer.Status, text)
		}
	}
}

// A connection that breaks loses nothing of what came through it.
func TestTusKeepsWhatArrived(t *testing.T) {
	t.Parallel()
	d := admintest.Open(t, models.ApplicationManager)
	at := d.Create(d.NewDraft(admintest.FileEntry).ID, "a.msi", 2<<20)
	half := io.MultiReader(strings.NewReader(strings.Repeat("x", 1<<20)), iotest.ErrReader(io.ErrUnexpectedEOF))
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPatch, at, half)
	for name, value := range map[string]string{"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"} {
		r.Header.Set(name, value)
	}
	r.AddCookie(d.Cookie)
	handlers.New(d.Server).ServeHTTP(httptest.NewRecorder(), r)
	answer, text := d.Tus(http.MethodHead, at, nil)
	expectText(t, answer, text, http.StatusOK, strconv.Itoa(1<<20))
}

func TestTusOneSenderAtATime(t *testing.T) {
	t.Parallel()
	d := admintest.Open(t, models.ApplicationManager)
	file := admintest.ProbeMSI()
	at := d.Create(d.NewDraft(admintest.FileEntry).ID, "probe.msi", len(file))
	feed, first := d.Begin(at, file[:1])
	again := time.NewTicker(25 * time.Millisecond) // leaves the first one room to be let in
	defer again.Stop()
	for range again.C {
		answer, text := d.Patch(at, 0, nil)
		if answer.StatusCode == http.StatusLocked {
			expectText(t, answer, text, http.StatusLocked, "0")
			break
		}
		select {
		case <-first: // turned away, because the second one was there at that moment
			feed, first = d.Begin(at, file[:1])
		default:
		}
	}
	feed.Write(file[1:])
	feed.Close()
	if status := <-first; status != http.StatusNoContent {
		t.Errorf("the first one is answered with %d", status)
	}
}

func TestTusNeedsAPerson(t *testing.T) {
	t.Parallel()
	d := admintest.Open(t, models.ApplicationManager)
	at := d.Create(d.NewDraft(admintest.FileEntry).ID, "probe.msi", 1000)
	d.Cookie.Value = "gone"
	if answer, text := d.Patch(at, 0, make([]byte, 10)); answer.StatusCode != http.StatusUnauthorized || !strings.HasSuffix(text, ".") {
		t.Errorf("nobody is answered %s: %s", answer.Status, text)
	}
}

// A disk that is nearly full takes no more of a file, says so in a sentence, and keeps what it has; once there is room, the upload goes on.
func TestTusLeavesRoomOnTheDisk(t *testing.T) {
	t.Parallel()
	d := admintest.Open(t, models.ApplicationManager)
	draft, file := d.NewDraft(admintest.FileEntry), admintest.ProbeMSI()
	at := d.Create(draft.ID, "probe.msi", len(file))
	answer, text := d.Patch(at, 0, file[:1000])
	expectText(t, answer, text, http.StatusNoContent, "1000")

	d.Options.Packages.KeepFree(1 << 60)
	for _, headers := range [][]string{nil, {"Upload-Checksum", checksum(file[1000:2000])}} {
		answer, text = d.Patch(at, 1000, file[1000:2000], headers...)
		if answer.StatusCode != http.StatusServiceUnavailable || answer.Header.Get("Retry-After") == "" || !strings.Contains(text, "The package store is full.") {
			t.Errorf("a full disk: %s, Retry-After %q: %s", answer.Status, answer.Header.Get("Retry-After"), text)
		}
	}
	next := admintest.Metadata(d.NewDraft(admintest.FileEntry).ID, "next.msi")
	answer, text = d.Tus(http.MethodPost, link.Uploads(), nil, "Upload-Length", "2000", "Upload-Metadata", next)
	if answer.StatusCode != http.StatusServiceUnavailable || !strings.Contains(text, "The package store is full.") {
		t.Errorf("an upload that begins on a full disk: %s %s", answer.Status, text)
	}

	d.Options.Packages.KeepFree(0)
	answer, text = d.Tus(http.MethodHead, at, nil)
	expectText(t, answer, text, http.StatusOK, "1000")
	answer, text = d.Patch(at, 1000, file[1000:])
	expectText(t, answer, text, http.StatusNoContent, strconv.Itoa(len(file)))
}
