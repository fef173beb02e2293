package admin

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/views/admin"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// groupRoutes are the pages about groups and their members.
func (p portal) groupRoutes(g *web.Group) {
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
}

func (p portal) groups(c echo.Context) error {
	ctx := c.Request().Context()
	q := store.GroupQuery{Search: c.QueryParam("q"), Sort: web.SortOf(c, "name"), Page: web.PageOf(c)}
	for _, kind := range c.QueryParams()["kind"] {
		q.Kinds = append(q.Kinds, models.GroupKind(kind))
	}
	list, err := p.store.Groups(ctx, q)
	if err != nil {
		return err
	}
	l := listing{c, link.Groups(), "list"}
	shown := onPage(c, say.N(ctx, "%s group", "%s groups", len(list.Items)), list.Previous, list.Next)
	page := admin.GroupsProps{
		Frame:    web.Admin(c, say.T(ctx, "Groups")),
		Filter:   groupFilter(l, q),
		Columns:  groupColumns(l, q.Sort),
		Rows:     groupRows(list.Items),
		Pager:    l.pager(shown, list.Previous, list.Next),
		Clear:    l.cleared(),
		Filtered: q.Filtered() || q.Page.After != "" || q.Page.Before != "",
	}
	return web.Page(c, http.StatusOK, admin.Groups(page))
}

func groupRows(groups []store.GroupLine) []admin.GroupsRow {
	var rows []admin.GroupsRow
	for _, g := range groups {
		rows = append(rows, admin.GroupsRow{
			ID: string(g.ID), Name: g.Name, Description: g.Description, Kind: g.Kind, Members: g.Members, Nested: g.Nested, Apps: g.Apps,
		})
	}
	return rows
}

func groupFilter(l listing, q store.GroupQuery) ui.FilterBarProps {
	ctx := l.c.Request().Context()
	bar := l.filterBar(say.T(ctx, "Search by name"), ui.Filter{Name: "kind", Label: say.T(ctx, "Members"), Options: []ui.Option{
		{Value: string(models.UserGroup), Label: admin.KindName(ctx, models.UserGroup)},
		{Value: string(models.DeviceGroup), Label: admin.KindName(ctx, models.DeviceGroup)},
	}})
	if q.Filtered() {
		bar.ClearURL = l.cleared()
	}
	return bar
}

func groupColumns(l listing, by models.Sort) []ui.Column {
	ctx := l.c.Request().Context()
	return []ui.Column{
		l.sorted(by, "name", ui.Column{Label: say.T(ctx, "Name")}),
		l.sorted(by, "kind", ui.Column{Label: say.T(ctx, "Members are"), Width: "col-md", Priority: "2"}),
		{Label: say.T(ctx, "Members"), Width: "col-sm", Number: true},
		{Label: say.T(ctx, "Nested groups"), Width: "col-md", Priority: "3", Number: true},
		{Label: say.T(ctx, "Assigned apps"), Width: "col-md", Priority: "2", Number: true},
	}
}

func (p portal) newGroup(c echo.Context) error {
	return ask(c, newGroupForm(c, field.Form{"kind": {string(models.UserGroup)}}))
}

func (p portal) addGroup(c echo.Context) error {
	f, err := typed(c)
	if err != nil {
		return err
	}
	g, err := p.store.AddGroup(c.Request().Context(), f.Get("name"), f.Get("description"), models.GroupKind(f.Get("kind")))
	return asked(c, err, newGroupForm(c, f), models.T("The group %s was added.", g.Name), link.Group(string(g.ID)))
}

func newGroupForm(c echo.Context, f field.Form) admin.AskProps {
	ctx := c.Request().Context()
	title := say.T(ctx, "Add group")
	return admin.AskProps{
		Frame:  web.Admin(c, title, ui.Link{Label: say.T(ctx, "Groups"), URL: link.Groups()}),
		Pane:   ui.PaneProps{Title: title, Action: link.Groups(), Submit: title, Cancel: link.Groups()},
		Fields: append(admin.GroupFields[:len(admin.GroupFields):len(admin.GroupFields)], admin.GroupKindField),
		State:  form.State{Form: f},
		Failed: say.T(ctx, "The group was not added"),
	}
}

func (p portal) askGroup(c echo.Context) error {
	g, err := p.pathGroup(c)
	if err != nil {
		return err
	}
	return ask(c, groupForm(c, g, field.Form{"name": {g.Name}, "description": {g.Description}}, g.Version))
}

func (p portal) editGroup(c echo.Context) error {
	g, err := p.pathGroup(c)
	if err != nil {
		return err
	}
	f, err := typed(c)
	if err != nil {
		return err
	}
	err = p.store.EditGroup(c.Request().Context(), g.ID, web.Version(c), f.Get("name"), f.Get("description"))
	return asked(c, err, groupForm(c, g, f, web.Version(c)), models.T("The group %s was saved.", f.Get("name")), link.Group(string(g.ID)))
}

func groupForm(c echo.Context, g models.Group, f field.Form, version int) admin.AskProps {
	ctx := c.Request().Context()
	title, at := say.T(ctx, "Edit group"), string(g.ID)
	return admin.AskProps{
		Frame:  web.Admin(c, title, groupCrumbs(c, g)...),
		Pane:   ui.PaneProps{Title: title, Sub: g.Name, Action: link.GroupSection(at, "edit"), Submit: say.T(ctx, "Save"), Cancel: link.Group(at)},
		Fields: admin.GroupFields, State: form.State{Form: f}, Version: strconv.Itoa(version),
		Failed: say.T(ctx, "The group was not saved"),
	}
}

// pathGroup is the group that the address names.
func (p portal) pathGroup(c echo.Context) (models.Group, error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return models.Group{}, err
	}
	return p.store.Group(c.Request().Context(), id)
}

func groupCrumbs(c echo.Context, g models.Group) []ui.Link {
	return []ui.Link{
		{Label: say.T(c.Request().Context(), "Groups"), URL: link.Groups()},
		{Label: g.Name, URL: link.Group(string(g.ID))},
	}
}
