package monitor

import (
	"context"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/admin/kit/installs"
	"appdepot/handlers/admin/kit/list"
	"appdepot/models"
	"appdepot/models/store"
	views "appdepot/views/admin/monitor"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// userStates are the states by which users of an app can be filtered; each has a counter.
var userStates = []models.State{
	models.StateInstalled, models.StatePendingInstall, models.StateFailed, models.StateNotInstalled, models.StateNotApplicable,
}

// list is the user install status of an app.
func (r userStatus) list(c echo.Context) error {
	h, frame, err := kit.AppFrame(c, r.store, "user-status")
	if err != nil {
		return err
	}
	return r.of(c, h.ID).Serve(c, func(p ui.ListProps) (templ.Component, error) {
		return views.AppUsers(views.AppUsersProps{AppFrameProps: frame, List: p}), nil
	})
}

// of describes the list of an app's users.
func (r userStatus) of(c echo.Context, app models.ID) list.List[store.UserLine] {
	ctx := list.Context(c)
	query := func(q list.Query) store.InstallUserQuery {
		return store.InstallUserQuery{AppID: app, IDs: q.IDs, Search: q.Search(), States: list.Texts[models.State](q, "state"), Sort: q.Sort, Page: q.Page}
	}
	return list.List[store.UserLine]{
		Name: "user-status", Path: link.AppSection(string(app), "user-status"), Caption: say.T(ctx, "Users"),
		Search: say.T(ctx, "Search by name or email"), Sort: "-failed",
		Things:  func(n int) string { return say.N(ctx, "%s user", "%s users", n) },
		More:    func(n int) string { return say.T(ctx, "More than %s users", say.Number(ctx, n)) },
		NoMatch: say.T(ctx, "No users match these filters."),
		Filters: []ui.Filter{installs.StateFilter(ctx, userStates)}, Columns: appUserColumns(ctx),
		Row: func(u store.UserLine) list.Row { return list.Row{ID: string(u.UserID), Name: u.Name} },
		Read: func(ctx context.Context, q list.Query) (models.Listing[store.UserLine], error) {
			return r.store.InstallUsers(ctx, query(q))
		},
		Count: func(ctx context.Context, q list.Query) (models.Total, error) {
			return r.store.CountInstallUsers(ctx, query(q))
		},
	}
}

func appUserColumns(ctx context.Context) []list.Column[store.UserLine] {
	type column = list.Column[store.UserLine]
	return []column{
		{
			Key: "name", Label: say.T(ctx, "Name"), Name: true, Sort: "name",
			Cell: func(u store.UserLine) templ.Component { return views.UserLink(string(u.UserID), u.Name) },
			Text: func(u store.UserLine) string { return u.Name },
		},
		{
			Key: "email", Label: say.T(ctx, "Email"), Width: "col-xl", Priority: "3", Truncate: true,
			Text: func(u store.UserLine) string { return u.Email },
		},
		list.Number(column{Key: "installed", Label: say.T(ctx, "Installations"), Width: "col-md", Priority: "2", Sort: "-installed"},
			func(u store.UserLine) int { return u.Installed }),
		{
			Key: "failed", Label: say.T(ctx, "Failures"), Width: "col-md", Priority: "2", Sort: "-failed", Number: true,
			Cell:  func(u store.UserLine) templ.Component { return views.FailureCount(u.Failed) },
			Under: func(u store.UserLine) templ.Component { return views.FailureWords(u.Failed) },
			Text:  list.Number(column{}, func(u store.UserLine) int { return u.Failed }).Text,
		},
		list.Number(column{Key: "notInstalled", Label: say.T(ctx, "Not installed"), Width: "col-md", Priority: "3", Sort: "-notInstalled"},
			func(u store.UserLine) int { return u.NotInstalled }),
		list.Number(column{Key: "pending", Label: say.T(ctx, "Pending"), Width: "col-md", Priority: "4", Sort: "-pending"},
			func(u store.UserLine) int { return u.Pending }),
	}
}
