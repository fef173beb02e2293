// Package company is the Company Portal, where people find and install the apps of their own devices.
package company

import (
	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/store"
)

// portal holds what the handlers need.
type portal struct {
	store *store.Store
}

// Routes adds every page of the Company Portal.
func Routes(g *web.Group, s *store.Store) {
	p := portal{s}
	g.GET("/company", access.UsePortal, p.home)
	g.GET("/company/apps", access.UsePortal, p.apps)
	g.GET("/company/apps/:id", access.UsePortal, p.app)
	g.GET("/company/apps/:id/uninstall", access.AskForApps, p.askUninstall)
	g.POST("/company/apps/:id/requests", access.AskForApps, p.request)
	g.GET("/company/installed", access.UsePortal, p.installed)
	g.GET("/company/devices", access.UsePortal, p.devices)
	g.GET("/company/devices/new", access.AddDevices, p.newDevice)
	g.POST("/company/devices", access.AddDevices, p.addDevice)
	g.GET("/company/devices/:id/retire", access.RetireDevices, p.askRetire)
	g.POST("/company/devices/:id/retire", access.RetireDevices, p.retire)
	g.POST("/company/enrolment", access.EnrolDevices, p.enrol)
}
