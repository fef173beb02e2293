package uploads

import (
	"net/http"

	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/store"
)

// A type per resource; its methods are the handlers.
type (
	uploads         struct{ store *store.Store }
	draftsOfUploads struct{ store *store.Store }
	draftOfUpload   struct{ store *store.Store }
	uploadResults   struct{ store *store.Store }
	tusUploads      struct{ store *store.Store }
	draftPackages   struct{ store *store.Store }
)

// Routes adds the pages of this area.
func Routes(g *web.Group, s *store.Store) {
	u := uploads{s}
	g.GET("/uploads", access.ManageApps, u.list)
	g.GET("/uploads/new", access.ManageApps, u.new)
	g.Upload(http.MethodPost, "/uploads/new", access.ManageApps, u.create)
	g.POST("/uploads/drafts", access.ManageApps, draftsOfUploads{s}.create)
	g.GET("/uploads/results", access.ManageApps, uploadResults{s}.show)
	g.POST("/uploads/:id/draft", access.ManageApps, draftOfUpload{s}.create)
	g.GET("/uploads/:id/cancel", access.ManageApps, u.confirmCancel)
	g.POST("/uploads/:id/cancel", access.ManageApps, u.cancel)

	t := tusUploads{s}
	g.Upload(http.MethodOptions, "/uploads", access.ManageApps, tusOptions)
	g.Upload(http.MethodPost, "/uploads", access.ManageApps, tus(t.create))
	g.Upload(http.MethodHead, "/uploads/:id", access.ManageApps, tus(t.head))
	g.Upload(http.MethodPatch, "/uploads/:id", access.ManageApps, tus(t.patch))
	g.Upload(http.MethodDelete, "/uploads/:id", access.ManageApps, tus(t.delete))
	g.Upload(http.MethodPost, "/uploads/:id", access.ManageApps, tus(t.methodOverride))

	p := draftPackages{s}
	g.Upload(http.MethodPut, "/drafts/:id/package", access.ManageDrafts, p.put)
	g.Upload(http.MethodPost, "/drafts/:id/package", access.ManageDrafts, p.post)
}
