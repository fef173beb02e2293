package catalog_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"appdepot/models"
	"appdepot/models/catalog"
	"appdepot/models/catalog/standin"
	"appdepot/models/installer/sample"
)

// connectedTo is managed Google Play behind a handler on this machine.
func connectedTo(t *testing.T, h http.Handler) catalog.Play {
	t.Helper()
	address, _ := serve(t, h)
	c := open(t, catalog.Options{Hosts: []string{host(address)}}, models.CatalogSettings{})
	play, err := c.Connect(address, "veldhoek")
	if err != nil {
		t.Fatal(err)
	}
	return play
}

// dockAPK is a package, and the private app that is to be made of it.
func dockAPK(o sample.APKOptions) ([]byte, catalog.PrivateApp) {
	o.PackageID, o.VersionName, o.MinSDK, o.Signer = "example.veldhoek.dock", "3.1", 30, sample.NewSigner("Veldhoek")
	file := sample.APK(o)
	sum := sha256.Sum256(file)
	return file, catalog.PrivateApp{Title: "Dock & quay", PackageName: o.PackageID, Size: int64(len(file)), SHA256: hex.EncodeToString(sum[:]), Content: bytes.NewReader(file)}
}

func TestPrivateAppIsMadeOnce(t *testing.T) {
	play := connectedTo(t, standin.Play("veldhoek", "Veldhoek Logistics"))
	file, a := dockAPK(sample.APKOptions{Filling: 3 << 20})
	item, err := play.MakePrivateApp(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	if f := facts(item); f[models.FactPlayKind] != "privateApp" || f[models.FactName] != "Dock & quay" || f[models.FactVersion] != "3.1" || f[models.FactPublisher] != "Veldhoek Logistics" {
		t.Errorf("%+v", f)
	}
	approved, err := play.Approved(t.Context(), "en")
	if err != nil || approved[len(approved)-1].ID != a.PackageName || facts(approved[len(approved)-1])[models.FactPlayKind] != "privateApp" {
		t.Errorf("approved afterwards: %+v, %v", approved, err)
	}
	a.Content = bytes.NewReader(file)
	if _, err := play.MakePrivateApp(t.Context(), a); models.KindOf(err) != models.KindConflict || !strings.Contains(err.Error(), a.PackageName) {
		t.Errorf("made twice: %v", err)
	}
}

func TestPrivateAppThatIsRefused(t *testing.T) {
	play := connectedTo(t, standin.Play("veldhoek", "Veldhoek Logistics"))
	_, a := dockAPK(sample.APKOptions{Debuggable: true})
	if _, err := play.MakePrivateApp(t.Context(), a); models.KindOf(err) != models.KindInvalid || !strings.Contains(err.Error(), "no debug builds") {
		t.Errorf("a debug build: %v", err)
	}
	file, a := dockAPK(sample.APKOptions{})
	file[len(file)/2] ^= 1
	if _, err := play.MakePrivateApp(t.Context(), a); models.KindOf(err) != models.KindInvalid || !strings.Contains(err.Error(), "not those of the digest") {
		t.Errorf("bytes that were damaged on the way: %v", err)
	}
}

func TestAnswersToAPrivateApp(t *testing.T) {
	for name, test := range map[string]struct {
		answer http.HandlerFunc
		kind   models.Kind
		says   string
	}{
		"unknown account":  {http.NotFound, models.KindInvalid, "does not accept private apps"},
		"without a reason": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(422) }, models.KindInvalid, "without a reason"},
		"a page": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(422)
			_, _ = io.WriteString(w, "<h1>no</h1>")
		}, models.KindInvalid, "without a reason"},
		"a long reason": {func(w http.ResponseWriter, _ *http.Request) { http.Error(w, strings.Repeat("no ", 9000), 400) }, models.KindInvalid, "no no no no"},
		"out of order":  {func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "oh", 500) }, models.KindUnavailable, "500"},
		"busy":          {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) }, models.KindUnavailable, "is busy"},
		"elsewhere": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/other", http.StatusTemporaryRedirect)
		}, models.KindUnavailable, "307"},
		"another app":      {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"packageName": "org.other"}`) }, models.KindUnavailable, "org.other"},
		"nothing readable": {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "{") }, models.KindUnavailable, "unreadable"},
	} {
		t.Run(name, func(t *testing.T) {
			play := connectedTo(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				_, _ = io.Copy(io.Discard, r.Body)
				test.answer(w, r)
			}))
			_, a := dockAPK(sample.APKOptions{})
			_, err := play.MakePrivateApp(t.Context(), a)
			if models.KindOf(err) != test.kind || err == nil || !strings.Contains(err.Error(), test.says) || len(err.Error()) > 1000 {
				t.Errorf("%v", err)
			}
		})
	}
}

// The package is announced with its length and digest, and passed on as it is read.
func TestPrivateAppIsStreamed(t *testing.T) {
	first, rest := make(chan []byte), make(chan string)
	play := connectedTo(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := make([]byte, 5)
		_, _ = io.ReadFull(r.Body, begun)
		first <- begun
		_, _ = io.Copy(io.Discard, r.Body)
		rest <- r.Header.Get("Content-Type") + " " + r.Header.Get("Content-Length") + " " + r.Header.Get("Repr-Digest") + " " + r.URL.Query().Get("title")
		w.WriteHeader(422)
	}))
	content, arriving := io.Pipe()
	ended := make(chan error)
	sum := sha256.Sum256([]byte("first second"))
	go func() {
		_, err := play.MakePrivateApp(t.Context(), catalog.PrivateApp{Title: "ünï&title=x", PackageName: "a.b", Size: 12, SHA256: hex.EncodeToString(sum[:]), Content: content})
		ended <- err
	}()
	_, _ = io.WriteString(arriving, "first")
	if got := <-first; string(got) != "first" {
		t.Errorf("%q came first", got)
	}
	_, _ = io.WriteString(arriving, " second")
	arriving.Close()
	if got, want := <-rest, "application/vnd.android.package-archive 12 sha-256=:kgiOwUD8VT5LHt4gLtzLZagHu/ijjXZaOtOAE8DxNog=: ünï&title=x"; got != want {
		t.Errorf("sent with\n%s\nnot\n%s", got, want)
	}
	if err := <-ended; models.KindOf(err) != models.KindInvalid {
		t.Error(err)
	}
}

// A package that cannot be read is not the catalog's fault.
func TestPrivateAppThatCannotBeRead(t *testing.T) {
	play := connectedTo(t, standin.Play("veldhoek", "Veldhoek Logistics"))
	_, a := dockAPK(sample.APKOptions{})
	lost := errors.New("the disk is gone")
	a.Content = io.MultiReader(io.LimitReader(a.Content, 100), iotest.ErrReader(lost))
	if _, err := play.MakePrivateApp(t.Context(), a); !errors.Is(err, lost) {
		t.Errorf("%v", err)
	}
}
