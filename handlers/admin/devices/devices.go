package devices

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/store"
	views "appdepot/views/admin/devices"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

func (r devices) list(c echo.Context) error {
	ctx := c.Request().Context()
	q := deviceQuery(c)
	list, err := r.store.Devices(ctx, q)
	if err != nil {
		return err
	}
	l := kit.Listing{C: c, Path: link.Devices(), ID: "list"}
	shown := kit.CountOnPage(c, say.N(ctx, "%s device", "%s devices", len(list.Items)), list.Previous, list.Next)
	page := views.DevicesProps{
		Frame:    web.Admin(c, say.T(ctx, "Devices")),
		Filter:   deviceFilter(l, q),
		Columns:  deviceColumns(l, q.Sort),
		Pager:    l.Pager(shown, list.Previous, list.Next),
		Clear:    l.ClearURL(),
		Filtered: q.Filtered() || q.Page.After != "" || q.Page.Before != "",
		Now:      web.Now(c),
	}
	for _, d := range list.Items {
		page.Rows = append(page.Rows, kit.DeviceRow(d))
	}
	return web.Page(c, http.StatusOK, views.Devices(page))
}

// deviceQuery reads the search, filters, order and page from the address.
func deviceQuery(c echo.Context) store.DeviceQuery {
	q := store.DeviceQuery{
		Search: c.QueryParam("q"), Enrolled: kit.YesOrNo(c, "enrolled"), Sort: web.SortOf(c, "name"), Page: web.PageOf(c),
	}
	for _, platform := range c.QueryParams()["platform"] {
		q.Platforms = append(q.Platforms, models.Platform(platform))
	}
	for _, ownership := range c.QueryParams()["ownership"] {
		q.Ownerships = append(q.Ownerships, models.Ownership(ownership))
	}
	return q
}

func deviceFilter(l kit.Listing, q store.DeviceQuery) ui.FilterBarProps {
	ctx := l.C.Request().Context()
	var platforms []ui.Option
	for _, p := range models.DevicePlatforms {
		platforms = append(platforms, ui.Option{Value: string(p), Label: viewkit.PlatformName(ctx, p), Icon: viewkit.PlatformIcon(p)})
	}
	bar := l.FilterBar(say.T(ctx, "Search by name, user, model, or serial number"),
		ui.Filter{Name: "platform", Label: say.T(ctx, "Platform"), Options: platforms},
		ui.Filter{Name: "ownership", Label: say.T(ctx, "Ownership"), Options: []ui.Option{
			{Value: string(models.Corporate), Label: views.OwnershipName(ctx, models.Corporate)},
			{Value: string(models.Personal), Label: views.OwnershipName(ctx, models.Personal)},
		}},
		ui.Filter{Name: "enrolled", Label: say.T(ctx, "Management"), Options: []ui.Option{
			{Value: "yes", Label: viewkit.ManagementName(ctx, true)}, {Value: "no", Label: viewkit.ManagementName(ctx, false)},
		}},
	)
	if q.Filtered() {
		bar.ClearURL = l.ClearURL()
	}
	return bar
}

func deviceColumns(l kit.Listing, by models.Sort) []ui.Column {
	ctx := l.C.Request().Context()
	return []ui.Column{
		l.Sorted(by, "name", ui.Column{Label: say.T(ctx, "Name")}),
		l.Sorted(by, "platform", ui.Column{Label: say.T(ctx, "Platform"), Width: "col-lg", Priority: "2"}),
		{Label: say.T(ctx, "Ownership"), Width: "col-md", Priority: "3"},
		{Label: say.T(ctx, "Management"), Width: "col-control"},
		l.Sorted(by, "user", ui.Column{Label: say.T(ctx, "Primary user"), Width: "col-lg", Priority: "3"}),
		l.Sorted(by, "-seen", ui.Column{Label: say.T(ctx, "Last check-in"), Width: "col-md", Priority: "2"}),
	}
}
