package device_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"appdepot/cmd/depotsim/client"
	"appdepot/cmd/depotsim/fleet"
	"appdepot/handlers/device"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/checkin"
)

// emptyHash is the hash of an inventory with nothing in it.
const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// send makes one request and gives the answer, whose problem is read.
func (s *site) send(method, path, token, body string, headers ...string) (*http.Response, checkin.Problem) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.url+path, strings.NewReader(body))
	s.must(err)
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	response, err := (&http.Client{Transport: s.traffic}).Do(r)
	s.must(err)
	defer response.Body.Close()
	received, err := io.ReadAll(response.Body)
	s.must(err)
	var p checkin.Problem
	if response.StatusCode >= 400 && len(received) > 0 {
		s.must(json.NewDecoder(bytes.NewReader(received)).Decode(&p))
	}
	return response, p
}

func TestRefusalsAreProblems(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	app := s.publishAndroidApp()
	token := s.devices(1, fleet.Habits{})[0].Save().Token
	s.traffic.lenient = true
	used := `{"enrollmentToken": "used", "device": {"name": "n", "platform": "ios", "osVersion": "17"}}`
	content := device.Prefix + "/content/"
	for _, c := range []struct {
		what, method, path, token, body string
		status                          int
		kind, field                     string
	}{
		{"no token", "POST", "/checkins", "", `{}`, 401, "unauthenticated", ""},
		{"an unknown token", "POST", "/checkins", "guess", `{"inventoryHash": "` + emptyHash + `"}`, 401, "unauthenticated", ""},
		{"an unknown enrollment token", "POST", "/enrollments", "", used, 403, "forbidden", ""},
		{"an enrollment of nothing", "POST", "/enrollments", "", `{}`, 422, "invalid", "device.name"},
		{"no JSON", "POST", "/checkins", token, `inventoryHash=1`, 422, "invalid", ""},
		{"more than JSON", "POST", "/checkins", token, `{} {}`, 422, "invalid", ""},
		{"a value of another type", "POST", "/checkins", token, `{"inventoryHash": 5}`, 422, "invalid", "inventoryHash"},
		{"a hash that is none", "POST", "/checkins", token, `{"inventoryHash": "x"}`, 422, "invalid", "inventoryHash"},
		{"an outcome that is none", "POST", "/reports", token, `{"results": [{"orderId": "x", "outcome": "exploded"}]}`, 422, "invalid", "results.outcome"},
		{"too much", "POST", "/checkins", token, `{"name": "` + strings.Repeat("x", checkin.MaxBody) + `"}`, 413, "tooLarge", ""},
		{"a package without an order", "GET", "/content/" + string(app.VersionID), token, "", 403, "forbidden", ""},
		{"a package that is none", "GET", "/content/" + string(models.NewID()), token, "", 404, "notFound", ""},
	} {
		response, p := s.send(c.method, device.Prefix+c.path, c.token, c.body)
		if response.StatusCode != c.status || p.Kind != c.kind || p.Detail == "" {
			t.Errorf("%s: %d %+v", c.what, response.StatusCode, p)
		}
		if _, named := p.Fields[c.field]; c.field != "" && !named {
			t.Errorf("%s: %q is not named in %v", c.what, c.field, p.Fields)
		}
		if got := response.Header.Get("WWW-Authenticate"); (got == "Bearer") != (c.status == 401) {
			t.Errorf("%s: WWW-Authenticate is %q", c.what, got)
		}
	}
	if response, _ := s.send(http.MethodHead, content+string(app.VersionID), token, ""); response.StatusCode != 403 {
		t.Errorf("asking for the size of a package without an order: %d", response.StatusCode)
	}
}

func TestGuessingEnrollmentTokensIsSlowedDown(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	guess := `{"enrollmentToken": "guess", "device": {"name": "n", "platform": "ios", "osVersion": "17"}}`
	for range 40 {
		response, p := s.send("POST", device.Prefix+"/enrollments", "", guess)
		if response.StatusCode == http.StatusTooManyRequests {
			if response.Header.Get("Retry-After") == "" || p.Kind != "tooMany" {
				t.Errorf("Retry-After %q, %+v", response.Header.Get("Retry-After"), p)
			}
			return
		}
	}
	t.Error("40 guesses were answered")
}

// A message of which the rest does not come is given up, and is no fault of the server.
func TestMessageThatDoesNotArriveIsGivenUp(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	s := newSiteLogging(t, &log, web.Deadlines{Message: time.Second})
	token := s.devices(1, fleet.Habits{})[0].Save().Token
	rest, half := io.Pipe()
	defer half.Close()
	r, err := http.NewRequestWithContext(t.Context(), "POST", s.url+device.Prefix+"/checkins", io.MultiReader(strings.NewReader(`{"inventoryHash": `), rest))
	s.must(err)
	r.ContentLength = 1000
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultTransport.RoundTrip(r)
	s.must(err)
	defer response.Body.Close()
	var p checkin.Problem
	s.must(json.NewDecoder(response.Body).Decode(&p))
	if response.StatusCode != http.StatusRequestTimeout || p.Kind != "timeout" || log.Len() > 0 {
		t.Errorf("%s %+v; the log:\n%s", response.Status, p, log.String())
	}
}

func TestUnknownMembersAndCookiesAreLeftAlone(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.devices(1, fleet.Habits{})[0].Save().Token
	body := `{"inventoryHash": "` + emptyHash + `", "inventory": [], "battery": 80}`
	response, p := s.send("POST", device.Prefix+"/checkins", token, body,
		"Cookie", "appdepot_session=guess", "Sec-Fetch-Site", "cross-site", "Origin", "https://elsewhere.example")
	if response.StatusCode != http.StatusOK {
		t.Errorf("%d %+v", response.StatusCode, p)
	}
}

func TestEnrollmentIsWrittenDown(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	d := s.devices(1, fleet.Habits{})[0]
	now, err := s.Device(s.As(t, models.Administrator), models.ID(d.ID))
	s.must(err)
	if now.PrimaryUserID != s.user.ID || !now.Enrolled || now.Name != d.Facts.Name || now.Ownership != models.Corporate ||
		now.Platform != models.Platform(client.PlatformAndroid) || now.Serial != *d.Facts.Serial {
		t.Errorf("the device is kept as %+v", now)
	}
	if now.TokenHash == d.Save().Token {
		t.Error("the token itself is stored")
	}
}

func TestDescriptionIsServed(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	response, err := http.Get(s.url + device.Prefix + "/openapi.yaml")
	s.must(err)
	defer response.Body.Close()
	served, err := io.ReadAll(response.Body)
	s.must(err)
	file, err := os.ReadFile("openapi.yaml")
	s.must(err)
	if got := response.Header.Get("Content-Type"); got != "application/yaml" || !bytes.Equal(served, file) {
		t.Errorf("%s of %d bytes, the file has %d", got, len(served), len(file))
	}
}

func TestWhatIsNotThereIsAProblemToo(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	response, err := http.Get(s.url + device.Prefix + "/toasters")
	s.must(err)
	defer response.Body.Close()
	if got := response.Header.Get("Content-Type"); response.StatusCode != http.StatusNotFound || got != "application/problem+json" {
		t.Errorf("%d %s", response.StatusCode, got)
	}
}
