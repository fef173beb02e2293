package auth

import (
	"net/http"

	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/store"
)

// A type per resource; its methods are the handlers.
type (
	session     struct{ store *store.Store }
	setUp       struct{ store *store.Store }
	preferences struct{ store *store.Store }
	account     struct{ store *store.Store }
)

// Routes adds the pages of signing in and of one's own account.
func Routes(g *web.Group, s *store.Store) {
	in := session{s}
	g.Public(http.MethodGet, "/sign-in", in.new)
	g.Public(http.MethodPost, "/sign-in", in.create)
	g.Public(http.MethodPost, "/sign-out", in.delete)

	up := setUp{s}
	g.Public(http.MethodGet, "/set-up", up.new)
	g.Public(http.MethodPost, "/set-up", up.create)
	g.Public(http.MethodPost, "/preferences", preferences{s}.update)

	a := account{s}
	g.GET("/account", access.ManageAccount, a.show)
	g.POST("/account", access.ManageAccount, a.update)
	g.GET("/account/password", access.ManageAccount, a.editPassword)
	g.POST("/account/password", access.ManageAccount, a.updatePassword)
	g.POST("/account/lists", access.ManageAccount, a.updateList)
	g.POST("/account/sessions/:id/sign-out", access.ManageSessions, a.endSession)
}
