package people

import (
	"context"
	"strconv"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/admin/kit/list"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/reason"
	"appdepot/models/store"
	"appdepot/models/store/people"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/people"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// list is the list of groups.
func (r groups) list(c echo.Context) error {
	return r.all(c).Serve(c, func(p ui.ListProps) (templ.Component, error) {
		return views.Groups(views.GroupsProps{Frame: web.Admin(c, say.T(c.Request().Context(), "Groups")), List: p}), nil
	})
}

// all describes the list of groups.
func (r groups) all(c echo.Context) list.List[people.GroupLine] {
	ctx := list.Context(c)
	return list.List[people.GroupLine]{
		Name: "groups", Path: link.Groups(), Caption: say.T(ctx, "Groups"), Search: say.T(ctx, "Search by name"), Sort: "name",
		Things:  func(n int) string { return say.N(ctx, "%s group", "%s groups", n) },
		More:    func(n int) string { return say.T(ctx, "More than %s groups", say.Number(ctx, n)) },
		NoMatch: say.T(ctx, "No groups match these filters."),
		Filters: []ui.Filter{{Name: "kind", Label: say.T(ctx, "Member type"), Options: []ui.Option{
			{Value: string(models.UserGroup), Label: views.KindName(ctx, models.UserGroup)},
			{Value: string(models.DeviceGroup), Label: views.KindName(ctx, models.DeviceGroup)},
		}}},
		Columns: groupColumns(ctx),
		Row:     func(g people.GroupLine) list.Row { return list.Row{ID: string(g.ID), Name: g.Name} },
		Read: func(ctx context.Context, q list.Query) (models.Listing[people.GroupLine], error) {
			return r.store.Groups(ctx, groupQuery(q))
		},
		Count: func(ctx context.Context, q list.Query) (models.Total, error) {
			return r.store.CountGroups(ctx, groupQuery(q))
		},
	}
}

func groupQuery(q list.Query) people.GroupQuery {
	return people.GroupQuery{IDs: q.IDs, Search: q.Search(), Kinds: list.Texts[models.GroupKind](q, "kind"), Sort: q.Sort, Page: q.Page}
}

func groupColumns(ctx context.Context) []list.Column[people.GroupLine] {
	return []list.Column[people.GroupLine]{
		{
			Key: "name", Label: say.T(ctx, "Name"), Name: true, Sort: "name",
			Cell: func(g people.GroupLine) templ.Component { return views.GroupCell(g.ID, g.Name, g.Description, g.Kind) },
			Parts: []list.Part[people.GroupLine]{
				{Label: say.T(ctx, "Name"), Text: func(g people.GroupLine) string { return g.Name }},
				{Label: say.T(ctx, "Description"), Text: func(g people.GroupLine) string { return g.Description }},
			},
		},
		{
			Key: "kind", Label: say.T(ctx, "Member type"), Width: "col-md", Priority: "2", Sort: "kind",
			Text: func(g people.GroupLine) string { return views.KindName(ctx, g.Kind) },
		},
		list.Number(list.Column[people.GroupLine]{Key: "members", Label: say.T(ctx, "Members"), Width: "col-sm", Priority: "2"},
			func(g people.GroupLine) int { return g.Members }),
		list.Number(list.Column[people.GroupLine]{Key: "nested", Label: say.T(ctx, "Nested groups"), Width: "col-md", Priority: "3"},
			func(g people.GroupLine) int { return g.Nested }),
		list.Number(list.Column[people.GroupLine]{Key: "apps", Label: say.T(ctx, "Assigned apps"), Width: "col-lg", Priority: "3"},
			func(g people.GroupLine) int { return g.Apps }),
	}
}

func (r groups) new(c echo.Context) error {
	return kit.ShowForm(c, newGroupForm(c, field.Form{"kind": {string(models.UserGroup)}}))
}

func (r groups) create(c echo.Context) error {
	f, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	g, err := r.store.AddGroup(c.Request().Context(), f)
	return kit.FinishForm(c, err, newGroupForm(c, f), reason.GroupAdded.Of(g.Name), link.Group(string(g.ID)))
}

func newGroupForm(c echo.Context, f field.Form) viewkit.FormPaneProps {
	ctx := c.Request().Context()
	title := say.T(ctx, "Add group")
	return viewkit.FormPaneProps{
		Frame:  web.Admin(c, title, ui.Link{Label: say.T(ctx, "Groups"), URL: link.Groups()}),
		Pane:   ui.PaneProps{Title: title, Action: link.Groups(), Submit: title, Cancel: link.Groups()},
		Fields: forms.NewGroup,
		State:  form.State{Form: f},
		Failed: say.T(ctx, "The group was not added"),
	}
}

func (r groups) edit(c echo.Context) error {
	g, err := findGroup(c, r.store)
	if err != nil {
		return err
	}
	return kit.ShowForm(c, groupForm(c, g, field.Form{"name": {g.Name}, "description": {g.Description}}, g.Version))
}

func (r groups) update(c echo.Context) error {
	g, err := findGroup(c, r.store)
	if err != nil {
		return err
	}
	f, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	err = r.store.EditGroup(c.Request().Context(), g.ID, web.Version(c), f)
	return kit.FinishForm(c, err, groupForm(c, g, f, web.Version(c)), reason.GroupSaved.Of(f.Get("name")), link.Group(string(g.ID)))
}

func groupForm(c echo.Context, g models.Group, f field.Form, version int) viewkit.FormPaneProps {
	ctx := c.Request().Context()
	title, at := say.T(ctx, "Edit group"), string(g.ID)
	return viewkit.FormPaneProps{
		Frame:  web.Admin(c, title, groupCrumbs(c, g)...),
		Pane:   ui.PaneProps{Title: title, Sub: g.Name, Action: link.GroupSection(at, "edit"), Submit: say.T(ctx, "Save"), Cancel: link.Group(at)},
		Fields: forms.Group, State: form.State{Form: f}, Version: strconv.Itoa(version),
		Failed: say.T(ctx, "The group was not saved"),
	}
}

// findGroup is the group in the path.
func findGroup(c echo.Context, s *store.Store) (models.Group, error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return models.Group{}, err
	}
	return s.Group(c.Request().Context(), id)
}

func groupCrumbs(c echo.Context, g models.Group) []ui.Link {
	return []ui.Link{
		{Label: say.T(c.Request().Context(), "Groups"), URL: link.Groups()},
		{Label: g.Name, URL: link.Group(string(g.ID))},
	}
}
