package devices

import (
	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/store"
)

// A type per resource; its methods are the handlers.
type (
	devices struct{ store *store.Store }
	tokens  struct{ store *store.Store }
)

// Routes adds the pages of this area.
func Routes(g *web.Group, s *store.Store) {
	d := devices{s}
	g.GET("/devices", access.ReadDevices, d.list)
	g.GET("/devices.csv", access.ReadDevices, d.list)
	g.GET("/devices/:id", access.ReadDevices, d.show)
	g.GET("/devices/:id/details", access.ReadDevices, d.details)
	g.GET("/devices/:id/groups", access.ReadDevices, d.groups)
	g.GET("/devices/:id/activity", access.ReadDevices, d.activity)
	g.GET("/devices/:id/edit", access.ManageDevices, d.edit)
	g.POST("/devices/:id/edit", access.ManageDevices, d.update)
	g.GET("/devices/:id/retire", access.RetireDevices, d.confirmRetire)
	g.POST("/devices/:id/retire", access.RetireDevices, d.retire)
	g.GET("/devices/:id/delete", access.RetireDevices, d.confirmDelete)
	g.POST("/devices/:id/delete", access.RetireDevices, d.delete)

	t := tokens{s}
	g.GET("/enrollment-tokens", access.EnrollDevices, t.list)
	g.GET("/enrollment-tokens.csv", access.EnrollDevices, t.list)
	g.POST("/enrollment-tokens", access.EnrollDevices, t.create)
	g.GET("/enrollment-tokens/new", access.EnrollDevices, t.new)
	g.POST("/enrollment-tokens/:id/revoke", access.EnrollDevices, t.revoke)
}
