package monitor

import (
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/store"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/monitor"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// list is the device install status of an app.
func (r deviceStatus) list(c echo.Context) error {
	ctx := c.Request().Context()
	h, frame, err := kit.AppFrame(c, r.store, "device-status")
	if err != nil {
		return err
	}
	q := installQuery(c, h.ID)
	list, err := r.store.Installs(ctx, q)
	if err != nil {
		return err
	}
	l := kit.Listing{C: c, Path: link.AppSection(string(h.ID), "device-status"), ID: "list"}
	page := views.AppDevicesProps{
		AppFrameProps: frame, Columns: installColumns(l, q.Sort), Rows: kit.DeviceRows(list.Items), Now: web.Now(c),
		Filter: l.FilterBar(say.T(ctx, "Search by device or user"), stateFilter(l, models.States)),
		Pager:  l.Pager(say.N(ctx, "%s device on this page", "%s devices on this page", len(list.Items)), list.Previous, list.Next),
		Export: kit.ExportURL(l),
	}
	if q.Search != "" || len(q.States) > 0 || q.Page.After+q.Page.Before != "" {
		page.Clear = l.ClearURL()
		page.Filter.ClearURL = page.Clear
	}
	return web.Page(c, 200, views.AppDevices(page))
}

func installQuery(c echo.Context, app models.ID) store.InstallQuery {
	return store.InstallQuery{
		AppID: app, Search: c.QueryParam("q"), States: statesOf(c), Sort: web.SortOf(c, "status"), Page: web.PageOf(c),
	}
}

func statesOf(c echo.Context) []models.State {
	var states []models.State
	for _, s := range c.QueryParams()["state"] {
		states = append(states, models.State(s))
	}
	return states
}

// stateFilter is the filter by install state.
func stateFilter(l kit.Listing, states []models.State) ui.Filter {
	ctx := l.C.Request().Context()
	f := ui.Filter{Name: "state", Label: say.T(ctx, "Status")}
	for _, s := range states {
		f.Options = append(f.Options, ui.Option{Value: string(s), Label: viewkit.StateName(ctx, s)})
	}
	return f
}

func installColumns(l kit.Listing, by models.Sort) []ui.Column {
	columns := viewkit.DeviceColumns(l.C.Request().Context())
	for i, usual := range map[int]string{0: "device", 1: "user", 3: "status"} {
		columns[i] = l.Sorted(by, usual, columns[i])
	}
	return columns
}

// userStates are the states by which users of an app can be filtered; each has a counter.
var userStates = []models.State{
	models.StateInstalled, models.StatePendingInstall, models.StateFailed, models.StateNotInstalled, models.StateNotApplicable,
}

// list is the user install status of an app.
func (r userStatus) list(c echo.Context) error {
	ctx := c.Request().Context()
	h, frame, err := kit.AppFrame(c, r.store, "user-status")
	if err != nil {
		return err
	}
	q := installUserQuery(c, h.ID)
	list, err := r.store.InstallUsers(ctx, q)
	if err != nil {
		return err
	}
	l := kit.Listing{C: c, Path: link.AppSection(string(h.ID), "user-status"), ID: "list"}
	page := views.AppUsersProps{
		AppFrameProps: frame, Columns: appUserColumns(l, q.Sort),
		Filter: l.FilterBar(say.T(ctx, "Search by name or email"), stateFilter(l, userStates)),
		Pager:  l.Pager(say.N(ctx, "%s user on this page", "%s users on this page", len(list.Items)), list.Previous, list.Next),
		Export: kit.ExportURL(l),
	}
	for _, u := range list.Items {
		page.Rows = append(page.Rows, views.UserRow{ID: string(u.UserID), Name: u.Name, Email: u.Email, Counts: u.Counts})
	}
	if q.Search != "" || len(q.States) > 0 || q.Page.After+q.Page.Before != "" {
		page.Clear = l.ClearURL()
		page.Filter.ClearURL = page.Clear
	}
	return web.Page(c, 200, views.AppUsers(page))
}

func installUserQuery(c echo.Context, app models.ID) store.InstallUserQuery {
	return store.InstallUserQuery{
		AppID: app, Search: c.QueryParam("q"), States: statesOf(c), Sort: web.SortOf(c, "-failed"), Page: web.PageOf(c),
	}
}

func appUserColumns(l kit.Listing, by models.Sort) []ui.Column {
	ctx := l.C.Request().Context()
	return []ui.Column{
		l.Sorted(by, "name", ui.Column{Label: say.T(ctx, "Name")}),
		{Label: say.T(ctx, "Email"), Priority: "2"},
		l.Sorted(by, "-installed", ui.Column{Label: say.T(ctx, "Installations"), Width: "col-md", Number: true}),
		l.Sorted(by, "-failed", ui.Column{Label: say.T(ctx, "Failures"), Width: "col-md", Number: true}),
		l.Sorted(by, "-notInstalled", ui.Column{Label: say.T(ctx, "Not installed"), Width: "col-lg", Number: true, Priority: "2"}),
		l.Sorted(by, "-pending", ui.Column{Label: say.T(ctx, "Pending"), Width: "col-md", Number: true, Priority: "3"}),
	}
}
