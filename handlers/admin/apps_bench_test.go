package admin_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"appdepot/handlers"
	"appdepot/handlers/handlertest"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/store/storetest"
)

// BenchmarkAllApps compares the page of all apps, with 10,000 apps and a signed-in session, with a bare Echo server that
// shows 50 apps of one GORM query through templ: handlertest.Bare. Both answer in the same process, without a network, and
// take turns; x-bare is the time of the one divided by that of the other.
func BenchmarkAllApps(b *testing.B) {
	f := storetest.New(b)
	f.FillApps(b, 10_000)
	page := signedIn(b, f)
	bare := handlertest.Bare(b, f)
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	for _, address := range []string{"/apps", "/apps?sort=-modified", "/apps?platform=android&assigned=yes", "/apps?q=logistics+42"} {
		b.Run(address, func(b *testing.B) {
			list := httptest.NewRequest(http.MethodGet, address, nil)
			list.AddCookie(page.cookie)
			var full, least time.Duration
			turns := 0
			for b.Loop() {
				turns++
				full += taken(b, page.handler, list)
				least += taken(b, bare, r)
			}
			b.ReportMetric(float64(full.Microseconds())/float64(turns*turn), "µs/page")
			b.ReportMetric(float64(least.Microseconds())/float64(turns*turn), "µs/bare")
			b.ReportMetric(float64(full)/float64(least), "x-bare")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// turn is how many requests of one kind follow each other.
const turn = 20

// taken is the time of a turn.
func taken(b *testing.B, h http.Handler, r *http.Request) time.Duration {
	b.Helper()
	began := time.Now()
	for range turn {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r.Clone(r.Context()))
		if w.Code != http.StatusOK {
			b.Fatalf("%s: %d", r.URL, w.Code)
		}
	}
	return time.Since(began)
}

type session struct {
	handler http.Handler
	cookie  *http.Cookie
}

// signedIn is the whole server with the session of an administrator.
func signedIn(t testing.TB, f storetest.Fixture) session {
	t.Helper()
	f.Person(t, models.Administrator)
	cookie, _, err := f.SignIn(t.Context(), storetest.Email(models.Administrator), storetest.Password, "192.0.2.1", "benchmark")
	if err != nil {
		t.Fatal(err)
	}
	server := &web.Server{Store: f.Store, Log: slog.New(slog.DiscardHandler), Now: f.Clock.Now}
	return session{handlers.New(server), &http.Cookie{Name: "appdepot_session", Value: cookie}}
}
