package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"appdepot/models/catalog/standin"
	"appdepot/models/installer/sample"
	"appdepot/views/link"
)

// outside is a service outside the server that kills it when it is asked for something: what was asked is done then, and the answer
// never comes.
type outside struct {
	http.Handler
	mu    sync.Mutex
	asked map[string]int // by method and path
	at    string         // method and path that end the server; empty for none
	kill  func()
}

func (o *outside) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := httptest.NewRecorder()
	o.Handler.ServeHTTP(answer, r)
	what := r.Method + " " + r.URL.Path
	o.mu.Lock()
	o.asked[what]++
	end := what == o.at
	if end {
		o.at = ""
	}
	o.mu.Unlock()
	if end {
		o.kill()
		return
	}
	maps.Copy(w.Header(), answer.Header())
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes())
}

func (o *outside) times(what string) int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.asked[what]
}

// killsAt has the next such request kill a server.
func (o *outside) killsAt(what string, server *process) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.at, o.kill = what, server.kill
}

// fails posts a form to a server that does not live to answer it.
func (c client) fails(path string, form url.Values) {
	c.t.Helper()
	if answer, err := c.PostForm(c.URL+path, form); err == nil {
		answer.Body.Close()
		c.t.Fatalf("%s was answered with %s", path, answer.Status)
	}
}

// until waits for something that work in the background brings, a minute at most.
func (c client) until(what string, is func() bool) {
	c.t.Helper()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	for end := time.Now().Add(time.Minute); !is(); <-again.C {
		if time.Now().After(end) {
			c.t.Fatalf("after a minute it is not so that %s", what)
		}
	}
}

// has reports whether an app is listed.
func (c client) has(name string) bool {
	return strings.Contains(c.get(link.Query(link.Apps(), "q", name)), ">"+name+"<")
}

// A server that is killed when managed Google Play has done what it was asked for, and before it hears so, goes on with it when it runs
// again, and asks for nothing twice.
func TestKilledWhileManagedGooglePlayIsAtIt(t *testing.T) {
	t.Parallel()
	const at = "/v1/enterprises/veldhoek/"
	google := &outside{Handler: standin.Play("veldhoek", "Veldhoek"), asked: map[string]int{}}
	there := httptest.NewServer(google)
	t.Cleanup(there.Close)
	folder, address := t.TempDir(), "127.0.0.1:0"
	serve := func() (*process, client) {
		server := demoServer(t, folder, "--listen", address, "--catalog-hosts", strings.TrimPrefix(there.URL, "http://"))
		address = strings.TrimPrefix(server.URL, "http://")
		return server, signIn(t, server.URL, demoAdmin, password)
	}
	server, ada := serve()
	if answer := ada.post(link.PlayConnection("connect"), url.Values{"location": {there.URL}, "account": {"veldhoek"}}); answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("connecting: %s", answer.Status)
	}
	private := ada.sendPrivate("dock.apk", sample.APK(sample.APKOptions{
		Label: "Dock", PackageID: "example.veldhoek.dock", VersionName: "3.1", VersionCode: 31, MinSDK: 30, Signer: sample.NewSigner("Veldhoek"),
	}))
	for _, step := range []struct {
		name, page string
		form       url.Values
		request    string
		times      int // that it is asked for in the end
	}{
		{"Depot Scanner", link.PlayApps(), url.Values{"app": {"example.veldhoek.scanner"}}, "PUT " + at + "approved/example.veldhoek.scanner", 1},
		{"Dock", private, url.Values{"title": {"Dock"}, "packageName": {"example.veldhoek.dock"}}, "POST " + at + "privateApps", 1},
		{"Hours", link.PlayWebApp(), url.Values{"title": {"Hours"}, "url": {"https://hours.example/"}, "display": {"standalone"}}, "POST " + at + "webApps", 2},
		{"Time Sheets", link.PlayConnection("sync"), nil, "GET " + at + "approved", 0},
	} {
		if step.name == "Time Sheets" { // somebody approves it at Google Play
			r := httptest.NewRequest(http.MethodPut, at+"approved/example.urenstaat.app", nil)
			google.Handler.ServeHTTP(httptest.NewRecorder(), r)
		}
		google.killsAt(step.request, server)
		ada.fails(step.page, step.form)
		server, ada = serve()
		ada.until(step.name+" is here", func() bool { return ada.has(step.name) })
		if n := google.times(step.request); step.times > 0 && n != step.times {
			t.Errorf("%s: %s was asked for %d times", step.name, step.request, n)
		}
	}
}

// sendPrivate uploads a package that is to become a private app, and gives the page that asks about it once it was read.
func (c client) sendPrivate(name string, file []byte) string {
	c.t.Helper()
	at := c.begin("", name, len(file))
	if answer, err := c.patch(at, 0, bytes.NewReader(file)); err != nil || answer.StatusCode != http.StatusNoContent {
		c.t.Fatalf("uploading %s: %v, %v", name, answer, err)
	}
	page := link.PrivateAppOf(path.Base(at))
	c.until("the package was read", func() bool { return strings.Contains(c.get(page), `name="title"`) })
	return page
}

// sourceApp is an app of a source that an administrator added, as a search lists it.
var sourceApp = regexp.MustCompile(`name="app" value="([0-9a-f-]{36}/[^"]+)"`)

// offeredBy are the arguments for a server whose catalog folder has one app, of which the maker has the file.
func offeredBy(t *testing.T, maker *httptest.Server, file []byte) []string {
	t.Helper()
	below := t.TempDir()
	manifest := fmt.Sprintf("PackageIdentifier: Veldhoek.Dock\nPackageVersion: 3.0.0\nManifestType: singleton\nPackageName: Dock\nPublisher: Veldhoek\n"+
		"ShortDescription: At the dock.\nInstallers:\n- {Architecture: x64, Scope: machine, InstallerType: msi, InstallerUrl: '%s/dock.msi', InstallerSha256: %x}\n",
		maker.URL, sha256.Sum256(file))
	if err := os.Mkdir(filepath.Join(below, "ours"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(below, "ours", "dock.yaml"), []byte(manifest), 0o600); err != nil {
		t.Fatal(err)
	}
	return []string{"--catalog-dir", below, "--catalog-hosts", strings.TrimPrefix(maker.URL, "https://")}
}
