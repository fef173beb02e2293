package people

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models/reason"
	"appdepot/models/store/people"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/people"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

func (r groups) show(c echo.Context) error {
	ctx := c.Request().Context()
	g, err := findGroup(c, r.store)
	if err != nil {
		return err
	}
	total, err := r.store.MemberCount(ctx, g.ID)
	if err != nil {
		return err
	}
	search := c.QueryParam("q")
	members, err := r.store.Members(ctx, g, search, web.PageOf(c))
	if err != nil {
		return err
	}
	nested, err := r.store.Subgroups(ctx, g.ID)
	if err != nil {
		return err
	}
	parents, err := r.store.Parents(ctx, g.ID)
	if err != nil {
		return err
	}
	l := kit.Listing{C: c, Path: link.Group(string(g.ID)), ID: "list"}
	shown := kit.CountOnPage(c, say.N(ctx, "%s member", "%s members", len(members.Items)), members.Previous, members.Next)
	page := views.GroupProps{
		Frame: web.Admin(c, g.Name, ui.Link{Label: say.T(ctx, "Groups"), URL: link.Groups()}), Group: g, Total: total,
		Filter: l.FilterBar(say.T(ctx, "Search members by name")), Pager: l.Pager(shown, members.Previous, members.Next),
		Searched: search != "", Nested: inside(nested), Parents: inside(parents),
	}
	for _, m := range members.Items {
		page.Members = append(page.Members, views.MemberRow{ID: string(m.ID), Name: m.Name, Detail: m.Detail, Model: m.Model, Direct: m.Direct, Via: m.Via})
	}
	return web.Page(c, http.StatusOK, views.Group(page))
}

func (r groups) confirmDelete(c echo.Context) error {
	ctx := c.Request().Context()
	g, err := findGroup(c, r.store)
	if err != nil {
		return err
	}
	return kit.Confirm(c, viewkit.ConfirmProps{
		Frame: web.Admin(c, say.T(ctx, "Delete group"), groupCrumbs(c, g)...),
		Question: ui.ConfirmationProps{
			Title: say.T(ctx, "Delete %s?", g.Name), Action: link.GroupSection(string(g.ID), "delete"),
			Button: say.T(ctx, "Delete group"), Cancel: link.Group(string(g.ID)),
		},
		Sentences: []string{
			say.T(ctx, "Its members and nested groups stay. Groups that contain it lose the members they had through it."),
			say.T(ctx, "This cannot be undone. A group with assigned apps cannot be deleted."),
		},
	})
}

func (r groups) delete(c echo.Context) error {
	g, err := findGroup(c, r.store)
	if err != nil {
		return err
	}
	return kit.Finish(c, r.store.DeleteGroup(c.Request().Context(), g.ID), reason.GroupDeleted.Of(g.Name), link.Groups())
}

func inside(groups []people.GroupLine) []views.NestedGroup {
	var list []views.NestedGroup
	for _, g := range groups {
		list = append(list, views.NestedGroup{ID: string(g.ID), Name: g.Name, Description: g.Description, Kind: g.Kind, Members: g.Members})
	}
	return list
}
