package device_test

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"appdepot/cmd/depotsim/client"
	"appdepot/cmd/depotsim/fleet"
	"appdepot/handlers/device"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/blob"
	"appdepot/models/checkin"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// ordered gives the content of the only open order of a fresh device, and the device's token.
func (s *site) ordered() (checkin.Content, string) {
	s.t.Helper()
	token := s.devices(1, fleet.Habits{})[0].Save().Token
	body := strings.NewReader(`{"inventoryHash": "` + emptyHash + `", "inventory": []}`)
	r, err := http.NewRequestWithContext(s.t.Context(), "POST", s.url+device.Prefix+"/checkins", body)
	s.must(err)
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/json")
	response, err := (&http.Client{Transport: s.traffic}).Do(r)
	s.must(err)
	defer response.Body.Close()
	var answer checkin.Answer
	s.must(json.NewDecoder(response.Body).Decode(&answer))
	if len(answer.Orders) != 1 || answer.Orders[0].Content == nil {
		s.t.Fatalf("orders: %+v", answer.Orders)
	}
	content := *answer.Orders[0].Content
	if want := device.Prefix + "/content/" + string(content.VersionID); content.URL != want {
		s.t.Errorf("the content is at %q, want %q", content.URL, want)
	}
	return content, token
}

func TestContentComesInParts(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.publishAndroidApp()
	content, token := s.ordered()
	etag := `"` + content.SHA256 + `"`
	for _, c := range []struct {
		what, method, bytes, condition string
		status                         int
		length                         int64
	}{
		{"the whole", "GET", "", "", http.StatusOK, content.Size},
		{"its size", "HEAD", "", "", http.StatusOK, content.Size},
		{"the rest", "GET", "bytes=1000-", etag, http.StatusPartialContent, content.Size - 1000},
		{"the rest of another package", "GET", "bytes=1000-", `"other"`, http.StatusOK, content.Size},
		{"what lies outside", "GET", "bytes=999999999-", "", http.StatusRequestedRangeNotSatisfiable, -1},
	} {
		r, err := http.NewRequestWithContext(t.Context(), c.method, s.url+content.URL, nil)
		s.must(err)
		r.Header.Set("Authorization", "Bearer "+token)
		if c.bytes != "" {
			r.Header.Set("Range", c.bytes)
		}
		if c.condition != "" {
			r.Header.Set("If-Range", c.condition)
		}
		response, err := (&http.Client{Transport: s.traffic}).Do(r)
		s.must(err)
		response.Body.Close()
		if response.StatusCode != c.status || c.length >= 0 && response.ContentLength != c.length {
			t.Errorf("%s: %d with %d bytes, want %d with %d", c.what, response.StatusCode, response.ContentLength, c.status, c.length)
		}
		if c.length >= 0 && response.Header.Get("ETag") != etag {
			t.Errorf("%s: the ETag is %s", c.what, response.Header.Get("ETag"))
		}
	}
}

func TestContentIsForOpenOrdersAlone(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	app := s.publishAndroidApp()
	content, _ := s.ordered()
	windows, err := fleet.Connect(s.url, &http.Client{Transport: s.traffic})
	s.must(err)
	other, err := windows.Enroll(t.Context(), fleet.Facts(client.PlatformWindows, 9), s.enrollmentToken(), fleet.Habits{})
	s.must(err)
	if response, p := s.send("GET", content.URL, other.Save().Token, ""); response.StatusCode != http.StatusForbidden || p.Kind != "forbidden" {
		t.Errorf("a device the app does not fit gets %d %+v", response.StatusCode, p)
	}
	d := s.devices(1, fleet.Habits{})[0]
	s.settle([]*fleet.Device{d})
	if response, _ := s.send("GET", device.Prefix+"/content/"+string(app.VersionID), d.Save().Token, ""); response.StatusCode != http.StatusForbidden {
		t.Errorf("after it was installed the device gets %d", response.StatusCode)
	}
}

// A file that is damaged is not sent: the device is asked to come back.
func TestDamagedContentIsNotSent(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.publishAndroidApp()
	content, token := s.ordered()
	keys, err := s.Options.Packages.Keys(t.Context(), "")
	s.must(err)
	for _, key := range keys {
		s.must(s.Options.Packages.Delete(t.Context(), key))
	}
	response, p := s.send("GET", content.URL, token, "")
	if response.StatusCode != http.StatusServiceUnavailable || response.Header.Get("Retry-After") == "" || p.Kind != "unavailable" || p.Reason != "fileDamaged" {
		t.Errorf("%s, Retry-After %q, %+v", response.Status, response.Header.Get("Retry-After"), p)
	}
}

