package admin

import (
	"appdepot/handlers/admin/add"
	"appdepot/handlers/admin/apps"
	"appdepot/handlers/admin/audit"
	"appdepot/handlers/admin/connectors"
	"appdepot/handlers/admin/devices"
	"appdepot/handlers/admin/help"
	"appdepot/handlers/admin/monitor"
	"appdepot/handlers/admin/people"
	"appdepot/handlers/admin/settings"
	"appdepot/handlers/admin/targets"
	"appdepot/handlers/admin/uploads"
	"appdepot/handlers/web"
	"appdepot/models/store"
)

// Routes adds every page of the admin portal.
func Routes(g *web.Group, s *store.Store) {
	add.Routes(g, s, targets.Editors(s))
	apps.Routes(g, s)
	audit.Routes(g, s)
	connectors.Routes(g, s)
	devices.Routes(g, s)
	help.Routes(g, s)
	monitor.Routes(g, s)
	people.Routes(g, s)
	settings.Routes(g, s)
	targets.Routes(g, s)
	uploads.Routes(g, s)
}

// Images adds the pictures of apps, which everybody who is signed in may see.
func Images(g *web.Group, s *store.Store) { apps.Images(g, s) }
