package targets

import (
	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/store"
)

// portal holds what the handlers need.
type portal struct {
	store *store.Store
}

// Editors edit assignments and relations wherever they are kept.
func Editors(s *store.Store) kit.Editors { return portal{s} }

// Routes adds the pages of this area.
func Routes(g *web.Group, s *store.Store) {
	p := portal{s}
	g.GET("/apps/:id/assignments", access.ReadApps, p.assignments)
	g.POST("/apps/:id/assignments", access.AssignApps, p.saveAssignments)
	p.AssignRoutes(g, "/apps/:id/assignments", access.AssignApps, p.appAssigning)

	g.GET("/assignment-edits", access.AssignApps, p.edits)
	g.POST("/assignment-edits", access.AssignApps, p.createEdit)
	g.GET("/assignment-edits/new", access.AssignApps, p.newEdit)
	g.GET("/assignment-edits/:id", access.AssignApps, p.showEdit)
	g.POST("/assignment-edits/:id", access.AssignApps, p.saveEdit)
	g.POST("/assignment-edits/:id/reapply", access.AssignApps, p.reapplyEdit)
	g.POST("/assignment-edits/:id/take-over", access.AssignApps, p.takeOverEdit)
	g.POST("/assignment-edits/:id/discard", access.AssignApps, p.discardEdit)
	p.AssignRoutes(g, "/assignment-edits/:id", access.AssignApps, p.editAssigning)

	g.GET("/devices/:id/apps/:app", access.ReadDevices, p.why)
	g.POST("/devices/:id/apps/:app/retry", access.RetryInstalls, p.retry)

	g.GET("/apps/:id/relationships", access.ReadApps, p.relationships)
	g.GET("/apps/:id/relations/:kind", access.RelateApps, p.relations)
	g.POST("/apps/:id/relations/:kind", access.RelateApps, p.relateApp)
	p.RelateRoutes(g, "/apps/:id/relations", access.RelateApps, p.appRelating)
}
