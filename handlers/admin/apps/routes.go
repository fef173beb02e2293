package apps

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
	g.GET("/apps", access.ReadApps, p.apps)
	g.GET("/apps/:id", access.ReadApps, p.app)
	g.GET("/apps/:id/properties", access.ReadApps, p.appProperties)
	g.GET("/apps/:id/properties/:section/edit", access.ManageApps, p.editApp)
	g.POST("/apps/:id/properties/:section/edit", access.ManageApps, p.saveApp)
	g.GET("/apps/:id/logo", access.ManageApps, p.appLogo)
	g.POST("/apps/:id/logo", access.ManageApps, p.saveLogo)
	g.GET("/apps/:id/history", access.ReadApps, p.appHistory)
	g.GET("/apps/:id/delete", access.DeleteApps, p.sureDeleteApp)
	g.POST("/apps/:id/delete", access.DeleteApps, p.deleteApp)

	g.GET("/categories", access.ReadCategories, p.categories)
	g.POST("/categories", access.ManageCategories, p.addCategory)
	g.GET("/categories/new", access.ManageCategories, p.newCategory)
	g.GET("/categories/:id", access.ReadCategories, p.category)
	g.GET("/categories/:id/edit", access.ManageCategories, p.editCategory)
	g.POST("/categories/:id/edit", access.ManageCategories, p.renameCategory)
	g.POST("/categories/:id/pin", access.ManageCategories, p.pinCategory)
	g.POST("/categories/:id/unpin", access.ManageCategories, p.unpinCategory)
	g.GET("/categories/:id/delete", access.ManageCategories, p.sureDeleteCategory)
	g.POST("/categories/:id/delete", access.ManageCategories, p.deleteCategory)

	g.GET("/apps/:id/versions/:version/remove", access.ManageApps, p.askRemoveVersion)
	g.POST("/apps/:id/versions/:version/remove", access.ManageApps, p.removeVersion)
	g.GET("/apps/:id/versions", access.ReadApps, p.versions)
	g.POST("/apps/:id/versions", access.ManageApps, p.addVersion)
	g.Upload(http.MethodPut, "/apps/:id/versions/package", access.ManageApps, p.putVersion)
	g.Upload(http.MethodPost, "/apps/:id/versions/package", access.ManageApps, p.postVersion)
	g.GET("/apps/:id/versions/:version/restore", access.ManageApps, p.askRestoreVersion)
	g.POST("/apps/:id/versions/:version/restore", access.ManageApps, p.restoreVersion)
}
