package people

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
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

func (r groups) list(c echo.Context) error {
	ctx := c.Request().Context()
	q := people.GroupQuery{Search: c.QueryParam("q"), Sort: web.SortOf(c, "name"), Page: web.PageOf(c)}
	for _, kind := range c.QueryParams()["kind"] {
		q.Kinds = append(q.Kinds, models.GroupKind(kind))
	}
	list, err := r.store.Groups(ctx, q)
	if err != nil {
		return err
	}
	l := kit.Listing{C: c, Path: link.Groups(), ID: "list"}
	shown := kit.CountOnPage(c, say.N(ctx, "%s group", "%s groups", len(list.Items)), list.Previous, list.Next)
	page := views.GroupsProps{
		Frame:    web.Admin(c, say.T(ctx, "Groups")),
		Filter:   groupFilter(l, q),
		Columns:  groupColumns(l, q.Sort),
		Rows:     groupRows(list.Items),
		Pager:    l.Pager(shown, list.Previous, list.Next),
		Clear:    l.ClearURL(),
		Filtered: q.Filtered() || q.Page.After != "" || q.Page.Before != "",
	}
	return web.Page(c, http.StatusOK, views.Groups(page))
}

func groupRows(groups []people.GroupLine) []views.GroupsRow {
	var rows []views.GroupsRow
	for _, g := range groups {
		rows = append(rows, views.GroupsRow{
			ID: string(g.ID), Name: g.Name, Description: g.Description, Kind: g.Kind, Members: g.Members, Nested: g.Nested, Apps: g.Apps,
		})
	}
	return rows
}

func groupFilter(l kit.Listing, q people.GroupQuery) ui.FilterBarProps {
	ctx := l.C.Request().Context()
	bar := l.FilterBar(say.T(ctx, "Search by name"), ui.Filter{Name: "kind", Label: say.T(ctx, "Member type"), Options: []ui.Option{
		{Value: string(models.UserGroup), Label: views.KindName(ctx, models.UserGroup)},
		{Value: string(models.DeviceGroup), Label: views.KindName(ctx, models.DeviceGroup)},
	}})
	if q.Filtered() {
		bar.ClearURL = l.ClearURL()
	}
	return bar
}

func groupColumns(l kit.Listing, by models.Sort) []ui.Column {
	ctx := l.C.Request().Context()
	return []ui.Column{
		l.Sorted(by, "name", ui.Column{Label: say.T(ctx, "Name")}),
		l.Sorted(by, "kind", ui.Column{Label: say.T(ctx, "Member type"), Width: "col-md", Priority: "2"}),
		{Label: say.T(ctx, "Members"), Width: "col-sm", Number: true},
		{Label: say.T(ctx, "Nested groups"), Width: "col-md", Priority: "3", Number: true},
		{Label: say.T(ctx, "Assigned apps"), Width: "col-lg", Priority: "2", Number: true},
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
