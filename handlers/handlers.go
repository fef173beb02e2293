package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin"
	"appdepot/handlers/auth"
	"appdepot/handlers/company"
	"appdepot/handlers/device"
	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/catalog"
	"appdepot/static"
)

// New builds the server's handler.
func New(s *web.Server) http.Handler {
	if s.Lookup == nil {
		s.Connect(catalog.StarterOnly(s.Store.CatalogSettings)) // nothing is looked up outside this server
	}
	e := s.Echo()
	open := s.Group(e, "")
	open.Public(http.MethodGet, static.Prefix+"*", echo.WrapHandler(static.Handler()))
	open.Public(http.MethodGet, "/healthz", healthy)
	open.Public(http.MethodGet, "/readyz", ready(s))
	wellKnown(open, s)
	auth.Routes(s.Group(e, ""), s.Store)
	admin.Routes(s.Group(e, access.UseAdminPortal), s.Store)
	admin.Images(s.Group(e, ""), s.Store)
	company.Routes(s.Group(e, access.UsePortal), s.Store)
	device.Routes(s.Group(e, ""), s.Store, s.Log)
	return e
}

// healthy says that the process runs.
func healthy(c echo.Context) error { return c.String(http.StatusOK, "ok\n") }

// ready says that the database can be written too.
func ready(s *web.Server) echo.HandlerFunc {
	return func(c echo.Context) error {
		if err := s.Store.Ready(c.Request().Context()); err != nil {
			s.Log.Warn("not ready", "error", err)
			return c.String(http.StatusServiceUnavailable, "the database cannot be written\n")
		}
		return c.String(http.StatusOK, "ready\n")
	}
}
