package web

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/field"
	"appdepot/views/link"
)

// Group adds the routes of one surface. Each names the action that guards it: the door refuses roles that may never do
// it, the verb behind decides about the thing itself.
type Group struct {
	server  *Server
	echo    *echo.Echo
	surface access.Action
}

// Group starts a surface that only people who may do the given action come into; empty for surfaces open to everyone.
func (s *Server) Group(e *echo.Echo, surface access.Action) *Group { return &Group{s, e, surface} }

const (
	formLimit = 4 << 20 // bytes of a form, a logo included
	noLimit   = -1      // the handler limits the body itself
)

// GET adds a page.
func (g *Group) GET(path string, a access.Action, h echo.HandlerFunc) {
	g.add(http.MethodGet, path, a, h, formLimit)
}

// POST adds what a form does.
func (g *Group) POST(path string, a access.Action, h echo.HandlerFunc) {
	g.add(http.MethodPost, path, a, h, formLimit)
}

// Upload adds a route that takes a body of any size; the handler sets the limit.
func (g *Group) Upload(method, path string, a access.Action, h echo.HandlerFunc) {
	g.add(method, path, a, h, noLimit)
}

// Public adds a route that nobody has to sign in for.
func (g *Group) Public(method, path string, h echo.HandlerFunc) {
	g.server.routes = append(g.server.routes, Route{method, path, "public"})
	g.serve(method, path, limitBody(h, formLimit))
}

// serve answers HEAD where there is a GET, as monitors and load balancers ask.
func (g *Group) serve(method, path string, h echo.HandlerFunc) {
	g.echo.Add(method, path, h)
	if method == http.MethodGet {
		g.echo.HEAD(path, h)
	}
}

// Device adds a route that a device's own token guards. The handler limits the body.
func (g *Group) Device(method, path string, h echo.HandlerFunc) {
	g.server.routes = append(g.server.routes, Route{method, path, "device"})
	g.echo.Add(method, path, h)
}

// NotFound adds what answers below a path where there is nothing.
func (g *Group) NotFound(path string, h echo.HandlerFunc) { g.echo.RouteNotFound(path, h) }

func (g *Group) add(method, path string, a access.Action, h echo.HandlerFunc, limit int64) {
	g.server.routes = append(g.server.routes, Route{method, path, string(a)})
	h = limitBody(h, limit)
	g.serve(method, path, func(c echo.Context) error {
		actor := Actor(c)
		if actor.UserID == "" && method == http.MethodGet {
			return Redirect(c, link.Query(link.SignIn(), "return", c.Request().URL.RequestURI()))
		}
		for _, needed := range []access.Action{g.surface, a} {
			if needed != "" && !Rights(c).CanOwn(needed) {
				return access.May(actor, needed, access.Object{OwnerID: actor.UserID}) // which names the permission that is missing
			}
		}
		if User(c).MustChangePassword && path != link.AccountPassword() {
			return firstChoosePassword(c)
		}
		return h(c)
	})
}

// firstChoosePassword leads people whose password somebody else typed to where they choose one, before anything else.
func firstChoosePassword(c echo.Context) error {
	if wantsText(c.Request()) {
		return models.Forbidden("Choose your own password first. Open Appdepot and sign in.")
	}
	back := ""
	if c.Request().Method == http.MethodGet {
		back = c.Request().URL.RequestURI()
	}
	return Redirect(c, link.Query(link.AccountPassword(), "return", back))
}

// limitBody bounds what a handler can be made to read.
func limitBody(h echo.HandlerFunc, limit int64) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		c.Response().Header().Set("Cache-Control", "no-store")
		c.Response().Header().Add("Vary", "HX-Request, HX-Target")
		cleanQuery(c)
		if limit == noLimit {
			paceBody(c)
			return h(c)
		}
		r.Body = http.MaxBytesReader(c.Response(), r.Body, limit)
		if r.Method == http.MethodPost {
			if _, err := Form(c); err != nil { // here, because FormValue would take what did not arrive for empty
				return err
			}
		}
		return h(c)
	}
}

// cleanQuery takes out of an address's parameters what no text of ours holds: bytes that are no UTF-8 and zero, which a database refuses,
// and what nobody sees. Then a mangled address finds nothing instead of failing.
func cleanQuery(c echo.Context) {
	for _, values := range c.QueryParams() {
		for i, v := range values {
			values[i] = strings.ReplaceAll(field.Visible(strings.ToValidUTF8(v, "")), "\x00", "")
		}
	}
}
