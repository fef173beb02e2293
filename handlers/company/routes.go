package company

import (
	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/store"
)

// A type per resource; its methods are the handlers.
type (
	home          struct{ store *store.Store }
	apps          struct{ store *store.Store }
	installedApps struct{ store *store.Store }
	devices       struct{ store *store.Store }
	tokens        struct{ devices }
)

// Routes adds every page of the Company Portal.
func Routes(g *web.Group, s *store.Store) {
	g.GET("/company", access.UsePortal, home{s}.show)

	a := apps{s}
	g.GET("/company/apps", access.UsePortal, a.list)
	g.GET("/company/apps/:id", access.UsePortal, a.show)
	g.GET("/company/apps/:id/uninstall", access.AskForApps, a.confirmUninstall)
	g.POST("/company/apps/:id/requests", access.AskForApps, a.request)
	g.GET("/company/installed", access.UsePortal, installedApps{s}.list)

	d := devices{s}
	g.GET("/company/devices", access.UsePortal, d.list)
	g.POST("/company/devices", access.AddDevices, d.create)
	g.GET("/company/devices/new", access.AddDevices, d.new)
	g.GET("/company/devices/:id/retire", access.RetireDevices, d.confirmRetire)
	g.POST("/company/devices/:id/retire", access.RetireDevices, d.retire)
	g.POST("/company/enrollment", access.EnrollDevices, tokens{d}.create)
}
