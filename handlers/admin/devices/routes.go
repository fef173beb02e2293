package devices

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
	g.GET("/devices", access.ReadDevices, p.devices)
	g.GET("/devices/:id", access.ReadDevices, p.device)
	g.GET("/devices/:id/edit", access.ManageDevices, p.askDevice)
	g.POST("/devices/:id/edit", access.ManageDevices, p.editDevice)
	g.GET("/devices/:id/retire", access.RetireDevices, p.askRetireDevice)
	g.POST("/devices/:id/retire", access.RetireDevices, p.retireDevice)
	g.GET("/devices/:id/delete", access.RetireDevices, p.askDeleteDevice)
	g.POST("/devices/:id/delete", access.RetireDevices, p.deleteDevice)

	g.GET("/enrolment-tokens", access.EnrolDevices, p.tokens)
	g.POST("/enrolment-tokens", access.EnrolDevices, p.addToken)
	g.GET("/enrolment-tokens/new", access.EnrolDevices, p.newToken)
	g.POST("/enrolment-tokens/:id/revoke", access.EnrolDevices, p.revokeToken)
}