// ask sends a request for content whose answer may be cut off, so nothing is held against the description.
func (s *site) ask(content checkin.Content, token, bytes string) (*http.Response, []byte, error) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), "GET", s.url+content.URL, nil)
	s.must(err)
	r.Header.Set("Authorization", "Bearer "+token)
	if bytes != "" {
		r.Header.Set("Range", bytes)
	}
	response, err := http.DefaultClient.Do(r)
	s.must(err)
	defer response.Body.Close()
	got, err := io.ReadAll(response.Body)
	return response, got, err
}

// rotten is what a file becomes when one of its bytes is another.
func rotten(file []byte) []byte {
	file = bytes.Clone(file)
	file[len(file)/2] ^= 1
	return file
}

// A file whose bytes are others than they were is not sent, although it has the size that it had, and is shown as damaged from then on.
func TestRottenContentIsNotSent(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.publishAndroidApp()
	content, token := s.ordered()
	response, file, err := s.ask(content, token, "")
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("the whole file gives %s, %v", response.Status, err)
	}
	keys, err := s.Options.Packages.Keys(t.Context(), "")
	s.must(err)
	stored, err := s.Options.Packages.File(keys[0])
	s.must(err)
	stored.Close()
	s.must(os.WriteFile(stored.Name(), rotten(file), 0o600))
	for _, part := range []string{"", "bytes=1000-"} {
		response, got, err := s.ask(content, token, part)
		if response.StatusCode != http.StatusServiceUnavailable || !strings.Contains(string(got), "fileDamaged") {
			t.Errorf("%q of a rotten file gives %s with %d bytes, %v", part, response.Status, len(got), err)
		}
	}
	c, err := s.FileCheck(storetest.System(t))
	if err != nil || len(c.Damaged) != 1 || c.Damaged[0].Damage != models.DamageContent {
		t.Errorf("the storage page has %+v, %v", c, err)
	}
}

// slowS3 is a store whose packages are in S3, where the first read of a file since hold waits for the second to begin.
func slowS3(t *testing.T) (f storetest.Fixture, hold func()) {
	t.Helper()
	files := s3mem.New()
	if err := files.CreateBucket("packages"); err != nil {
		t.Fatal(err)
	}
	var reads atomic.Int64
	reads.Store(math.MinInt64)
	second := make(chan struct{})
	s3 := gofakes3.New(files, gofakes3.WithLogger(gofakes3.DiscardLog())).Server()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet && strings.Count(r.URL.Path, "/") > 1 { // not the list of the bucket
			switch reads.Add(1) {
			case 1:
				<-second
			case 2:
				close(second)
			}
		}
		s3.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	f = storetest.New(t)
	var err error
	if f.Options.Packages, err = blob.Open(t.Context(), "s3://packages?region=eu-central-1&use_path_style=true&endpoint="+url.QueryEscape(server.URL)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Options.Packages.Close() })
	if f.Store, err = store.Open(t.Context(), f.Options); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f, func() { reads.Store(0) }
}

// What is still being compared is sent meanwhile, but for its end: a device has nothing that it could take for a whole answer.
func TestRottenContentIsCutOff(t *testing.T) {
	for asked, status := range map[string]int{"": http.StatusOK, "bytes=0-": http.StatusPartialContent} {
		t.Run(asked, func(t *testing.T) { cutsOff(t, asked, status) })
	}
}

func cutsOff(t *testing.T, asked string, status int) {
	f, hold := slowS3(t)
	s := newSiteOf(t, f, t.Output(), web.Deadlines{})
	s.publishAPK(600_000)
	content, token := s.ordered()
	response, file, err := s.ask(content, token, "")
	if err != nil || response.StatusCode != http.StatusOK || int64(len(file)) != content.Size {
		t.Fatalf("the whole file gives %s with %d bytes, %v", response.Status, len(file), err)
	}
	keys, err := s.Options.Packages.Keys(t.Context(), "")
	s.must(err)
	s.must(second(s.Options.Packages.Write(t.Context(), keys[0], bytes.NewReader(rotten(file)))))
	hold()
	response, got, err := s.ask(content, token, asked)
	if response.StatusCode != status || err == nil || len(got) == 0 || int64(len(got)) >= content.Size {
		t.Errorf("a file that is found to be rotten while it is sent: %s with %d bytes of %d, %v", response.Status, len(got), content.Size, err)
	}
	if response, _, _ := s.ask(content, token, ""); response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("the next answer is %s", response.Status)
	}
}

func second[A, B any](_ A, b B) B { return b }
