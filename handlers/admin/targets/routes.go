package targets

import (
	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/store"
)

// editors edit assignments and relations, whichever page they are on.
type editors struct{ store *store.Store }

// A type per resource; its methods are the handlers. Those of the editors are given the set that is being edited.
type (
	targets         struct{ editors }
	groupChoices    struct{ editors }
	relationChoices struct{ editors }
	assignments     struct{ editors }
	assignmentEdits struct{ editors }
	relationships   struct{ editors }
	relations       struct{ editors }
	deviceApps      struct{ store *store.Store }
)

// Editors edit assignments and relations wherever they are kept.
func Editors(s *store.Store) kit.Editors { return editors{s} }

// Routes adds the pages of this area.
func Routes(g *web.Group, s *store.Store) {
	ed := editors{s}

	a := assignments{ed}
	g.GET("/apps/:id/assignments", access.ReadApps, a.show)
	g.POST("/apps/:id/assignments", access.AssignApps, a.update)
	ed.AssignRoutes(g, "/apps/:id/assignments", access.AssignApps, a.set)

	e := assignmentEdits{ed}
	g.GET("/assignment-edits", access.AssignApps, e.list)
	g.POST("/assignment-edits", access.AssignApps, e.create)
	g.GET("/assignment-edits/new", access.AssignApps, e.new)
	g.GET("/assignment-edits/:id", access.AssignApps, e.show)
	g.POST("/assignment-edits/:id", access.AssignApps, e.update)
	g.POST("/assignment-edits/:id/reapply", access.AssignApps, e.reapply)
	g.POST("/assignment-edits/:id/take-over", access.AssignApps, e.takeOver)
	g.POST("/assignment-edits/:id/discard", access.AssignApps, e.discard)
	ed.AssignRoutes(g, "/assignment-edits/:id", access.AssignApps, e.set)

	d := deviceApps{s}
	g.GET("/devices/:id/apps/:app", access.ReadDevices, d.show)
	g.POST("/devices/:id/apps/:app/retry", access.RetryInstalls, d.retry)

	g.GET("/apps/:id/relationships", access.ReadApps, relationships{ed}.show)

	r := relations{ed}
	g.GET("/apps/:id/relations/:kind", access.RelateApps, r.edit)
	g.POST("/apps/:id/relations/:kind", access.RelateApps, r.update)
	ed.RelateRoutes(g, "/apps/:id/relations", access.RelateApps, r.set)
}
