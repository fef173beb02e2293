// Package admin is the admin portal: a handler reads the request, calls one verb of the store and shows one page.
package admin

import (
	"appdepot/handlers/web"
	"appdepot/models/store"
)

// portal holds what the handlers need.
type portal struct {
	store *store.Store
}

// Routes adds every page of the admin portal.
func Routes(g *web.Group, s *store.Store) {
	p := portal{s}
	p.appRoutes(g)
	p.helpRoutes(g)
	p.draftRoutes(g)
	p.uploadRoutes(g)
	p.tusRoutes(g)
	p.arrivingRoutes(g)
	p.sortingRoutes(g)
	p.storageRoutes(g)
	p.assignmentRoutes(g)
	p.relationRoutes(g)
	p.userRoutes(g)
	p.groupRoutes(g)
	p.deviceRoutes(g)
	p.tokenRoutes(g)
	p.lookupRoutes(g)
	p.connectorRoutes(g)
	p.auditRoutes(g)
}
