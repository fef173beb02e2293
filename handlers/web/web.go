package web

import (
	"log/slog"
	"net/netip"
	"net/url"
	"time"

	"github.com/gorilla/sessions"
	"github.com/labstack/echo/v4"

	"appdepot/models/catalog"
	"appdepot/models/connect/enterprise"
	"appdepot/models/connect/lookup"
	"appdepot/models/connect/play"
	"appdepot/models/store"
)

// Server is what handlers share.
type Server struct {
	Store     *store.Store
	Log       *slog.Logger
	PublicURL *url.URL       // how people reach this server; nil means as they typed it
	Proxies   []netip.Prefix // proxies whose X-Forwarded-For header is believed
	Now       func() time.Time

	MetricsToken    string    // whoever sends it may read /metrics on the public address; with none, nobody
	SecurityContact string    // URI for who finds a weakness, told in security.txt; empty when there is none
	Deadlines       Deadlines // how long senders and receivers may take; zero means as long as usual

	Lookup     *lookup.Lookup         // the catalogs that apps are looked up in; see Connect
	Play       *play.Play             // managed Google Play
	Enterprise *enterprise.Enterprise // the Enterprise App Catalog

	sessions sessions.Store
	routes   []Route
}

// Connect has handlers reach services through these catalogs.
func (s *Server) Connect(c *catalog.Catalogs) {
	s.Lookup, s.Play, s.Enterprise = lookup.New(s.Store, c, s.Log), play.New(s.Store, play.Of(c), s.Log), enterprise.New(s.Store, c, s.Log)
}

// Echo makes the router with the middleware every request goes through, in order: request id, deadlines, recovery, log, security
// headers, refusal of cross-site writes, session and actor, language. The size of a body is limited route by route.
func (s *Server) Echo() *echo.Echo {
	if s.Now == nil {
		s.Now = time.Now
	}
	s.sessions = &sessionStore{s}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = s.ipExtractor()
	e.HTTPErrorHandler = s.handleError
	e.Use(requestID, s.deadlines, recoverPanics(), s.logRequests(), secureHeaders(), s.isolationHeaders, s.sameOrigin(), s.loadSession)
	return e
}

// Route is one guarded route, for the list that tests walk.
type Route struct {
	Method, Path string
	Guard        string // the access.Action, or "public" or "device"
}

// Routes lists every route of every surface, in the order they were added.
func (s *Server) Routes() []Route { return s.routes }
