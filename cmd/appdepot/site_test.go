package main

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"appdepot/cmd/appdepot/demo"
	"appdepot/handlers"
	"appdepot/handlers/browsertest"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/blob"
	"appdepot/models/catalog"
	"appdepot/models/installer"
	"appdepot/models/jobs"
	"appdepot/models/store"
	"appdepot/models/store/people"
)

// TestMain lets this program be the child that reads packages, and the server itself.
func TestMain(m *testing.M) {
	installer.ServeChild()
	if os.Getenv(serving) != "" {
		main()
		return
	}
	browsertest.Main(m)
}

const password = "a password for tests"

// site is a server in this process.
type site struct {
	*store.Store
	t      *testing.T
	server *web.Server
	people map[models.Role]models.User
	url    string
}

// demoSite has the demo organization, of whom the demo tells by name.
func demoSite(t *testing.T) *site {
	t.Helper()
	folder := t.TempDir()
	layDemo(t, folder)
	return demoSiteIn(t, folder)
}

// demoSiteIn has the demo organization of a folder, all of it when the folder is empty.
func demoSiteIn(t *testing.T, folder string) *site {
	t.Helper()
	s := &site{t: t, people: map[models.Role]models.User{}}
	o := s.options(folder)
	filled, err := demo.Demo{Store: o, Devices: filepath.Join(folder, demo.DevicesFile), Password: password}.Prepare(t.Context())
	s.must(err)
	for _, u := range filled.People {
		s.people[u.Role] = u
	}
	s.open(o)
	return s
}

// emptySite has nobody yet.
func emptySite(t *testing.T) *site {
	t.Helper()
	s := &site{t: t, people: map[models.Role]models.User{}}
	s.open(s.options(t.TempDir()))
	return s
}

// options are those of a store in a folder.
func (s *site) options(folder string) store.Options {
	s.t.Helper()
	packages, err := blob.Open(s.t.Context(), filepath.Join(folder, "packages"))
	s.must(err)
	s.t.Cleanup(func() { s.must(packages.Close()) })
	return store.Options{
		Database: filepath.Join(folder, "appdepot.db"), Packages: packages,
		Password: &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}, // fast, for tests alone
	}
}

// open lets the server run.
func (s *site) open(o store.Options) {
	t := s.t
	t.Helper()
	var err error
	s.Store, err = store.Open(t.Context(), o)
	s.must(err)
	log := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	s.server = &web.Server{Store: s.Store, Log: log, Now: time.Now}
	s.server.Connect(catalog.StarterOnly(s.CatalogSettings))
	stop, err := jobs.Start(t.Context(), s.Store, jobs.Services{Enterprise: s.server.Enterprise, Play: s.server.Play})
	s.must(err)
	running := httptest.NewServer(handlers.New(s.server))
	t.Cleanup(func() {
		running.Close()
		wait, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), 10*time.Second)
		defer cancel()
		s.must(stop(wait))
		s.must(s.Close())
	})
	s.url = running.URL
}

func (s *site) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// cookie is the session of a fresh sign-in.
func (s *site) cookie(role models.Role) string {
	s.t.Helper()
	in, err := s.SignIn(s.t.Context(), s.people[role].Email, password, people.Visitor{Address: "127.0.0.1", Agent: "test"})
	s.must(err)
	return in.Cookie
}
