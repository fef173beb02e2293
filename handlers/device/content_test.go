package device_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"appdepot/cmd/depotsim/client"
	"appdepot/cmd/depotsim/fleet"
	"appdepot/handlers/device"
	"appdepot/models/checkin"
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
