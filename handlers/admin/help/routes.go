package help

import (
	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/store"
)

// appTypes is the help on the types of app.
type appTypes struct{ store *store.Store }

// codes is the help on error codes.
type codes struct{}

// Routes adds the pages of this area.
func Routes(g *web.Group, s *store.Store) {
	g.GET("/help/app-types", access.ReadApps, appTypes{s}.list)
	g.GET("/help/codes/:code", access.ReadApps, codes{}.show)
}
