package add

import (
	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/store"
)

// portal holds what the handlers need.
type portal struct {
	store   *store.Store
	editors kit.Editors
}

// Routes adds the pages on which apps are added. The editors are those of a draft's assignments and relations.
func Routes(g *web.Group, s *store.Store, editors kit.Editors) {
	p := portal{s, editors}
	g.GET("/apps/new", access.ManageDrafts, p.selectAppType)
	g.POST("/apps/new", access.ManageDrafts, p.addDraft)

	g.GET("/drafts", access.ManageDrafts, p.drafts)
	g.GET("/drafts/:id", access.ManageDrafts, p.draft)
	g.GET("/drafts/:id/discard", access.ManageDrafts, p.askDiscard)
	g.POST("/drafts/:id/discard", access.ManageDrafts, p.discard)
	g.GET("/drafts/:id/steps/:step", access.ManageDrafts, p.step)
	g.POST("/drafts/:id/steps/:step", access.ManageDrafts, p.saveStep)
	g.POST("/drafts/:id/package/removal", access.ManageDrafts, p.removeDraftFile)
	p.editors.AssignRoutes(g, "/drafts/:id/assignments", access.ManageDrafts, p.draftAssigning)
	p.editors.RelateRoutes(g, "/drafts/:id/relations", access.ManageDrafts, p.draftRelating)
}
