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
	"appdepot/models/store/people"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/people"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

func (r users) list(c echo.Context) error {
	ctx := c.Request().Context()
	q := userQuery(c)
	list, err := r.store.Users(ctx, q)
	if err != nil {
		return err
	}
	l := kit.Listing{C: c, Path: link.Users(), ID: "list"}
	page := views.UsersProps{
		Frame:   web.Admin(c, say.T(ctx, "Users")),
		Filter:  userFilter(l, q),
		Columns: userColumns(l, q.Sort),
		Pager:   l.Pager(kit.CountOnPage(c, say.N(ctx, "%s user", "%s users", len(list.Items)), list.Previous, list.Next), list.Previous, list.Next),
		Clear:   l.ClearURL(),
	}
	for _, u := range list.Items {
		page.Rows = append(page.Rows, views.UsersRow{
			ID: string(u.ID), Name: u.Name, Email: u.Email, Role: u.Role, Disabled: u.Disabled, Devices: u.Devices, Groups: u.Groups,
		})
	}
	return web.Page(c, http.StatusOK, views.Users(page))
}

// userQuery reads the search, filters, order and page from the address.
func userQuery(c echo.Context) people.UserQuery {
	q := people.UserQuery{
		Search: c.QueryParam("q"), Disabled: kit.YesOrNo(c, "disabled"), Sort: web.SortOf(c, "name"), Page: web.PageOf(c),
	}
	for _, role := range c.QueryParams()["role"] {
		q.Roles = append(q.Roles, models.Role(role))
	}
	return q
}

func userFilter(l kit.Listing, q people.UserQuery) ui.FilterBarProps {
	ctx := l.C.Request().Context()
	var roles []ui.Option
	for _, r := range models.Roles {
		roles = append(roles, ui.Option{Value: string(r), Label: views.RoleName(ctx, r)})
	}
	bar := l.FilterBar(say.T(ctx, "Search by name or email"),
		ui.Filter{Name: "role", Label: say.T(ctx, "Role"), Options: roles},
		ui.Filter{Name: "disabled", Label: say.T(ctx, "Status"), Options: []ui.Option{
			{Value: "no", Label: say.T(ctx, "Enabled")}, {Value: "yes", Label: say.T(ctx, "Disabled")},
		}},
	)
	if q.Filtered() {
		bar.ClearURL = l.ClearURL()
	}
	return bar
}

func userColumns(l kit.Listing, by models.Sort) []ui.Column {
	ctx := l.C.Request().Context()
	return []ui.Column{
		l.Sorted(by, "name", ui.Column{Label: say.T(ctx, "Name")}),
		l.Sorted(by, "role", ui.Column{Label: say.T(ctx, "Role"), Width: "col-control"}),
		{Label: say.T(ctx, "Status"), Width: "col-md", Priority: "2"},
		{Label: say.T(ctx, "Groups"), Width: "col-sm", Priority: "3", Number: true},
		{Label: say.T(ctx, "Devices"), Width: "col-sm", Priority: "3", Number: true},
	}
}

func (r users) new(c echo.Context) error {
	return kit.ShowForm(c, newUserForm(c, field.Form{"role": {string(models.PortalUser)}}))
}

func (r users) create(c echo.Context) error {
	f, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	u, err := r.store.AddUser(c.Request().Context(), f)
	err = confirmed(c, f, err)
	return kit.FinishForm(c, err, confirming(c, newUserForm(c, f), f, err), reason.UserAdded.Of(u.Name), link.User(string(u.ID)))
}

func newUserForm(c echo.Context, f field.Form) viewkit.FormPaneProps {
	ctx := c.Request().Context()
	title := say.T(ctx, "Add user")
	return viewkit.FormPaneProps{
		Frame:  web.Admin(c, title, ui.Link{Label: say.T(ctx, "Users"), URL: link.Users()}),
		Pane:   ui.PaneProps{Title: title, Action: link.Users(), Submit: title, Cancel: link.Users()},
		Fields: forms.NewUser,
		State:  form.State{Form: f},
		Failed: say.T(ctx, "The user was not added"),
	}
}

func (r users) edit(c echo.Context) error {
	u, err := r.find(c)
	if err != nil {
		return err
	}
	f := field.Form{"name": {u.Name}, "email": {u.Email}, "role": {string(u.Role)}}
	return kit.ShowForm(c, userForm(c, u, f, u.Version))
}

func (r users) update(c echo.Context) error {
	u, err := r.find(c)
	if err != nil {
		return err
	}
	f, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	err = confirmed(c, f, r.store.EditUser(c.Request().Context(), u.ID, web.Version(c), f))
	return kit.FinishForm(c, err, confirming(c, userForm(c, u, f, web.Version(c)), f, err), reason.Saved.Of(f.Get("name")), link.User(string(u.ID)))
}

func userForm(c echo.Context, u models.User, f field.Form, version int) viewkit.FormPaneProps {
	ctx := c.Request().Context()
	title := say.T(ctx, "Edit user")
	return viewkit.FormPaneProps{
		Frame: web.Admin(c, title, userCrumbs(c, u)...),
		Pane: ui.PaneProps{
			Title: title, Sub: u.Name, Action: link.UserSection(string(u.ID), "edit"), Submit: say.T(ctx, "Save"), Cancel: link.User(string(u.ID)),
		},
		Fields: forms.User, State: form.State{Form: f}, Version: strconv.Itoa(version),
		Failed: say.T(ctx, "The user was not saved"),
	}
}

// find is the user in the path.
func (r users) find(c echo.Context) (models.User, error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return models.User{}, err
	}
	return r.store.User(c.Request().Context(), id)
}

func userCrumbs(c echo.Context, u models.User) []ui.Link {
	return []ui.Link{
		{Label: say.T(c.Request().Context(), "Users"), URL: link.Users()},
		{Label: u.Name, URL: link.User(string(u.ID))},
	}
}
