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
	"appdepot/models/store/people"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/people"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// list is the list of users.
func (r users) list(c echo.Context) error {
	return r.all(c).Serve(c, func(p ui.ListProps) (templ.Component, error) {
		return views.Users(views.UsersProps{Frame: web.Admin(c, say.T(c.Request().Context(), "Users")), List: p}), nil
	})
}

// all describes the list of users.
func (r users) all(c echo.Context) list.List[people.PersonLine] {
	ctx := list.Context(c)
	return list.List[people.PersonLine]{
		Name: "users", Path: link.Users(), Caption: say.T(ctx, "Users"), Search: say.T(ctx, "Search by name or email"), Sort: "name",
		Things:  func(n int) string { return say.N(ctx, "%s user", "%s users", n) },
		More:    func(n int) string { return say.T(ctx, "More than %s users", say.Number(ctx, n)) },
		NoMatch: say.T(ctx, "No users match these filters."),
		Filters: userFilters(ctx), Columns: userColumns(ctx),
		Row: func(u people.PersonLine) list.Row { return list.Row{ID: string(u.ID), Name: u.Name} },
		Read: func(ctx context.Context, q list.Query) (models.Listing[people.PersonLine], error) {
			return r.store.Users(ctx, userQuery(q))
		},
		Count: func(ctx context.Context, q list.Query) (models.Total, error) {
			return r.store.CountUsers(ctx, userQuery(q))
		},
	}
}

func userQuery(q list.Query) people.UserQuery {
	return people.UserQuery{
		IDs: q.IDs, Search: q.Search(), Roles: list.Texts[models.Role](q, "role"), Disabled: q.YesNo("disabled"), Sort: q.Sort, Page: q.Page,
	}
}

func userFilters(ctx context.Context) []ui.Filter {
	var roles []ui.Option
	for _, r := range models.Roles {
		roles = append(roles, ui.Option{Value: string(r), Label: views.RoleName(ctx, r)})
	}
	return []ui.Filter{
		{Name: "role", Label: say.T(ctx, "Role"), Options: roles},
		{Name: "disabled", Label: say.T(ctx, "Status"), Options: []ui.Option{
			{Value: "no", Label: say.T(ctx, "Enabled")}, {Value: "yes", Label: say.T(ctx, "Disabled")},
		}},
	}
}

func userColumns(ctx context.Context) []list.Column[people.PersonLine] {
	return []list.Column[people.PersonLine]{
		{
			Key: "name", Label: say.T(ctx, "Name"), Name: true, Sort: "name",
			Cell: func(u people.PersonLine) templ.Component {
				return views.PersonCell(u.Name, link.User(string(u.ID)), u.Email)
			},
			Parts: []list.Part[people.PersonLine]{
				{Label: say.T(ctx, "Name"), Text: func(u people.PersonLine) string { return u.Name }},
				{Label: say.T(ctx, "Email"), Text: func(u people.PersonLine) string { return u.Email }},
			},
		},
		{
			Key: "role", Label: say.T(ctx, "Role"), Width: "col-xl", Priority: "2", Sort: "role",
			Text:  func(u people.PersonLine) string { return views.RoleName(ctx, u.Role) },
			Under: func(u people.PersonLine) templ.Component { return views.Role(u.Role) },
		},
		{
			Key: "status", Label: say.T(ctx, "Status"), Width: "col-md", Priority: "3",
			Cell: func(u people.PersonLine) templ.Component { return views.UserStatus(u.Disabled) },
			Text: func(u people.PersonLine) string { return views.UserStatusName(ctx, u.Disabled) },
		},
		list.Number(list.Column[people.PersonLine]{Key: "groups", Label: say.T(ctx, "Groups"), Width: "col-sm", Priority: "3"},
			func(u people.PersonLine) int { return u.Groups }),
		list.Number(list.Column[people.PersonLine]{Key: "devices", Label: say.T(ctx, "Devices"), Width: "col-sm", Priority: "3"},
			func(u people.PersonLine) int { return u.Devices }),
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
