package admin_test

import (
	"io"
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
// shows 50 apps of one GORM query through templ: handlertest.Bare. The client reads both over
// loopback and they take turns; x-bare is the time of the one divided by that of the other.
func BenchmarkAllApps(b *testing.B) {
	f := storetest.New(b)
	f.FillApps(b, 10_000)
	page := signedIn(b, f)
	full, bare := httptest.NewServer(page.handler), httptest.NewServer(handlertest.Bare(b, f))
	defer full.Close()
	defer bare.Close()
	for _, address := range []string{"/apps", "/apps?sort=-modified", "/apps?platform=android&assigned=yes", "/apps?q=logistics+42"} {
		b.Run(address, func(b *testing.B) {
			var fullTime, bareTime time.Duration
			turns := 0
			for b.Loop() {
				turns++
				fullTime += taken(b, full.URL+address, page.cookie)
				bareTime += taken(b, bare.URL, page.cookie)
			}
			b.ReportMetric(float64(fullTime.Microseconds())/float64(turns*turn), "µs/page")
			b.ReportMetric(float64(bareTime.Microseconds())/float64(turns*turn), "µs/bare")
			b.ReportMetric(float64(fullTime)/float64(bareTime), "x-bare")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// turn is how many requests of one kind follow each other.
const turn = 20

// taken is the time of a turn.
func taken(b *testing.B, address string, cookie *http.Cookie) time.Duration {
	b.Helper()
	began := time.Now()
	for range turn {
		r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, address, nil)
		if err != nil {
			b.Fatal(err)
		}
		r.AddCookie(cookie)
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, res.Body); err != nil || res.StatusCode != http.StatusOK {
			b.Fatalf("%s: %d, %v", address, res.StatusCode, err)
		}
		res.Body.Close()
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
