package handlers_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"appdepot/handlers"
	"appdepot/handlers/web"
	"appdepot/models/store/storetest"
)

// ask is what a server answers somebody who is not signed in.
func ask(t *testing.T, path string, change func(*web.Server), headers ...string) *http.Response {
	t.Helper()
	f := storetest.New(t)
	s := &web.Server{Store: f.Store, Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Now: f.Clock.Now}
	if change != nil {
		change(s)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	handlers.New(s).ServeHTTP(w, r)
	return w.Result()
}

func text(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestMetricsAreForWhoHasTheToken(t *testing.T) {
	t.Parallel()
	const token = "a token for the metrics"
	if got := ask(t, "/metrics", nil); got.StatusCode != http.StatusNotFound {
		t.Errorf("without a token the public address answers %s", got.Status)
	}
	with := func(s *web.Server) { s.MetricsToken = token }
	for what, c := range map[string]struct {
		header string
		status int
	}{
		"nobody": {"", http.StatusUnauthorized}, "a guess": {"Bearer a token for the metric", http.StatusUnauthorized},
		"another scheme": {"Basic " + token, http.StatusUnauthorized}, "who has it": {"Bearer " + token, http.StatusOK}, "in small letters": {"bearer " + token, http.StatusOK},
	} {
		got := ask(t, "/metrics", with, "Authorization", c.header)
		body := text(t, got)
		if got.StatusCode != c.status || strings.Contains(body, "go_goroutines") != (c.status == http.StatusOK) {
			t.Errorf("%s: %s %.80q", what, got.Status, body)
		}
		if c.status == http.StatusUnauthorized && got.Header.Get("WWW-Authenticate") == "" {
			t.Errorf("%s is not told how to send a token", what)
		}
	}
}

func TestSecurityTextNamesTheContact(t *testing.T) {
	t.Parallel()
	if got := ask(t, "/.well-known/security.txt", nil); got.StatusCode != http.StatusNotFound {
		t.Errorf("without a contact: %s", got.Status)
	}
	got := ask(t, "/.well-known/security.txt", func(s *web.Server) {
		s.SecurityContact, s.PublicURL = "mailto:security@harbour.example", &url.URL{Scheme: "https", Host: "apps.harbour.example"}
		s.Now = func() time.Time { return time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC) }
	})
	body := text(t, got)
	if kind := got.Header.Get("Content-Type"); got.StatusCode != http.StatusOK || !strings.EqualFold(kind, "text/plain; charset=utf-8") {
		t.Fatalf("%s %s", got.Status, kind)
	}
	for _, line := range []string{"Contact: mailto:security@harbour.example", "Canonical: https://apps.harbour.example/.well-known/security.txt", "Preferred-Languages: en, nl"} {
		if !strings.Contains(body, line+"\r\n") {
			t.Errorf("the file has no line %q:\n%s", line, body)
		}
	}
	m := regexp.MustCompile(`(?m)^Expires: (.*)\r$`).FindStringSubmatch(body)
	if m == nil {
		t.Fatalf("it never expires:\n%s", body)
	}
	expires, err := time.Parse(time.RFC3339, m[1])
	if err != nil || expires.Before(time.Date(2031, 7, 1, 0, 0, 0, 0, time.UTC)) || expires.After(time.Date(2032, 5, 6, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("it expires %s, %v", m[1], err)
	}
}

// Password managers open this address.
func TestPasswordIsChangedOnTheAccountPage(t *testing.T) {
	t.Parallel()
	got := ask(t, "/.well-known/change-password", nil)
	if to := got.Header.Get("Location"); got.StatusCode != http.StatusSeeOther || to != "/account" {
		t.Errorf("%s to %q", got.Status, to)
	}
	if got := ask(t, "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200", nil); got.StatusCode != http.StatusNotFound {
		t.Errorf("what is not there: %s", got.Status)
	}
}

func TestBrowsersComeBackOverHTTPSAlone(t *testing.T) {
	t.Parallel()
	https := func(s *web.Server) { s.PublicURL = &url.URL{Scheme: "https", Host: "apps.harbour.example"} }
	for _, path := range []string{"/sign-in", "/nowhere", "/device/v1/openapi.yaml", "/healthz"} {
		if got := ask(t, path, https).Header.Get("Strict-Transport-Security"); got != "max-age=31536000; includeSubDomains" {
			t.Errorf("%s over https: %q", path, got)
		}
		if got := ask(t, path, nil, "X-Forwarded-Proto", "https").Header.Get("Strict-Transport-Security"); got != "" {
			t.Errorf("%s over http: %q", path, got)
		}
	}
}
