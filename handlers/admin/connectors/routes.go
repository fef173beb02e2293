package connectors

import (
	"net/http"

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
	g.GET("/apps/updates", access.ManageApps, p.catalogUpdates)
	g.GET("/apps/:id/update", access.ManageApps, p.sureUpdate)
	g.POST("/apps/:id/update", access.ManageApps, p.updateApp)

	g.POST("/drafts/:id/content", access.ManageDrafts, p.fetchAgain)

	g.GET("/connectors", access.ManageSettings, p.connectors)
	g.POST("/connectors/app-store/on", access.ManageSettings, p.switchAppStore(true))
	g.POST("/connectors/app-store/off", access.ManageSettings, p.switchAppStore(false))
	g.POST("/connectors/microsoft-store/on", access.ManageSettings, p.switchMicrosoftStore(true))
	g.POST("/connectors/microsoft-store/off", access.ManageSettings, p.switchMicrosoftStore(false))
	g.GET("/connectors/google-play/connect", access.ManageSettings, p.askPlay)
	g.POST("/connectors/google-play/connect", access.ManageSettings, p.connectPlay)
	g.POST("/connectors/google-play/sync", access.ManageApps, p.syncPlay)
	g.GET("/connectors/google-play/disconnect", access.ManageSettings, p.sureDisconnectPlay)
	g.POST("/connectors/google-play/disconnect", access.ManageSettings, p.disconnectPlay)
	g.POST("/connectors/sources", access.ManageSettings, p.addSource)
	g.GET("/connectors/sources/new", access.ManageSettings, p.newSource)
	g.GET("/connectors/sources/:id/edit", access.ManageSettings, p.editSource)
	g.POST("/connectors/sources/:id/edit", access.ManageSettings, p.changeSource)
	g.GET("/connectors/sources/:id/remove", access.ManageSettings, p.sureRemoveSource)
	g.POST("/connectors/sources/:id/remove", access.ManageSettings, p.removeSource)

	g.GET("/drafts/:id/look-up", access.ManageDrafts, p.lookup)
	g.POST("/drafts/:id/look-up", access.ManageDrafts, p.choose)

	g.GET("/look-ups/:catalog/icon", access.ManageDrafts, p.lookupIcon)

	g.GET("/apps/google-play", access.ManageApps, p.playApps)
	g.POST("/apps/google-play", access.ManageApps, p.addPlayApps)
	g.GET("/apps/google-play/web-app", access.ManageApps, p.newWebApp)
	g.POST("/apps/google-play/web-app", access.ManageApps, p.addWebApp)
	g.GET("/apps/google-play/private-app", access.ManageApps, p.newPrivateApp)
	g.Upload(http.MethodPost, "/apps/google-play/private-app", access.ManageApps, p.postPrivateApp)
	g.POST("/apps/google-play/private-app/arrived", access.ManageApps, p.arrivedPrivateApp)
	g.GET("/apps/google-play/private-app/:id", access.ManageApps, p.privateApp)
	g.POST("/apps/google-play/private-app/:id", access.ManageApps, p.addPrivateApp)
}
