package admintest

import (
	"io"
	"log/slog"
	"net/http"
	"testing"
	"time"

	"appdepot/handlers"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/store/people"
	"appdepot/models/store/storetest"
)

// RequestsPerTurn is how many requests of one kind follow each other.
const RequestsPerTurn = 20

// TimeRequests is the time of a turn.
func TimeRequests(b *testing.B, address string, cookie *http.Cookie) time.Duration {
	b.Helper()
	began := time.Now()
	for range RequestsPerTurn {
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
	Handler http.Handler
	Cookie  *http.Cookie
}

// SignedIn is the whole server with the session of an administrator.
func SignedIn(t testing.TB, f storetest.Fixture) session {
	t.Helper()
	f.Person(t, models.Administrator)
	in, err := f.SignIn(t.Context(), storetest.Email(models.Administrator), storetest.Password, people.Visitor{Address: "192.0.2.1", Agent: "benchmark"})
	if err != nil {
		t.Fatal(err)
	}
	server := &web.Server{Store: f.Store, Log: slog.New(slog.DiscardHandler), Now: f.Clock.Now}
	return session{handlers.New(server), &http.Cookie{Name: "appdepot_session", Value: in.Cookie}}
}
