package main

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"appdepot/models/blob"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// openFolder opens the store of a folder beside its server, or when that is gone.
func openFolder(t *testing.T, folder string) *store.Store {
	t.Helper()
	packages, err := blob.Open(t.Context(), filepath.Join(folder, "packages"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), store.Options{Database: filepath.Join(folder, "appdepot.db"), Packages: packages})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(); packages.Close() })
	return s
}

// A server that is killed again and again, at any moment of edits, check-ins and uploads, has everything that it acknowledged, every time.
func TestSoakKills(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	server := demoServer(t, folder, "--listen", "127.0.0.1:0")
	s := openFolder(t, folder)
	l := newLoad(t, s, server.URL)
	s.Close()
	listen, kills, slowest := strings.TrimPrefix(server.URL, "http://"), 0, time.Duration(0)
	for kills = range storetest.Rounds(4, 200) {
		ctx, end := context.WithCancel(t.Context())
		killed := time.AfterFunc(time.Duration(100+rand.IntN(500))*time.Millisecond, func() {
			server.kill()
			end()
		})
		l.run(ctx)
		killed.Stop()
		end()
		s := openFolder(t, folder)
		l.verify(s)
		s.Close()
		if t.Failed() {
			t.FailNow()
		}
		begun := time.Now()
		server = demoServer(t, folder, "--listen", listen)
		slowest = max(slowest, time.Since(begun))
	}
	server.kill()
	mustRun(t, []string{"whole", "all as they were uploaded"}, "check", "--data", folder)
	if l.finished == 0 || l.editors[0].acked == 0 || l.devices[0].acked == 0 {
		t.Errorf("something never came to its end: %s", l.figures())
	}
	t.Logf("killed %d times; %s; the slowest start took %s", kills, l.figures(), slowest.Round(time.Millisecond))
}
