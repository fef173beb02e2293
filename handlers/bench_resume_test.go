//go:build linux

package handlers_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/store/people"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// BenchmarkResumableUpload compares bringing a 1 GB file in pieces, as the page's script does, with bringing it in one
// request. Every piece has 32 MB, carries its SHA-256, which is computed here while the one before it is on its way, and is on
// the disk before the next one leaves.
// The two take turns; x-stream is the throughput of the one divided by that of the other. MB-grown-resuming is by how much
// the server's memory rose at its peak above what it was before.
func BenchmarkResumableUpload(b *testing.B) {
	f := storetest.New(b)
	f.Clock.Pass(time.Since(f.Clock.Now())) // the server lives by the real clock
	size := benchBytes(b)
	packages := packageFolder(b, f)
	source := filepath.Join(filepath.Dir(f.Options.Database), "source")
	user := f.Person(b, models.ApplicationManager)
	in, err := f.SignIn(b.Context(), user.Email, storetest.Password, people.Visitor{Address: "127.0.0.1", Agent: "benchmark"})
	if err != nil {
		b.Fatal(err)
	}
	server := startServer(b, f, packages)
	before := server.memory(b, "VmRSS")
	var pieces, streams times
	draft := func() models.ID {
		d, err := f.AddDraft(f.As(b, models.ApplicationManager), "lineOfBusinessApp")
		if err != nil {
			b.Fatal(err)
		}
		return d.ID
	}
	for b.Loop() {
		for range turns {
			writeNoise(b, source, byte(len(pieces)), size)
			one, other := draft(), draft()
			streams = append(streams, put(b, server.url+link.DraftFile(string(one)), source, in.Cookie))
			settle(b, f, one)
			pieces = append(pieces, sender{b, server.url, in.Cookie}.resumable(source, other))
			settle(b, f, other)
		}
	}
	report(b, size, pieces, streams, "x-stream")
	b.ReportMetric(float64(server.memory(b, "VmHWM")-before)/1e6, "MB-grown-resuming")
}

// sender speaks the tus protocol.
type sender struct {
	*testing.B
	url, cookie string
}

// resumable sends a file for a draft in pieces.
func (s sender) resumable(path string, draft models.ID) time.Duration {
	s.Helper()
	file, err := os.Open(path)
	if err != nil {
		s.Fatal(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		s.Fatal(err)
	}
	began := time.Now()
	at := s.ask(http.MethodPost, link.Uploads(), nil, "Upload-Length", strconv.FormatInt(info.Size(), 10),
		"Upload-Metadata", "filename bm9pc2UuYXBr,draft "+base64.StdEncoding.EncodeToString([]byte(draft))).Header.Get("Location")
	one, other := make([]byte, pieceSize), make([]byte, pieceSize)
	next := s.piece(file, one)
	for offset := int64(0); offset < info.Size(); {
		now := <-next
		one, other = other, one
		next = s.piece(file, one)
		s.ask(http.MethodPatch, at, now.content, "Upload-Offset", strconv.FormatInt(offset, 10), "Content-Type", "application/offset+octet-stream",
			"Upload-Checksum", "sha256 "+base64.StdEncoding.EncodeToString(now.sum[:]))
		offset += int64(len(now.content))
	}
	<-next
	return time.Since(began)
}

// piece is a part of a file with its checksum.
type piece struct {
	content []byte
	sum     [sha256.Size]byte
}

// piece reads the next part of a file into a buffer, meanwhile; it is empty at the end.
func (s sender) piece(file io.Reader, content []byte) <-chan piece {
	ready := make(chan piece, 1)
	go func() {
		n, err := io.ReadFull(file, content)
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			s.Error(err)
		}
		ready <- piece{content[:n], sha256.Sum256(content[:n])}
	}()
	return ready
}

func (s sender) ask(method, path string, body []byte, headers ...string) *http.Response {
	s.Helper()
	r, err := http.NewRequestWithContext(s.Context(), method, s.url+path, bytes.NewReader(body))
	if err != nil {
		s.Fatal(err)
	}
	r.Header.Set("Tus-Resumable", "1.0.0")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	r.AddCookie(&http.Cookie{Name: "appdepot_session", Value: s.cookie})
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		s.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode >= 300 {
		s.Fatalf("%s %s is answered with %s", method, path, answer.Status)
	}
	return answer
}
