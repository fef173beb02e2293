package help

import (
	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/store"
)

// portal holds what the handlers need.
type portal struct {
	store *store.Store
}

// Routes adds the pages of this area.
func Routes(g *web.Group, s *store.Store) {
	p := portal{s}
	g.GET("/help/app-types", access.ReadApps, p.appTypes)
}
