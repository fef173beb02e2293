package add

import (
	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/store"
)

// A type per resource; its methods are the handlers.
type (
	drafts        struct{ store *store.Store }
	draftPackages struct{ store *store.Store }
	// steps are the steps of a draft in the wizard. Assignments and relations have editors of their own.
	steps struct {
		store   *store.Store
		editors kit.Editors
	}
)

// Routes adds the pages on which apps are added. The editors are those of a draft's assignments and relations.
func Routes(g *web.Group, s *store.Store, editors kit.Editors) {
	d := drafts{s}
	g.GET("/apps/new", access.ManageDrafts, d.new)
	g.POST("/apps/new", access.ManageDrafts, d.create)
	g.GET("/drafts", access.ManageDrafts, d.list)
	g.GET("/drafts/discard", access.ManageDrafts, d.confirmDiscardSeveral)
	g.POST("/drafts/discard", access.ManageDrafts, d.discardSeveral)
	g.GET("/drafts/:id", access.ManageDrafts, d.show)
	g.GET("/drafts/:id/discard", access.ManageDrafts, d.confirmDiscard)
	g.POST("/drafts/:id/discard", access.ManageDrafts, d.discard)

	w := steps{s, editors}
	g.GET("/drafts/:id/steps/:step", access.ManageDrafts, w.show)
	g.POST("/drafts/:id/steps/:step", access.ManageDrafts, w.update)
	g.POST("/drafts/:id/package/removal", access.ManageDrafts, draftPackages{s}.delete)
	editors.AssignRoutes(g, "/drafts/:id/assignments", access.ManageDrafts, w.assignments)
	editors.RelateRoutes(g, "/drafts/:id/relations", access.ManageDrafts, w.relations)
}
