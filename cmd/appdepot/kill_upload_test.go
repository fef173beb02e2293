package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/blob"
	"appdepot/models/installer/sample"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// A server that is killed in the middle of an upload has what it acknowledged of it: after a new sign-in the upload goes on
// from there, and the file is the one that was sent.
func TestKilledUploadGoesOn(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	server := demoServer(t, folder, "--listen", "127.0.0.1:0")
	ada := signIn(t, server.URL, demoAdmin, password)
	draft := ada.draft()
	file := sample.APK(sample.APKOptions{Label: "Heavy", PackageID: "com.example.heavy", VersionName: "1.0", VersionCode: 1, Filling: 150 << 20})
	at := ada.begin(draft, "heavy.apk", len(file))

	body, feed := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		_, err := ada.patch(at, 0, body)
		ended <- err
	}()
	if _, err := feed.Write(file[:100<<20]); err != nil {
		t.Fatal(err)
	}
	for ada.offset(at) == 0 { // until the first piece is kept
	}
	server.kill()
	feed.CloseWithError(io.ErrUnexpectedEOF)
	if err := <-ended; err == nil {
		t.Fatal("half an upload was acknowledged as a whole")
	}

	server = demoServer(t, folder, "--listen", strings.TrimPrefix(server.URL, "http://"))
	ada = signIn(t, server.URL, demoAdmin, password)
	offset := ada.offset(at)
	if offset < 64<<20 || offset > 100<<20 {
		t.Fatalf("after the end the upload is at %d", offset)
	}
	for chunk := int64(16 << 20); offset < int64(len(file)); offset = ada.offset(at) {
		b := file[offset:min(offset+chunk, int64(len(file)))]
		if answer, err := ada.patch(at, offset, bytes.NewReader(b)); err != nil || answer.StatusCode != http.StatusNoContent {
			t.Fatalf("going on at %d: %v, %v", offset, answer, err)
		}
	}
	server.kill()
	if got, want := stored(t, folder, draft), sha256.Sum256(file); got != hex.EncodeToString(want[:]) {
		t.Errorf("the file that is kept has the SHA-256 %s, the one that was sent %x", got, want)
	}
}

// begin starts a resumable upload for a draft, or for none, and gives its address.
func (c client) begin(draft, name string, size int) string {
	c.t.Helper()
	about := metadata(name)
	if draft != "" {
		about = "filename " + encode(name) + ",draft " + encode(draft)
	}
	answer, err := c.tus(http.MethodPost, link.Uploads(), nil, "Upload-Length", strconv.Itoa(size), "Upload-Metadata", about)
	if err != nil || answer.StatusCode != http.StatusCreated {
		c.t.Fatalf("beginning an upload: %v, %v", answer, err)
	}
	return answer.Header.Get("Location")
}

// metadata is what an upload says of a file that is for no draft yet.
func metadata(name string) string { return "filename " + encode(name) + ",any " + encode("true") }

func encode(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

func (c client) patch(at string, offset int64, body io.Reader) (*http.Response, error) {
	return c.tus(http.MethodPatch, at, body, "Upload-Offset", strconv.FormatInt(offset, 10), "Content-Type", "application/offset+octet-stream")
}

// offset asks how far an upload is.
func (c client) offset(at string) int64 {
	c.t.Helper()
	answer, err := c.tus(http.MethodHead, at, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	n, err := strconv.ParseInt(answer.Header.Get("Upload-Offset"), 10, 64)
	if err != nil {
		c.t.Fatal(err)
	}
	return n
}

func (c client) tus(method, path string, body io.Reader, headers ...string) (*http.Response, error) {
	r, err := http.NewRequestWithContext(c.t.Context(), method, c.URL+path, body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Tus-Resumable", "1.0.0")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := c.Do(r)
	if err == nil {
		answer.Body.Close()
	}
	return answer, err
}

// stored reads the file of a draft from a folder whose server is gone, and gives its SHA-256.
func stored(t *testing.T, folder, draft string) string {
	t.Helper()
	packages, err := blob.Open(t.Context(), filepath.Join(folder, "packages"))
	if err != nil {
		t.Fatal(err)
	}
	defer packages.Close()
	s, err := store.Open(t.Context(), store.Options{Database: filepath.Join(folder, "appdepot.db"), Packages: packages})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	d, err := s.Draft(storetest.System(t), models.ID(draft))
	if err != nil {
		t.Fatal(err)
	}
	u, err := s.Upload(storetest.System(t), d.UploadID)
	if err != nil {
		t.Fatal(err)
	}
	content, err := s.OpenPackage(storetest.System(t), u.PackageID)
	if err != nil {
		t.Fatal(err)
	}
	defer content.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, content); err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(hash.Sum(nil))
}
