package settings

import (
	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/store"
)

// storage is the space that packages use, and its plan.
type storage struct{ store *store.Store }

// Routes adds the pages of this area.
func Routes(g *web.Group, s *store.Store) {
	st := storage{s}
	g.GET("/storage", access.ManageApps, st.show)
	g.POST("/storage/check", access.ManageApps, st.check)
	g.POST("/storage/plan", access.ManageSettings, st.updatePlan)
}
