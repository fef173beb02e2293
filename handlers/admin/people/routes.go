package people

import (
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
	g.GET("/groups", access.ReadGroups, p.groups)
	g.POST("/groups", access.ManageGroups, p.addGroup)
	g.GET("/groups/new", access.ManageGroups, p.newGroup)
	g.GET("/groups/:id", access.ReadGroups, p.group)
	g.GET("/groups/:id/edit", access.ManageGroups, p.askGroup)
	g.POST("/groups/:id/edit", access.ManageGroups, p.editGroup)
	g.GET("/groups/:id/delete", access.ManageGroups, p.askDeleteGroup)
	g.POST("/groups/:id/delete", access.ManageGroups, p.deleteGroup)
	g.GET("/groups/:id/members/new", access.ManageGroups, p.askMembers)
	g.POST("/groups/:id/members/new", access.ManageGroups, p.addMembers)
	g.POST("/groups/:id/members/:member/remove", access.ManageGroups, p.removeMember)
	g.GET("/groups/:id/groups/new", access.ManageGroups, p.askNested)
	g.POST("/groups/:id/groups/new", access.ManageGroups, p.addNested)
	g.POST("/groups/:id/groups/:child/remove", access.ManageGroups, p.removeNested)

	g.GET("/users", access.ReadUsers, p.users)
	g.POST("/users", access.ManageUsers, p.addUser)
	g.GET("/users/new", access.ManageUsers, p.newUser)
	g.GET("/users/:id", access.ReadUsers, p.user)
	g.GET("/users/:id/edit", access.ManageUsers, p.askUser)
	g.POST("/users/:id/edit", access.ManageUsers, p.editUser)
	g.GET("/users/:id/password", access.ManageUsers, p.askPassword)
	g.POST("/users/:id/password", access.ManageUsers, p.setPassword)
	g.GET("/users/:id/disable", access.ManageUsers, p.askDisableUser)
	g.POST("/users/:id/disable", access.ManageUsers, p.disableUser)
	g.POST("/users/:id/enable", access.ManageUsers, p.enableUser)
	g.GET("/users/:id/delete", access.ManageUsers, p.askDeleteUser)
	g.POST("/users/:id/delete", access.ManageUsers, p.deleteUser)
	g.POST("/users/:id/sessions/:session/sign-out", access.ManageSessions, p.endUserSession)
}
