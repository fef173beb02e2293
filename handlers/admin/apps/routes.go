package apps

import (
	"net/http"

	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/store"
)

// A type per resource; its methods are the handlers.
type (
	apps            struct{ store *store.Store }
	properties      struct{ store *store.Store }
	logos           struct{ store *store.Store }
	history         struct{ store *store.Store }
	versions        struct{ store *store.Store }
	versionPackages struct{ versions }
	categories      struct{ store *store.Store }
	images          struct{ store *store.Store }
)

// Routes adds the pages of this area.
func Routes(g *web.Group, s *store.Store) {
	a := apps{s}
	g.GET("/apps", access.ReadApps, a.list)
	g.GET("/apps.csv", access.ReadApps, a.list)
	g.POST("/apps/selected/assign", access.AssignApps, a.assignSelected)
	g.POST("/apps/selected/feature", access.ManageApps, a.featureSelected)
	g.GET("/apps/selected/categories", access.ManageApps, a.chooseCategories)
	g.POST("/apps/selected/categories", access.ManageApps, a.sortSelected)
	g.GET("/apps/selected/delete", access.DeleteApps, a.confirmDeleteSelected)
	g.POST("/apps/selected/delete", access.DeleteApps, a.deleteSelected)
	g.GET("/apps/:id", access.ReadApps, a.show)
	g.GET("/apps/:id/delete", access.DeleteApps, a.confirmDelete)
	g.POST("/apps/:id/delete", access.DeleteApps, a.delete)

	p := properties{s}
	g.GET("/apps/:id/properties", access.ReadApps, p.show)
	g.GET("/apps/:id/properties/:section/edit", access.ManageApps, p.edit)
	g.POST("/apps/:id/properties/:section/edit", access.ManageApps, p.update)

	l := logos{s}
	g.GET("/apps/:id/logo", access.ManageApps, l.edit)
	g.POST("/apps/:id/logo", access.ManageApps, l.update)

	h := history{s}
	g.GET("/apps/:id/history", access.ReadApps, h.list)

	v := versions{s}
	g.GET("/apps/:id/versions", access.ReadApps, v.list)
	g.POST("/apps/:id/versions", access.ManageApps, v.create)
	g.GET("/apps/:id/versions/:version/restore", access.ManageApps, v.confirmRestore)
	g.POST("/apps/:id/versions/:version/restore", access.ManageApps, v.restore)
	g.GET("/apps/:id/versions/:version/delete", access.ManageApps, v.confirmDelete)
	g.POST("/apps/:id/versions/:version/delete", access.ManageApps, v.delete)

	vp := versionPackages{v}
	g.Upload(http.MethodPut, "/apps/:id/versions/package", access.ManageApps, vp.put)
	g.Upload(http.MethodPost, "/apps/:id/versions/package", access.ManageApps, vp.post)

	c := categories{s}
	g.GET("/categories", access.ReadCategories, c.list)
	g.POST("/categories", access.ManageCategories, c.create)
	g.GET("/categories/new", access.ManageCategories, c.new)
	g.GET("/categories/:id", access.ReadCategories, c.show)
	g.GET("/categories/:id/edit", access.ManageCategories, c.edit)
	g.POST("/categories/:id/edit", access.ManageCategories, c.update)
	g.POST("/categories/:id/pin", access.ManageCategories, c.pin)
	g.POST("/categories/:id/unpin", access.ManageCategories, c.unpin)
	g.GET("/categories/:id/delete", access.ManageCategories, c.confirmDelete)
	g.POST("/categories/:id/delete", access.ManageCategories, c.delete)
}
