package web_test

import (
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/reason"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// server is a real server with a few routes of its own.
func server(t *testing.T, change func(*web.Server)) *echo.Echo {
	t.Helper()
	s := &web.Server{Store: storetest.New(t).Store, Log: slog.New(slog.DiscardHandler)}
	if change != nil {
		change(s)
	}
	e := s.Echo()
	open := s.Group(e, "")
	open.Public(http.MethodGet, "/address", func(c echo.Context) error { return c.String(http.StatusOK, c.RealIP()) })
	open.Public(http.MethodGet, "/echo", func(c echo.Context) error { return c.String(http.StatusOK, c.QueryParam("q")) })
	open.Public(http.MethodGet, "/preference", func(c echo.Context) error {
		kept := web.Preference(c, "color")
		web.SetPreference(c, "color", c.QueryParam("q"))
		return c.String(http.StatusOK, kept)
	})
	open.Public(http.MethodGet, "/panic", func(echo.Context) error { panic("broken") })
	open.Public(http.MethodGet, link.Company()+"/panic", func(echo.Context) error { panic("broken") })
	open.Public(http.MethodGet, "/no-file", func(echo.Context) error { return reason.NoFileArrived.Invalid() })
	open.Public(http.MethodGet, "/secret", func(echo.Context) error { return errors.New("password is hunter2") })
	open.Public(http.MethodPost, "/form", func(c echo.Context) error {
		if _, err := web.Form(c); err != nil {
			return err
		}
		return web.Redirect(c, "/done")
	})
	s.Group(e, access.UseAdminPortal).POST("/guarded", access.ManageApps, func(echo.Context) error { return nil })
	s.Group(e, access.UseAdminPortal).GET("/guarded", access.ManageApps, func(echo.Context) error { return nil })
	return e
}

func send(t *testing.T, e *echo.Echo, method, path, body string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	e.ServeHTTP(w, r)
	return w
}

func TestParametersAreTextThatCanBeStored(t *testing.T) {
	t.Parallel()
	if w := send(t, server(t, nil), http.MethodGet, "/echo?q=s%E2%80%AEc%00a%E2%80%8Bn%ff", ""); w.Body.String() != "scan" {
		t.Errorf("a handler reads %q", w.Body)
	}
}

func TestPreferencesAreReadBackOverHTTPAndHTTPS(t *testing.T) {
	t.Parallel()
	for _, scheme := range []string{"http", "https"} {
		e := server(t, func(s *web.Server) { s.PublicURL = &url.URL{Scheme: scheme, Host: "apps.example"} })
		kept := send(t, e, http.MethodGet, "/preference?q=blue", "").Result().Cookies()[0]
		if got := send(t, e, http.MethodGet, "/preference", "", "Cookie", kept.Name+"="+kept.Value).Body.String(); got != "blue" {
			t.Errorf("over %s the cookie %s is read as %q", scheme, kept.Name, got)
		}
	}
}

func TestWritesFromOtherSitesAreRefused(t *testing.T) {
	t.Parallel()
	e := server(t, func(s *web.Server) { s.PublicURL = &url.URL{Scheme: "https", Host: "apps.example"} })
	for _, c := range []struct {
		name    string
		headers []string
		want    int
	}{
		{"the site itself", []string{"Sec-Fetch-Site", "same-origin"}, http.StatusSeeOther},
		{"typed by hand", []string{"Sec-Fetch-Site", "none"}, http.StatusSeeOther},
		{"no browser", nil, http.StatusSeeOther},
		{"the public address", []string{"Origin", "https://apps.example"}, http.StatusSeeOther},
		{"another site", []string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
		{"a neighbor", []string{"Sec-Fetch-Site", "same-site"}, http.StatusForbidden},
		{"another origin", []string{"Origin", "https://evil.example"}, http.StatusForbidden},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := send(t, e, http.MethodPost, "/form", "a=b", c.headers...).Code; got != c.want {
				t.Errorf("status %d, want %d", got, c.want)
			}
		})
	}
}

func TestFailuresShowNoInsides(t *testing.T) {
	t.Parallel()
	e := server(t, nil)
	for _, path := range []string{"/panic", "/secret"} {
		w := send(t, e, http.MethodGet, path, "")
		if w.Code != http.StatusInternalServerError {
			t.Errorf("%s: status %d", path, w.Code)
		}
		for _, inside := range []string{"hunter2", "broken", "goroutine"} {
			if strings.Contains(w.Body.String(), inside) {
				t.Errorf("%s shows %q", path, inside)
			}
		}
		if id := w.Header().Get("X-Request-Id"); !strings.Contains(w.Body.String(), id) {
			t.Errorf("%s does not show the number it was logged under", path)
		}
	}
}

