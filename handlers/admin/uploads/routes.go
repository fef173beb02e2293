package uploads

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
	g.GET("/uploads", access.ManageApps, p.uploads)
	g.GET("/uploads/:id/cancel", access.ManageApps, p.askCancelUpload)
	g.POST("/uploads/:id/cancel", access.ManageApps, p.cancelUpload)
	g.GET("/uploads/new", access.ManageApps, p.newUploads)
	g.Upload(http.MethodPost, "/uploads/new", access.ManageApps, p.postFiles)
	g.POST("/uploads/sort", access.ManageApps, p.sortFiles)
	g.GET("/uploads/sorted", access.ManageApps, p.sorted)
	g.POST("/uploads/:id/draft", access.ManageApps, p.sortFile)
	g.Upload(http.MethodOptions, "/uploads", access.ManageApps, tusOptions)
	g.Upload(http.MethodPost, "/uploads", access.ManageApps, tus(p.createUpload))
	g.Upload(http.MethodHead, "/uploads/:id", access.ManageApps, tus(p.uploadHead))
	g.Upload(http.MethodPatch, "/uploads/:id", access.ManageApps, tus(p.patchUpload))
	g.Upload(http.MethodDelete, "/uploads/:id", access.ManageApps, tus(p.deleteUpload))
	g.Upload(http.MethodPost, "/uploads/:id", access.ManageApps, tus(p.overridden))

	g.Upload(http.MethodPut, "/drafts/:id/package", access.ManageDrafts, p.putDraftFile)
	g.Upload(http.MethodPost, "/drafts/:id/package", access.ManageDrafts, p.postDraftFile)
}
