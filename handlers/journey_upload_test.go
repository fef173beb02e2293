package handlers_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"appdepot/handlers/browsertest"
	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// throttledProxy is what lies between a browser and the server: pieces of uploads pass one by one when the test says so, and can be
// damaged on their way.
type throttledProxy struct {
	*httptest.Server
	passes chan struct{}
	inside atomic.Int32 // pieces that have come and not gone
	damage atomic.Bool
}

func newThrottledProxy(t *testing.T, to string) *throttledProxy {
	t.Helper()
	target, err := url.Parse(to)
	if err != nil {
		t.Fatal(err)
	}
	l := &throttledProxy{passes: make(chan struct{}, 100)}
	proxy := httputil.NewSingleHostReverseProxy(target)
	l.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPatch {
			l.inside.Add(1)
			defer l.inside.Add(-1)
			piece, err := io.ReadAll(r.Body)
			if err != nil || !l.let(r.Context()) {
				return // the browser went away
			}
			if l.damage.CompareAndSwap(true, false) {
				piece[0] ^= 1
			}
			r.Body = io.NopCloser(bytes.NewReader(piece))
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(func() {
		close(l.passes)
		l.Close()
	})
	return l
}

func (l *throttledProxy) pass(pieces int) {
	for range pieces {
		l.passes <- struct{}{}
	}
}

// let waits until a piece may pass.
func (l *throttledProxy) let(ctx context.Context) bool {
	select {
	case <-l.passes:
		return true
	case <-ctx.Done():
		return false
	}
}

// expectEmpty waits until the pieces that the browser gave up are gone, so that none of them passes in the place of another.
func (l *throttledProxy) expectEmpty(t *testing.T) {
	t.Helper()
	eventually(t, "the browser's pieces are gone", func() bool { return l.inside.Load() == 0 })
}

// eventually waits for something outside the browser, a minute at most.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	again, end := time.NewTicker(10*time.Millisecond), time.After(time.Minute)
	defer again.Stop()
	for !is() {
		select {
		case <-again.C:
		case <-end:
			t.Fatalf("after a minute it is not so that %s", what)
		}
	}
}

const pieceSize = 32 << 20 // as the script sends them

// largeFile is a package of five pieces, as a file.
func largeFile(t *testing.T) (path string, content []byte) {
	t.Helper()
	content = sample.APK(sample.APKOptions{Label: "Heavy", PackageID: "com.example.heavy", VersionName: "1.0", VersionCode: 1, Filling: 9 * pieceSize / 2})
	path = filepath.Join(t.TempDir(), "heavy.apk")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path, content
}

// uploader is an application manager in Chromium, before the page that takes the file of a new app.
func uploader(t *testing.T) (*handlertest.Site, *throttledProxy, *browsertest.Page) {
	t.Helper()
	w := newWorld(t)
	l := newThrottledProxy(t, w.URL)
	w.URL = l.URL
	w.person(models.Administrator) // set-up is behind us
	p := w.browser(models.ApplicationManager)
	p.Open(link.SelectAppType())
	p.ClickOn("label:has([value=lineOfBusinessApp])")
	p.Click("Select")
	p.WaitText("Drop file here")
	return w.Site, l, p
}

// An upload is paused, found again after the page was left, goes on with the same file, and survives a piece that arrives
// damaged.
func TestUploadIsPausedAndGoesOn(t *testing.T) {
	site, l, p := uploader(t)
	path, content := largeFile(t)
	total := fmt.Sprintf("%d MB", len(content)>>20)
	if len(content) <= 4*pieceSize || len(content) > 5*pieceSize {
		t.Fatalf("the package has %d bytes", len(content))
	}
	l.pass(2)
	p.Attach("App package file", path)
	expectStored(t, site, p, 2*pieceSize)
	p.Click("Pause")
	p.WaitText("Paused at 64 MB of " + strings.TrimSuffix(total, " MB"))
	l.expectEmpty(t)
	p.Accessible()

	page := p.Path()
	p.Open(link.Uploads())
	p.WaitText("64 MB of " + strings.TrimSuffix(total, " MB"))
	p.Open(page)
	p.WaitText("Choose the same file to continue.")
	for _, width := range []int{1440, 390} {
		p.SetSize(width, 900)
		p.Accessible()
	}
	p.Allow("status of 460")
	l.damage.Store(true)
	l.pass(1)
	p.Attach("App package file", path)
	p.WaitText("arrived damaged")
	sum := sha256.Sum256(content[2*pieceSize : 3*pieceSize])
	p.WaitText("Its SHA-256 should be " + hex.EncodeToString(sum[:]) + " but is")
	l.pass(3)
	p.WaitText("From the file")
	whole := sha256.Sum256(content)
	p.WaitFor(`document.querySelector("[title='` + hex.EncodeToString(whole[:]) + `']")`)
}

// expectStored waits until the server has so many bytes of the only upload, and the browser knows.
func expectStored(t *testing.T, site *handlertest.Site, p *browsertest.Page, n int64) {
	t.Helper()
	eventually(t, fmt.Sprintf("the server has %d bytes", n), func() bool {
		lines, err := site.Uploads(storetest.System(t))
		if err != nil {
			t.Fatal(err)
		}
		return len(lines) == 1 && lines[0].Received == n
	})
	p.WaitFor(fmt.Sprintf(`document.querySelector("upload-card").kept === %d`, n))
}

func TestUploadIsCanceled(t *testing.T) {
	site, l, p := uploader(t)
	path, _ := largeFile(t)
	l.pass(1)
	p.Attach("App package file", path)
	expectStored(t, site, p, pieceSize)
	p.Click("Cancel upload")
	p.WaitText("Drop file here")
	l.expectEmpty(t)
	if lines, err := site.Uploads(storetest.System(t)); err != nil || len(lines) != 0 {
		t.Errorf("the server still has %+v, %v", lines, err)
	}
	l.pass(5)
	p.Attach("App package file", path)
	p.WaitText("From the file")
}

// What the server refuses is said at once, and another file can be chosen.
func TestUploadWithoutRoomIsRefused(t *testing.T) {
	site, _, p := uploader(t)
	ctx := storetest.System(t)
	if _, err := site.StartUpload(ctx, models.NewUpload{Name: "most.msi", Size: 2<<30 - 1000, Limit: 2 << 30}); err != nil {
		t.Fatal(err)
	}
	if err := site.SetPlan(ctx, field.Form{"plan": {string(models.PlanTrial)}}); err != nil {
		t.Fatal(err)
	}
	path, _ := largeFile(t)
	p.Allow("413")
	p.Attach("App package file", path)
	p.WaitText("Not enough storage for heavy.apk")
	p.WaitText("Drop file here")
}

// A file that is larger than its name's type allows is refused before anything of it is sent.
func TestUploadTooLargeForItsNameIsRefusedAtOnce(t *testing.T) {
	site, _, p := uploader(t)
	path := filepath.Join(t.TempDir(), "heavy.ipa")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 2<<30+1<<20); err != nil {
		t.Fatal(err)
	}
	p.Attach("App package file", path)
	p.WaitText("limit is 2 GB")
	p.Accessible()
	p.Open(link.NewUpload())
	p.Attach("Installer packages", path)
	p.WaitText("limit is 2 GB")
	p.Accessible()
	if lines, err := site.Uploads(storetest.System(t)); err != nil || len(lines) != 0 {
		t.Errorf("the server was sent %+v, %v", lines, err)
	}
}