func TestAFailureOfTheCompanyPortalLeadsNowhereElse(t *testing.T) {
	t.Parallel()
	w := send(t, server(t, nil), http.MethodGet, link.Company()+"/panic", "")
	doc, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil || w.Code != http.StatusInternalServerError {
		t.Fatal(w.Code, err)
	}
	for _, a := range doc.Find("main a").EachIter() {
		if href := a.AttrOr("href", ""); href != link.Company() {
			t.Errorf("%q leads to %s", a.Text(), href)
		}
	}
}

func TestTheHeadingOfARefusalIsItsReason(t *testing.T) {
	t.Parallel()
	e := server(t, nil)
	w := send(t, e, http.MethodGet, "/no-file", "")
	doc, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil || w.Code != http.StatusUnprocessableEntity {
		t.Fatal(w.Code, err)
	}
	if h := doc.Find("h1").Text(); h != "No file chosen" {
		t.Errorf("the heading is %q", h)
	}
}

func TestUnknownPageIsAProblemPage(t *testing.T) {
	t.Parallel()
	w := send(t, server(t, nil), http.MethodGet, "/nowhere", "")
	if w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "This page does not exist") {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
}

func TestHugeFormIsRefused(t *testing.T) {
	t.Parallel()
	w := send(t, server(t, nil), http.MethodPost, "/form", "a="+strings.Repeat("b", 5<<20))
	if w.Code != http.StatusRequestEntityTooLarge || !strings.Contains(w.Body.String(), "larger than 4 MB") {
		t.Errorf("status %d", w.Code)
	}
}

func TestNobodyIsSentToSignIn(t *testing.T) {
	t.Parallel()
	e := server(t, nil)
	w := send(t, e, http.MethodGet, "/guarded?a=b", "")
	if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != "/sign-in?return=%2Fguarded%3Fa%3Db" {
		t.Errorf("a page: %d to %q", w.Code, got)
	}
	w = send(t, e, http.MethodGet, "/guarded", "", "HX-Request", "true")
	if w.Code != http.StatusNoContent || w.Header().Get("HX-Redirect") == "" {
		t.Errorf("a part of a page: %d", w.Code)
	}
	w = send(t, e, http.MethodPost, "/guarded", "a=b", "Cookie", "appdepot_session=made-up")
	if w.Code != http.StatusSeeOther {
		t.Errorf("a form with a made-up session: %d", w.Code)
	}
}

func TestForwardedAddressCountsOnlyFromTrustedProxies(t *testing.T) {
	t.Parallel()
	forged := []string{"X-Forwarded-For", "203.0.113.9"} // httptest's own address is 192.0.2.1
	if got := send(t, server(t, nil), http.MethodGet, "/address", "", forged...).Body.String(); got != "192.0.2.1" {
		t.Errorf("without a proxy the address is %s", got)
	}
	behind := server(t, func(s *web.Server) { s.Proxies = []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")} })
	if got := send(t, behind, http.MethodGet, "/address", "", forged...).Body.String(); got != "203.0.113.9" {
		t.Errorf("behind a trusted proxy the address is %s", got)
	}
}

func TestMonitorsMayAskForTheHeadOnly(t *testing.T) {
	t.Parallel()
	e := server(t, nil)
	if got := send(t, e, http.MethodHead, "/address", "").Code; got != http.StatusOK {
		t.Errorf("a public page: %d", got)
	}
	if got := send(t, e, http.MethodHead, "/guarded", "").Code; got != http.StatusSeeOther {
		t.Errorf("a guarded page for nobody: %d", got)
	}
}

func TestLocal(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"/apps?q=a": true, "/": true, "//evil.example": false, "https://evil.example": false, `/\evil.example`: false,
		"": false, "javascript:alert(1)": false, "/a\nb": false, "/\t/evil.example": false,
		"/apps?q=50%25+more&sort=-name#list": true, "/apps?q=%C3%A9%2F%2F": true, "/company/apps/x": true,
		"/\x00": false, "/a\x7f": false, "/a\u0085b": false, "/a\u202eb": false, "/a\u200bb": false, "///evil.example": false, `/a\b`: false, "\\\\evil.example": false,
		"/%2Fevil.example": false, "/%2f%2fevil.example": false, "/%5Cevil.example": false, "/%5c/evil.example": false, "/%09/evil.example": false, "/a%0d%0aSet-Cookie:x": false,
		"/a%00": false, "/a%E2%80%AEb": false, "/%zz": false, "/a%ff": false, " /apps": false, "\t/apps": false, "https:/evil.example": false, "//evil.example\\@x": false,
	} {
		if got := web.Local(address, "/home") == address; got != want {
			t.Errorf("%q stays here: %t, want %t", address, got, want)
		}
	}
}

func TestEveryKindHasAStatus(t *testing.T) {
	t.Parallel()
	for kind := models.KindInternal; kind <= models.KindTimeout; kind++ {
		if status := web.Status(&models.Error{Kind: kind}); status < 400 {
			t.Errorf("kind %d is answered with %d", kind, status)
		}
	}
	if status := web.Status(errors.New("any")); status != http.StatusInternalServerError {
		t.Errorf("an error that is not ours: %d", status)
	}
}
