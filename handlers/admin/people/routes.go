package people

import (
	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/store"
)

// A type per resource; its methods are the handlers.
type (
	groups       struct{ store *store.Store }
	members      struct{ store *store.Store }
	nestedGroups struct{ store *store.Store }
	users        struct{ store *store.Store }
)

// Routes adds the pages of this area.
func Routes(g *web.Group, s *store.Store) {
	gs := groups{s}
	g.GET("/groups", access.ReadGroups, gs.list)
	g.GET("/groups.csv", access.ReadGroups, gs.list)
	g.POST("/groups", access.ManageGroups, gs.create)
	g.GET("/groups/new", access.ManageGroups, gs.new)
	g.GET("/groups/:id", access.ReadGroups, gs.show)
	g.GET("/groups/:id/edit", access.ManageGroups, gs.edit)
	g.POST("/groups/:id/edit", access.ManageGroups, gs.update)
	g.GET("/groups/:id/delete", access.ManageGroups, gs.confirmDelete)
	g.POST("/groups/:id/delete", access.ManageGroups, gs.delete)

	m := members{s}
	g.GET("/groups/:id/members/new", access.ManageGroups, m.new)
	g.POST("/groups/:id/members/new", access.ManageGroups, m.create)
	g.POST("/groups/:id/members/:member/remove", access.ManageGroups, m.delete)

	n := nestedGroups{s}
	g.GET("/groups/:id/groups/new", access.ManageGroups, n.new)
	g.POST("/groups/:id/groups/new", access.ManageGroups, n.create)
	g.POST("/groups/:id/groups/:child/remove", access.ManageGroups, n.delete)

	u := users{s}
	g.GET("/users", access.ReadUsers, u.list)
	g.GET("/users.csv", access.ReadUsers, u.list)
	g.POST("/users", access.ManageUsers, u.create)
	g.GET("/users/new", access.ManageUsers, u.new)
	g.GET("/users/:id", access.ReadUsers, u.show)
	g.GET("/users/:id/edit", access.ManageUsers, u.edit)
	g.POST("/users/:id/edit", access.ManageUsers, u.update)
	g.GET("/users/:id/password", access.ManageUsers, u.editPassword)
	g.POST("/users/:id/password", access.ManageUsers, u.updatePassword)
	g.GET("/users/:id/disable", access.ManageUsers, u.confirmDisable)
	g.POST("/users/:id/disable", access.ManageUsers, u.disable)
	g.POST("/users/:id/enable", access.ManageUsers, u.enable)
	g.GET("/users/:id/delete", access.ManageUsers, u.confirmDelete)
	g.POST("/users/:id/delete", access.ManageUsers, u.delete)
	g.POST("/users/:id/sessions/:session/sign-out", access.ManageSessions, u.endSession)
}
