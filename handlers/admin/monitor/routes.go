package monitor

import (
	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/store"
)

// A type per resource; its methods are the handlers.
type (
	dashboard    struct{ store *store.Store }
	deviceStatus struct{ store *store.Store }
	userStatus   struct{ store *store.Store }
)

// Routes adds the pages of this area.
func Routes(g *web.Group, s *store.Store) {
	g.GET("/", access.UseAdminPortal, dashboard{s}.show)

	d := deviceStatus{s}
	g.GET("/apps/:id/device-status", access.ReadApps, d.list)
	g.GET("/apps/:id/device-status.csv", access.ReadApps, d.list)

	u := userStatus{s}
	g.GET("/apps/:id/user-status", access.ReadApps, u.list)
	g.GET("/apps/:id/user-status.csv", access.ReadApps, u.list)
}
