package admin

import (
	"appdepot/handlers/web"
	"appdepot/models/access"
)

// appRoutes are the pages of apps that exist, of their categories, and the dashboard.
func (p portal) appRoutes(g *web.Group) {
	g.GET("/apps", access.ReadApps, p.apps)
	g.GET("/apps/:id", access.ReadApps, p.app)
	g.GET("/apps/:id/device-status", access.ReadApps, p.appDevices)
	g.GET("/apps/:id/device-status.csv", access.ReadApps, p.appDevicesCSV)
	g.GET("/apps/:id/user-status", access.ReadApps, p.appUsers)
	g.GET("/apps/:id/user-status.csv", access.ReadApps, p.appUsersCSV)
}
