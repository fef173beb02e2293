package connectors

import (
	"net/http"

	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/store"
)

// A type per resource; its methods are the handlers.
type (
	connectors         struct{ store *store.Store }
	playConnection     struct{ store *store.Store }
	sources            struct{ store *store.Store }
	lookups            struct{ store *store.Store }
	catalogUpdates     struct{ store *store.Store }
	playApps           struct{ store *store.Store }
	webApps            struct{ store *store.Store }
	privateAppFiles    struct{ store *store.Store }
	arrivedPrivateApps struct{ privateAppFiles }
	privateApps        struct{ store *store.Store }
)

// Routes adds the pages of this area.
func Routes(g *web.Group, s *store.Store) {
	c := connectors{s}
	g.GET("/connectors", access.ManageSettings, c.list)
	g.POST("/connectors/app-store/on", access.ManageSettings, c.switchAppStore(true))
	g.POST("/connectors/app-store/off", access.ManageSettings, c.switchAppStore(false))
	g.POST("/connectors/microsoft-store/on", access.ManageSettings, c.switchMicrosoftStore(true))
	g.POST("/connectors/microsoft-store/off", access.ManageSettings, c.switchMicrosoftStore(false))

	p := playConnection{s}
	g.GET("/connectors/google-play/connect", access.ManageSettings, p.new)
	g.POST("/connectors/google-play/connect", access.ManageSettings, p.connect)
	g.POST("/connectors/google-play/sync", access.ManageApps, p.sync)
	g.GET("/connectors/google-play/disconnect", access.ManageSettings, p.confirmDisconnect)
	g.POST("/connectors/google-play/disconnect", access.ManageSettings, p.disconnect)

	cs := sources{s}
	g.POST("/connectors/sources", access.ManageSettings, cs.create)
	g.GET("/connectors/sources/new", access.ManageSettings, cs.new)
	g.GET("/connectors/sources/:id/edit", access.ManageSettings, cs.edit)
	g.POST("/connectors/sources/:id/edit", access.ManageSettings, cs.update)
	g.GET("/connectors/sources/:id/delete", access.ManageSettings, cs.confirmDelete)
	g.POST("/connectors/sources/:id/delete", access.ManageSettings, cs.delete)

	l := lookups{s}
	g.GET("/drafts/:id/look-up", access.ManageDrafts, l.show)
	g.POST("/drafts/:id/look-up", access.ManageDrafts, l.update)
	g.GET("/look-ups/:catalog/icon", access.ManageDrafts, l.icon)

	u := catalogUpdates{s}
	g.GET("/apps/updates", access.ManageApps, u.list)
	g.GET("/apps/:id/update", access.ManageApps, u.confirmUpdate)
	g.POST("/apps/:id/update", access.ManageApps, u.update)
	g.POST("/drafts/:id/content", access.ManageDrafts, u.download)

	a := playApps{s}
	g.GET("/apps/google-play", access.ManageApps, a.list)
	g.POST("/apps/google-play", access.ManageApps, a.create)

	w := webApps{s}
	g.GET("/apps/google-play/web-app", access.ManageApps, w.new)
	g.POST("/apps/google-play/web-app", access.ManageApps, w.create)

	f := privateAppFiles{s}
	g.GET("/apps/google-play/private-app", access.ManageApps, f.new)
	g.Upload(http.MethodPost, "/apps/google-play/private-app", access.ManageApps, f.create)
	g.POST("/apps/google-play/private-app/arrived", access.ManageApps, arrivedPrivateApps{f}.create)

	pa := privateApps{s}
	g.GET("/apps/google-play/private-app/:id", access.ManageApps, pa.show)
	g.POST("/apps/google-play/private-app/:id", access.ManageApps, pa.create)
}
