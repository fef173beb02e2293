package web_test

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models/store/storetest"
)

func TestSecurityHeaders(t *testing.T) {
	t.Parallel()
	w := send(t, server(t, nil), http.MethodGet, "/address", "")
	for name, want := range map[string]string{
		"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; " +
			"manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		"Permissions-Policy": "camera=(), geolocation=(), microphone=()", "Strict-Transport-Security": "",
	} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if w := send(t, server(t, nil), http.MethodGet, "/address", "", "X-Forwarded-Proto", "https"); w.Header().Get("Strict-Transport-Security") != "" {
		t.Error("a header of the sender's makes this a connection over TLS")
	}
}

// A request is logged in one line, an error that nobody foresaw in one more, and a panic in one that says where it broke: under a number
// that the sender cannot choose.
func TestRequestsAreLoggedOnce(t *testing.T) {
	t.Parallel()
	for path, lines := range map[string]int{"/address?q=secret": 1, "/secret": 2, "/panic": 1, "/nowhere": 1} {
		var logged bytes.Buffer
		e := server(t, func(s *web.Server) {
			s.Log = slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
		})
		w := send(t, e, http.MethodGet, path, "", "X-Request-Id", "chosen by the sender")
		id := w.Header().Get("X-Request-Id")
		if got := strings.Count(logged.String(), "id="+id+" "); got != lines || strings.Contains(logged.String(), "chosen") || strings.Contains(logged.String(), "q=secret") {
			t.Errorf("%s is logged in %d lines, want %d:\n%s", path, got, lines, logged.String())
		}
		if path == "/panic" && (!strings.Contains(logged.String(), "broken") || !strings.Contains(logged.String(), "web_test.go")) {
			t.Errorf("the log does not say where it broke:\n%s", logged.String())
		}
	}
}

// Content goes from the file to the connection without passing through this process: that takes the response writer of net/http
// itself, unwrapped by any middleware.
func TestContentCanBeSentByTheKernel(t *testing.T) {
	t.Parallel()
	s := &web.Server{Store: storetest.New(t).Store, Log: slog.New(slog.DiscardHandler)}
	e := s.Echo()
	direct := false
	s.Group(e, "").Device(http.MethodGet, "/content", func(c echo.Context) error {
		_, direct = c.Response().Writer.(io.ReaderFrom)
		return c.NoContent(http.StatusOK)
	})
	served := httptest.NewServer(e)
	defer served.Close()
	answer, err := served.Client().Get(served.URL + "/content")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if !direct {
		t.Error("some middleware wraps the response writer")
	}
}
