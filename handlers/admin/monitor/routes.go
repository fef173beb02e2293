package monitor

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
	g.GET("/apps/:id/device-status", access.ReadApps, p.appDevices)
	g.GET("/apps/:id/device-status.csv", access.ReadApps, p.appDevicesCSV)
	g.GET("/apps/:id/user-status", access.ReadApps, p.appUsers)
	g.GET("/apps/:id/user-status.csv", access.ReadApps, p.appUsersCSV)

	g.GET("/", access.UseAdminPortal, p.dashboard)
}
