package static_test

import (
	"bufio"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"appdepot/static"
)

func get(t *testing.T, url, accept string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, url, nil)
	r.Header.Set("Accept-Encoding", accept)
	w := httptest.NewRecorder()
	static.Handler().ServeHTTP(w, r)
	return w.Result()
}

func TestAssetsAreServedForEver(t *testing.T) {
	for name, kind := range map[string]string{
		static.CSS: "text/css; charset=utf-8", static.JS: "text/javascript; charset=utf-8", "icons/icons.svg": "image/svg+xml",
		"fonts/inter-latin-opsz-normal.woff2": "font/woff2",
	} {
		res := get(t, static.URL(name), "")
		if res.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s", name, res.Status)
		}
		if got := res.Header.Get("Content-Type"); got != kind {
			t.Errorf("%s: Content-Type %q, want %q", name, got, kind)
		}
		if got := res.Header.Get("Cache-Control"); !strings.Contains(got, "immutable") {
			t.Errorf("%s: Cache-Control %q does not say immutable", name, got)
		}
	}
}

func TestGzipHoldsTheSameBytes(t *testing.T) {
	plain, _ := io.ReadAll(get(t, static.URL(static.CSS), "").Body)
	res := get(t, static.URL(static.CSS), "br, gzip")
	if res.Header.Get("Content-Encoding") != "gzip" {
		t.Fatal("a browser that accepts gzip did not get it")
	}
	z, err := gzip.NewReader(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := io.ReadAll(z)
	if err != nil || string(unpacked) != string(plain) {
		t.Errorf("the compressed style sheet differs from the plain one (%v)", err)
	}
}

func TestOtherAddressesAreNotFound(t *testing.T) {
	for _, url := range []string{"/static/", "/static/css/appdepot.css", "/static/vendor/VENDOR", "/static/../static.go"} {
		if res := get(t, url, ""); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s, want 404", url, res.Status)
		}
	}
}

func TestTheStyleSheetNamesOnlyAssetsThatExist(t *testing.T) {
	css, _ := io.ReadAll(get(t, static.URL(static.CSS), "").Body)
	refs := regexp.MustCompile(`url\("?([^")]+)`).FindAllStringSubmatch(string(css), -1)
	if len(refs) == 0 {
		t.Fatal("the style sheet names no font")
	}
	for _, ref := range refs {
		if res := get(t, ref[1], ""); res.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", ref[1], res.Status)
		}
	}
}

func TestEveryStyleSheetIsInALayer(t *testing.T) {
	sheets, err := filepath.Glob("css/*/*.css")
	if err != nil || len(sheets) == 0 {
		t.Fatal("no style sheets", err)
	}
	for _, name := range sheets {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !regexp.MustCompile(`^@layer (components|patterns|portal) \{`).Match(b) {
			t.Errorf("%s does not begin with its layer", name)
		}
	}
}

// VENDOR lists file, package, version, license and integrity.
func TestVendoredFilesAreWhatWasDownloaded(t *testing.T) {
	f, err := os.Open("vendor/VENDOR")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	listed := map[string]bool{"VENDOR": true}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) != 5 {
			t.Fatalf("VENDOR: %q has not five fields", lines.Text())
		}
		b, err := os.ReadFile("vendor/" + fields[0])
		if err != nil {
			t.Fatal(err)
		}
		sum := sha512.Sum384(b)
		if got := "sha384-" + base64.StdEncoding.EncodeToString(sum[:]); got != fields[4] {
			t.Errorf("%s: integrity %s, VENDOR says %s", fields[0], got, fields[4])
		}
		listed[fields[0]] = true
	}
	entries, err := os.ReadDir("vendor")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !listed[e.Name()] && !strings.HasSuffix(e.Name(), "-LICENSE.txt") {
			t.Errorf("vendor/%s is not listed in VENDOR", e.Name())
		}
	}
}
