package admin

import (
	"appdepot/handlers/web"
	"appdepot/models/access"
)

// appRoutes are the pages of apps that exist, of their categories, and the dashboard.
func (p portal) appRoutes(g *web.Group) {
	g.GET("/apps", access.ReadApps, p.apps)
	g.GET("/apps/:id", access.ReadApps, p.app)
	g.GET("/apps/:id/device-status", access.ReadApps, p.appDevices)
	g.GET("/apps/:id/device-status.csv", access.ReadApps, p.appDevicesCSV)
	g.GET("/apps/:id/user-status", access.ReadApps, p.appUsers)
	g.GET("/apps/:id/user-status.csv", access.ReadApps, p.appUsersCSV)
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

	g.GET("/", access.UseAdminPortal, p.dashboard)
}
