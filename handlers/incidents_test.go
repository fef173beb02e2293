package handlers_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"appdepot/handlers"
	"appdepot/handlers/web"
	"appdepot/handlers/web/webtest"
	"appdepot/models"
	"appdepot/models/store"
	"appdepot/models/store/people"
	"appdepot/models/store/storetest"
)

// Whoever watches over a server reads of every refusal in the log or the audit log, and counts it.
func TestRefusalsAreToldAndCounted(t *testing.T) {
	f := storetest.New(t)
	var log webtest.Log
	o := f.Options
	o.Log = slog.New(slog.NewTextHandler(&log, nil))
	s, err := store.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	u := f.Person(t, models.PortalUser)
	in, err := s.SignIn(context.Background(), u.Email, storetest.Password, people.Visitor{})
	if err != nil {
		t.Fatal(err)
	}
	h := handlers.New(&web.Server{Store: s, Log: o.Log, Now: f.Clock.Now, MetricsToken: "token"})
	send := func(method, path, body string, headers ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
		for i := 0; i+1 < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	counted := func(kind string) int {
		m := regexp.MustCompile(`appdepot_security_incidents_total\{kind="` + kind + `"\} (\d+)`).
			FindStringSubmatch(send(http.MethodGet, "/metrics", "", "Authorization", "Bearer token").Body.String())
		if m == nil {
			t.Errorf("%s is not among the metrics", kind)
			return 0
		}
		n, _ := strconv.Atoi(m[1])
		return n
	}
	form := []string{"Content-Type", "application/x-www-form-urlencoded"}
	json := []string{"Content-Type", "application/json", "Authorization", "Bearer unknown"}
	for kind, c := range map[string]struct {
		do     func() *httptest.ResponseRecorder
		status int
		told   string
	}{
		"failed_sign_in": {func() *httptest.ResponseRecorder {
			return send(http.MethodPost, "/sign-in", "email=nobody@appdepot.example&password=secret-password", form...)
		}, http.StatusUnprocessableEntity, "account=unknown"},
		"forbidden": {func() *httptest.ResponseRecorder {
			return send(http.MethodGet, "/users", "", "Cookie", "appdepot_session="+in.Cookie)
		}, http.StatusForbidden, "path=/users address=192.0.2.1 user=" + string(u.ID) + " action=useAdminPortal"},
		"cross_site": {func() *httptest.ResponseRecorder {
			return send(http.MethodPost, "/users", "name=x", append(form, "Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example")...)
		}, http.StatusForbidden, "origin=https://evil.example"},
		"useless_enrollment_token": {func() *httptest.ResponseRecorder {
			return send(http.MethodPost, "/device/v1/enrollments",
				`{"enrollmentToken": "secret-token", "device": {"name": "PC", "platform": "windows", "osVersion": "10.0.26100"}}`, json...)
		}, http.StatusForbidden, "address=192.0.2.1"},
		"unknown_device_token": {func() *httptest.ResponseRecorder {
			return send(http.MethodPost, "/device/v1/checkins", `{"inventoryHash": "`+strings.Repeat("0", 64)+`"}`, json...)
		}, http.StatusUnauthorized, "address=192.0.2.1"},
	} {
		before := counted(kind)
		if w := c.do(); w.Code != c.status {
			t.Errorf("%s is answered with %d: %s", kind, w.Code, w.Body)
		}
		if after := counted(kind); after <= before {
			t.Errorf("%s is not counted", kind)
		}
		if line := fmt.Sprintf("level=WARN msg=incident kind=%s ", kind); !strings.Contains(log.String(), line) || !strings.Contains(log.String(), c.told) {
			t.Errorf("%s is not told with %s:\n%s", kind, c.told, log.String())
		}
	}
	if strings.Contains(log.String(), "secret-") || strings.Contains(log.String(), "nobody@") {
		t.Errorf("the log has what was typed:\n%s", log.String())
	}
	before := counted("locked_out")
	for range 10 {
		send(http.MethodPost, "/sign-in", "email="+u.Email+"&password=wrong", form...)
	}
	if counted("locked_out") <= before || !strings.Contains(log.String(), "kind=locked_out purpose=signIn counted_by=subject") {
		t.Errorf("a lock is not told or counted:\n%s", log.String())
	}
}
