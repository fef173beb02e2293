//go:build linux

package handlers_test

import (
	"crypto/sha256"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/store/people"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// BenchmarkUpload compares bringing a 1 GB file to the server, over the loopback and until it is acknowledged, with copying
// the same file and hashing it with SHA-256 in one pass in Go; both end with the bytes on the disk. The two take turns;
// x-copy is the throughput of the one divided by that of the other. MB-grown is by how much the server's memory rose at
// its peak above what it was before.
func BenchmarkUpload(b *testing.B) {
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
	var uploads, copies times
	for b.Loop() {
		for range turns {
			writeNoise(b, source, byte(len(copies)), size)
			draft, err := f.AddDraft(f.As(b, models.ApplicationManager), "lineOfBusinessApp")
			if err != nil {
				b.Fatal(err)
			}
			copies = append(copies, copyAndHash(b, source, filepath.Join(packages, "copy")))
			uploads = append(uploads, put(b, server.url+link.DraftFile(string(draft.ID)), source, in.Cookie))
			settle(b, f, draft.ID)
		}
	}
	report(b, size, uploads, copies, "x-copy")
	b.ReportMetric(float64(server.memory(b, "VmHWM")-before)/1e6, "MB-grown")
}

func writeNoise(b *testing.B, path string, seed byte, size int64) {
	b.Helper()
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	if _, err := io.CopyN(file, noise(seed), size); err != nil {
		b.Fatal(err)
	}
	if err := file.Sync(); err != nil {
		b.Fatal(err)
	}
}

// copyAndHash is what an upload cannot do without.
func copyAndHash(b *testing.B, from, to string) time.Duration {
	b.Helper()
	source, err := os.Open(from)
	if err != nil {
		b.Fatal(err)
	}
	defer source.Close()
	defer os.Remove(to)
	began := time.Now()
	target, err := os.Create(to)
	if err != nil {
		b.Fatal(err)
	}
	defer target.Close()
	hash := sha256.New()
	if _, err := io.Copy(io.MultiWriter(target, hash), source); err != nil {
		b.Fatal(err)
	}
	if err := target.Sync(); err != nil {
		b.Fatal(err)
	}
	return time.Since(began)
}

// put sends a file as the script does, without waiting for its facts.
func put(b *testing.B, url, path, cookie string) time.Duration {
	b.Helper()
	file, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	info, err := file.Stat()
	if err != nil {
		b.Fatal(err)
	}
	r, err := http.NewRequestWithContext(b.Context(), http.MethodPut, url, file)
	if err != nil {
		b.Fatal(err)
	}
	r.ContentLength = info.Size()
	r.Header.Set("Content-Disposition", "attachment; filename=noise.apk")
	r.Header.Set("Prefer", "respond-async")
	r.AddCookie(&http.Cookie{Name: "appdepot_session", Value: cookie})
	began := time.Now()
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	took := time.Since(began)
	if answer.StatusCode != http.StatusNoContent {
		b.Fatalf("the upload is answered with %s", answer.Status)
	}
	return took
}

// settle waits until the server has looked at the file, found that it is no package and removed it.
func settle(b *testing.B, f storetest.Fixture, draft models.ID) {
	b.Helper()
	d, err := f.Draft(storetest.System(b), draft)
	if err != nil {
		b.Fatal(err)
	}
	if u, err := f.WaitUpload(storetest.System(b), d.UploadID); err != nil || u.State != models.UploadRefused {
		b.Fatalf("the upload is %s, %v", u.State, err)
	}
}
