package admin

import (
	"appdepot/handlers/web"
	"appdepot/models/access"
)

// appRoutes are the pages of apps that exist, of their categories, and the dashboard.
func (p portal) appRoutes(g *web.Group) {
	g.GET("/apps", access.ReadApps, p.apps)
}
