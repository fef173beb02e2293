package main

import (
	"context"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"appdepot/models/blob"
	"appdepot/models/store"
	"appdepot/models/store/pgtest"
	"appdepot/models/store/storetest"
)

// A Postgres that crashes again and again under two replicas takes nothing back that they acknowledged; they answer meanwhile, and go on by
// themselves when it is there again.
func TestSoakPostgresRestarts(t *testing.T) {
	t.Parallel()
	postgres, folder := pgtest.NewServer(t), t.TempDir()
	packages, key := filepath.Join(folder, "packages"), filepath.Join(folder, "secret.key")
	found(t, store.Options{Database: postgres.URL(), SecretKey: key})
	replica := func() *process {
		return start(t, []string{"DATABASE_URL=" + postgres.URL()},
			"--data", t.TempDir(), "--packages-url", packages, "--secret-key-url", key, "--listen", "127.0.0.1:0")
	}
	one, two := replica(), replica()
	bucket, err := blob.Open(t.Context(), packages)
	if err != nil {
		t.Fatal(err)
	}
	defer bucket.Close()
	open := func() *store.Store { // anew after each crash: connections of before are gone
		s, err := store.Open(t.Context(), store.Options{Database: postgres.URL(), SecretKey: key, Packages: bucket})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := open()
	l := newLoad(t, s, one.URL, two.URL)
	s.Close()
	crashes, slowest := 0, time.Duration(0)
	for crashes = range storetest.Rounds(2, 25) {
		work, end := context.WithTimeout(t.Context(), time.Second)
		time.AfterFunc(500*time.Millisecond, postgres.Crash)
		l.run(work)
		end()
		for _, server := range l.servers {
			answer, err := http.Get(server + "/healthz")
			if err != nil || answer.StatusCode != http.StatusOK {
				t.Fatalf("without its database a replica ends: %v, %v", answer, err)
			}
		}
		postgres.Start()
		begun := time.Now()
		s := open()
		l.goOn(s, begun)
		slowest = max(slowest, time.Since(begun))
		s.Close()
	}
	t.Logf("crashed %d times; %s; both replicas went on %s after it was there again at most", crashes, l.figures(), slowest.Round(time.Millisecond))
}

// goOn waits until every replica takes edits again.
func (l *load) goOn(s *store.Store, begun time.Time) {
	l.t.Helper()
	for i, server := range l.servers {
		e := l.editors[i]
		again := time.NewTicker(20 * time.Millisecond)
		defer again.Stop()
		for l.verify(s); l.edit(e, server) != nil; l.verify(s) {
			if <-again.C; time.Since(begun) > time.Minute {
				l.t.Fatalf("a minute after the database came back, %s takes no edit", server)
			}
		}
	}
}
