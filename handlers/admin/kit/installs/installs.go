package installs

import (
	"context"
	"strconv"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit/list"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/store"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// Of describes the list of an app's devices, the worst first.
func Of(c echo.Context, s *store.Store, app models.ID) list.List[store.InstallLine] {
	ctx := list.Context(c)
	query := func(q list.Query) store.InstallQuery {
		return store.InstallQuery{AppID: app, IDs: q.IDs, Search: q.Search(), States: list.Texts[models.State](q, "state"), Sort: q.Sort, Page: q.Page}
	}
	return list.List[store.InstallLine]{
		Name: "device-status", Path: link.AppSection(string(app), "device-status"), Caption: say.T(ctx, "Devices"),
		Search: say.T(ctx, "Search by device or user"), Sort: "status",
		Things:  func(n int) string { return say.N(ctx, "%s device", "%s devices", n) },
		More:    func(n int) string { return say.T(ctx, "More than %s devices", say.Number(ctx, n)) },
		NoMatch: say.T(ctx, "No devices match these filters."),
		Filters: []ui.Filter{StateFilter(ctx, models.States)}, Columns: installColumns(ctx, web.Now(c)),
		Row: func(l store.InstallLine) list.Row { return list.Row{ID: string(l.ID), Name: l.DeviceName} },
		Read: func(ctx context.Context, q list.Query) (models.Listing[store.InstallLine], error) {
			return s.Installs(ctx, query(q))
		},
		Count: func(ctx context.Context, q list.Query) (models.Total, error) {
			return s.CountInstalls(ctx, query(q))
		},
	}
}

// StateFilter is the filter by install state.
func StateFilter(ctx context.Context, states []models.State) ui.Filter {
	f := ui.Filter{Name: "state", Label: say.T(ctx, "Status")}
	for _, s := range states {
		f.Options = append(f.Options, ui.Option{Value: string(s), Label: viewkit.StateName(ctx, s)})
	}
	return f
}

func installColumns(ctx context.Context, now time.Time) []list.Column[store.InstallLine] {
	type column = list.Column[store.InstallLine]
	type part = list.Part[store.InstallLine]
	return []column{
		{
			Key: "device", Label: say.T(ctx, "Device"), Name: true, Sort: "device",
			Cell: func(l store.InstallLine) templ.Component {
				return viewkit.DeviceLink(l.DeviceName, link.DeviceApp(string(l.DeviceID), string(l.AppID)))
			},
			Text: func(l store.InstallLine) string { return l.DeviceName },
		},
		{
			Key: "user", Label: say.T(ctx, "Primary user"), Width: "col-lg", Priority: "3", Sort: "user", Truncate: true,
			Cell: func(l store.InstallLine) templ.Component { return viewkit.DeviceUser(l.UserName) },
			Parts: []part{
				{Label: say.T(ctx, "Primary user"), Text: func(l store.InstallLine) string { return l.UserName }},
				{Label: say.T(ctx, "Email"), Text: func(l store.InstallLine) string { return l.UserEmail }},
			},
		},
		{
			Key: "os", Label: say.T(ctx, "Operating system"), Width: "col-lg", Priority: "5",
			Cell: func(l store.InstallLine) templ.Component { return viewkit.OSName(l.OS()) },
			Parts: []part{
				{Label: say.T(ctx, "Operating system"), Text: func(l store.InstallLine) string { return l.OS().Name() }},
				{Label: say.T(ctx, "OS version"), Text: func(l store.InstallLine) string { return l.OSVersion }},
			},
		},
		{
			Key: "status", Label: say.T(ctx, "Status"), Width: "col-lg", Priority: "2", Sort: "status",
			Cell:  func(l store.InstallLine) templ.Component { return viewkit.State(l.State) },
			Under: func(l store.InstallLine) templ.Component { return viewkit.State(l.State) },
			Text:  func(l store.InstallLine) string { return viewkit.StateName(ctx, l.State) },
		},
		{
			Key: "details", Label: say.T(ctx, "Status details"), Width: "col-xxl", Priority: "3", Truncate: true,
			Cell: func(l store.InstallLine) templ.Component {
				return viewkit.DetailOfState(l.State, l.Reason, l.ErrorCode)
			},
			Under: func(l store.InstallLine) templ.Component {
				return viewkit.DetailOfState(l.State, l.Reason, l.ErrorCode)
			},
			Parts: []part{
				{Label: say.T(ctx, "Status details"), Text: func(l store.InstallLine) string { return say.Reason(ctx, l.Reason) }},
				{Label: say.T(ctx, "Error code"), Text: errorCode},
			},
		},
		{
			Key: "version", Label: say.T(ctx, "Version"), Width: "col-xs", Priority: "4", Truncate: true,
			Text: func(l store.InstallLine) string { return l.Version },
		},
		list.Moment(now, column{Key: "seen", Label: say.T(ctx, "Last check-in"), Width: "col-sm", Priority: "4"}, lastSeen),
		{Label: say.T(ctx, "Reason code"), NoCell: true, Text: func(l store.InstallLine) string { return string(l.Reason.Code) }},
		list.Moment(now, column{Key: "since", Label: say.T(ctx, "In this status since"), Width: "col-md", Priority: "5", Optional: true, Sort: "-since"},
			func(l store.InstallLine) time.Time { return l.Since }),
	}
}

// errorCode is the code that an installer ended with, for programs.
func errorCode(l store.InstallLine) string {
	if l.ErrorCode == 0 {
		return ""
	}
	return strconv.Itoa(int(l.ErrorCode))
}

func lastSeen(l store.InstallLine) time.Time {
	if l.LastSeenAt == nil {
		return time.Time{}
	}
	return *l.LastSeenAt
}
