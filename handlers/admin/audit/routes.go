package audit

import (
	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/store"
)

// events is the audit log.
type events struct{ store *store.Store }

// Routes adds the pages of this area.
func Routes(g *web.Group, s *store.Store) {
	e := events{s}
	g.GET("/audit", access.ReadAudit, e.list)
	g.GET("/audit.csv", access.ReadAudit, e.list)
}
