package devices

import (
	"context"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit/list"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/store"
	views "appdepot/views/admin/devices"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

type (
	column = list.Column[store.DeviceLine]
	part   = list.Part[store.DeviceLine]
)

// list is the list of devices.
func (r devices) list(c echo.Context) error {
	return r.all(c).Serve(c, func(p ui.ListProps) (templ.Component, error) {
		return views.Devices(views.DevicesProps{Frame: web.Admin(c, say.T(c.Request().Context(), "Devices")), List: p}), nil
	})
}

// all describes the list of devices.
func (r devices) all(c echo.Context) list.List[store.DeviceLine] {
	ctx := list.Context(c)
	return list.List[store.DeviceLine]{
		Name: "devices", Path: link.Devices(), Caption: say.T(ctx, "Devices"), Search: say.T(ctx, "Search by name, user, model, or serial number"), Sort: "name",
		Things:  func(n int) string { return say.N(ctx, "%s device", "%s devices", n) },
		More:    func(n int) string { return say.T(ctx, "More than %s devices", say.Number(ctx, n)) },
		NoMatch: say.T(ctx, "No devices match these filters."),
		Filters: deviceFilters(ctx), Columns: deviceColumns(ctx, web.Now(c)),
		Row: func(d store.DeviceLine) list.Row { return list.Row{ID: string(d.ID), Name: d.Name} },
		Read: func(ctx context.Context, q list.Query) (models.Listing[store.DeviceLine], error) {
			return r.store.Devices(ctx, deviceQuery(q))
		},
		Count: func(ctx context.Context, q list.Query) (models.Total, error) {
			return r.store.CountDevices(ctx, deviceQuery(q))
		},
	}
}

func deviceQuery(q list.Query) store.DeviceQuery {
	return store.DeviceQuery{
		IDs: q.IDs, Search: q.Search(), Platforms: list.Texts[models.Platform](q, "platform"), Ownerships: list.Texts[models.Ownership](q, "ownership"),
		Enrolled: q.YesNo("enrolled"), NotSeen: q.Get("seen") == "not", Sort: q.Sort, Page: q.Page,
	}
}

func deviceFilters(ctx context.Context) []ui.Filter {
	return []ui.Filter{
		{Name: "platform", Label: say.T(ctx, "Platform"), Options: viewkit.PlatformOptions(ctx)},
		{Name: "ownership", Label: say.T(ctx, "Ownership"), Options: []ui.Option{
			{Value: string(models.Corporate), Label: views.OwnershipName(ctx, models.Corporate)},
			{Value: string(models.Personal), Label: views.OwnershipName(ctx, models.Personal)},
		}},
		{Name: "enrolled", Label: say.T(ctx, "Management"), Options: []ui.Option{
			{Value: "yes", Label: viewkit.ManagementName(ctx, true)}, {Value: "no", Label: viewkit.ManagementName(ctx, false)},
		}},
		{Name: "seen", Label: say.T(ctx, "Last check-in"), Options: []ui.Option{
			{Value: "not", Label: say.T(ctx, "More than %s days ago", say.Number(ctx, store.NotSeenDays))},
		}},
	}
}

func deviceColumns(ctx context.Context, now time.Time) []column {
	return []column{
		{
			Key: "name", Label: say.T(ctx, "Name"), Name: true, Sort: "name",
			Cell: func(d store.DeviceLine) templ.Component { return views.DeviceName(d.ID, d.Name, d.Platform, d.Model) },
			Text: func(d store.DeviceLine) string { return d.Name },
		},
		{
			Key: "platform", Label: say.T(ctx, "Platform"), Width: "col-lg", Priority: "2", Sort: "platform",
			Cell: func(d store.DeviceLine) templ.Component { return viewkit.OSName(d.OS()) },
			Parts: []part{
				{Label: say.T(ctx, "Platform"), Text: func(d store.DeviceLine) string { return viewkit.PlatformName(ctx, d.Platform) }},
				{Label: say.T(ctx, "Operating system"), Text: func(d store.DeviceLine) string { return d.OS().Name() }},
				{Label: say.T(ctx, "OS version"), Text: func(d store.DeviceLine) string { return d.OSVersion }},
			},
		},
		{
			Key: "ownership", Label: say.T(ctx, "Ownership"), Width: "col-md", Priority: "4",
			Text: func(d store.DeviceLine) string { return views.OwnershipName(ctx, d.Ownership) },
		},
		{
			Key: "management", Label: say.T(ctx, "Management"), Width: "col-control", Priority: "3",
			Cell:  func(d store.DeviceLine) templ.Component { return views.Management(d.Enrolled) },
			Under: func(d store.DeviceLine) templ.Component { return views.NotEnrolled(d.Enrolled) },
			Text:  func(d store.DeviceLine) string { return viewkit.ManagementName(ctx, d.Enrolled) },
		},
		{
			Key: "user", Label: say.T(ctx, "Primary user"), Width: "col-lg", Priority: "3", Sort: "user", Truncate: true,
			Cell: func(d store.DeviceLine) templ.Component { return views.PrimaryUser(d.PrimaryUserID, d.UserName) },
			Text: func(d store.DeviceLine) string { return d.UserName },
		},
		list.Moment(now, column{Key: "seen", Label: say.T(ctx, "Last check-in"), Width: "col-md", Priority: "2", Sort: "-seen"}, lastSeen),
		{
			Key: "serial", Label: say.T(ctx, "Serial number"), Width: "col-lg", Priority: "5", Optional: true, Truncate: true,
			Text: func(d store.DeviceLine) string { return d.Serial },
		},
		{
			Key: "manufacturer", Label: say.T(ctx, "Manufacturer"), Width: "col-md", Priority: "5", Optional: true, Truncate: true,
			Text: func(d store.DeviceLine) string { return d.Manufacturer },
		},
		{
			Key: "model", Label: say.T(ctx, "Model"), Width: "col-lg", Priority: "5", Optional: true, Truncate: true,
			Text: func(d store.DeviceLine) string { return d.Model },
		},
		list.Moment(now, column{Key: "added", Label: say.T(ctx, "Added"), Width: "col-md", Priority: "5", Optional: true},
			func(d store.DeviceLine) time.Time { return d.CreatedAt }),
	}
}

// lastSeen is a device's last check-in, the zero time when there was none.
func lastSeen(d store.DeviceLine) time.Time {
	if d.LastSeenAt == nil {
		return time.Time{}
	}
	return *d.LastSeenAt
}
