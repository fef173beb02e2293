// Package auth is the door to Appdepot: signing in and out, the first set-up, and one's own account.
package auth

import (
	"net/http"

	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/store"
)

// door holds what the handlers need.
type door struct {
	store *store.Store
}

// Routes adds the pages of signing in and of one's own account.
func Routes(g *web.Group, s *store.Store) {
	d := door{s}
	g.Public(http.MethodGet, "/sign-in", d.askSignIn)
	g.Public(http.MethodPost, "/sign-in", d.signIn)
	g.Public(http.MethodPost, "/sign-out", d.signOut)
	g.Public(http.MethodGet, "/set-up", d.askSetUp)
	g.Public(http.MethodPost, "/set-up", d.setUp)
	g.Public(http.MethodPost, "/preferences", d.prefer)
	g.GET("/account", access.ManageAccount, d.account)
	g.POST("/account", access.ManageAccount, d.rename)
	g.POST("/account/password", access.ManageAccount, d.changePassword)
	g.POST("/account/sessions/:id/sign-out", access.ManageSessions, d.endSession)
}
