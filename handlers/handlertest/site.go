package handlertest

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"testing"
	"time"

	"appdepot/handlers"
	"appdepot/handlers/web"
	"appdepot/handlers/web/webtest"
	"appdepot/models"
	"appdepot/models/catalog"
	"appdepot/models/connect/enterprise"
	"appdepot/models/jobs"
	"appdepot/models/store/storetest"
)

// Site is a running server with its store, background work included.
type Site struct {
	storetest.Fixture
	Server   *web.Server
	Catalogs *catalog.Catalogs // that it reaches services through; see Connect
	URL      string            // of the running server
	t        testing.TB
}

// New starts a server on a fresh SQLite store.
func New(t testing.TB) *Site {
	t.Helper()
	f := storetest.New(t)
	server := &web.Server{Store: f.Store, Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Now: f.Clock.Now}
	inside := catalog.StarterOnly(f.CatalogSettings)
	server.Connect(inside)
	stop, err := jobs.Start(t.Context(), f.Store, jobs.Services{Enterprise: server.Enterprise, Play: server.Play})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), 10*time.Second)
		defer cancel()
		if err := stop(ctx); err != nil {
			t.Error(err)
		}
	})
	running := httptest.NewServer(handlers.New(server))
	t.Cleanup(running.Close)
	return &Site{f, server, inside, running.URL, t}
}

// As opens a browser and signs in as a user of the role, made the first time it is asked for.
func (s *Site) As(role models.Role) *webtest.Browser {
	s.t.Helper()
	u := s.Person(s.t, role)
	b := webtest.At(s.t, s.URL)
	b.Visit("/sign-in")
	b.Fill("Email", u.Email)
	b.Fill("Password", storetest.Password)
	b.Press("Sign in")
	return b
}

// Connect has the server and its jobs reach services through these catalogs.
func (s *Site) Connect(c *catalog.Catalogs) {
	e, p := s.Server.Enterprise, s.Server.Play // which the jobs know
	s.Catalogs = c
	s.Server.Connect(c)
	*e, *p = *s.Server.Enterprise, *s.Server.Play
	s.Server.Enterprise, s.Server.Play = e, p
}

// ConnectEnterprise has the server and its jobs use another Enterprise App Catalog.
func (s *Site) ConnectEnterprise(c enterprise.Catalog) {
	*s.Server.Enterprise = *enterprise.New(s.Store, c, s.Server.Log)
}
