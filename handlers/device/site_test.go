package device_test

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"

	"appdepot/handlers/device"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer"
	"appdepot/models/store/storetest"
)

// TestMain lets this program be the child that reads packages.
func TestMain(m *testing.M) {
	installer.ServeChild()
	os.Exit(m.Run())
}

// site is a running server with the device API, and a client that holds all traffic against the API's description.
type site struct {
	storetest.Fixture
	t       *testing.T
	url     string
	user    models.User
	traffic *traffic
}

func newSite(t *testing.T) *site {
	t.Helper()
	return newSiteLogging(t, t.Output(), web.Deadlines{})
}

// newSiteLogging is a site with a log and deadlines of its own.
func newSiteLogging(t *testing.T, log io.Writer, d web.Deadlines) *site {
	t.Helper()
	return newSiteOf(t, storetest.New(t), log, d)
}

func newSiteOf(t *testing.T, f storetest.Fixture, log io.Writer, d web.Deadlines) *site {
	t.Helper()
	server := &web.Server{Store: f.Store, Log: slog.New(slog.NewTextHandler(log, nil)), Now: f.Clock.Now, Deadlines: d}
	e := server.Echo()
	device.Routes(server.Group(e, ""), f.Store, server.Log)
	running := httptest.NewServer(e)
	t.Cleanup(running.Close)
	return &site{f, t, running.URL, f.Person(t, models.PortalUser), newTraffic(t, running.URL)}
}

func (s *site) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// enrollmentToken is a fresh one for the site's user.
func (s *site) enrollmentToken() string {
	s.t.Helper()
	token, _, err := s.AddEnrollmentToken(storetest.System(s.t), field.Form{"user": {s.user.Email}, "lifetime": {"1"}})
	s.must(err)
	return token
}

// traffic carries requests to the server and checks them and the answers against the description.
type traffic struct {
	t       *testing.T
	router  routers.Router
	lenient bool // requests are wrong on purpose
}

func newTraffic(t *testing.T, url string) *traffic {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromFile("openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	doc.Servers = openapi3.Servers{{URL: url + device.Prefix}}
	router, err := legacy.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	return &traffic{t: t, router: router}
}

// RoundTrip reads bodies whole, so that both the check and the receiver have them.
func (tr *traffic) RoundTrip(r *http.Request) (*http.Response, error) {
	sent, err := whole(r.Body)
	if err != nil {
		return nil, err
	}
	r.Body = io.NopCloser(bytes.NewReader(sent))
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	received, err := whole(response.Body)
	if err != nil {
		return nil, err
	}
	tr.check(r, sent, response, received)
	response.Body = io.NopCloser(bytes.NewReader(received))
	return response, nil
}

func (tr *traffic) check(r *http.Request, sent []byte, response *http.Response, received []byte) {
	route, path, err := tr.router.FindRoute(r)
	if err != nil {
		tr.t.Errorf("%s %s is not described: %s", r.Method, r.URL.Path, err)
		return
	}
	r = r.Clone(r.Context())
	r.Body = io.NopCloser(bytes.NewReader(sent))
	options := &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, IncludeResponseStatus: true}
	request := &openapi3filter.RequestValidationInput{Request: r, PathParams: path, Route: route, Options: options}
	if err := openapi3filter.ValidateRequest(r.Context(), request); err != nil && !tr.lenient {
		tr.t.Errorf("%s %s is not as described: %s", r.Method, r.URL.Path, err)
	}
	answer := &openapi3filter.ResponseValidationInput{RequestValidationInput: request, Status: response.StatusCode,
		Header: response.Header, Body: io.NopCloser(bytes.NewReader(received)), Options: options}
	if err := openapi3filter.ValidateResponse(r.Context(), answer); err != nil {
		tr.t.Errorf("the answer %d to %s %s is not as described: %s", response.StatusCode, r.Method, r.URL.Path, err)
	}
}

func whole(body io.ReadCloser) ([]byte, error) {
	if body == nil {
		return nil, nil
	}
	defer body.Close()
	return io.ReadAll(body)
}
