package admin

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store"
	"appdepot/views/admin"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// deviceRoutes are the pages about devices.
func (p portal) deviceRoutes(g *web.Group) {
	g.GET("/devices", access.ReadDevices, p.devices)
	g.GET("/devices/:id", access.ReadDevices, p.device)
	g.GET("/devices/:id/edit", access.ManageDevices, p.askDevice)
	g.POST("/devices/:id/edit", access.ManageDevices, p.editDevice)
	g.GET("/devices/:id/retire", access.RetireDevices, p.askRetireDevice)
	g.POST("/devices/:id/retire", access.RetireDevices, p.retireDevice)
	g.GET("/devices/:id/delete", access.RetireDevices, p.askDeleteDevice)
	g.POST("/devices/:id/delete", access.RetireDevices, p.deleteDevice)
}

func (p portal) devices(c echo.Context) error {
	ctx := c.Request().Context()
	q := deviceQuery(c)
	list, err := p.store.Devices(ctx, q)
	if err != nil {
		return err
	}
	l := listing{c, link.Devices(), "list"}
	shown := onPage(c, say.N(ctx, "%s device", "%s devices", len(list.Items)), list.Previous, list.Next)
	page := admin.DevicesProps{
		Frame:    web.Admin(c, say.T(ctx, "Devices")),
		Filter:   deviceFilter(l, q),
		Columns:  deviceColumns(l, q.Sort),
		Pager:    l.pager(shown, list.Previous, list.Next),
		Clear:    l.cleared(),
		Filtered: q.Filtered() || q.Page.After != "" || q.Page.Before != "",
		Now:      web.Now(c),
	}
	for _, d := range list.Items {
		page.Rows = append(page.Rows, deviceRow(d))
	}
	return web.Page(c, http.StatusOK, admin.Devices(page))
}

func deviceRow(d store.DeviceLine) admin.DevicesRow {
	row := admin.DevicesRow{
		ID: string(d.ID), Name: d.Name, OSVersion: d.OSVersion, Model: d.Model, User: d.UserName, UserID: string(d.PrimaryUserID),
		Platform: d.Platform, Ownership: d.Ownership, Enrolled: d.Enrolled,
	}
	if d.LastSeenAt != nil {
		row.Seen = *d.LastSeenAt
	}
	return row
}

// deviceQuery reads the whole state of the list from its address.
func deviceQuery(c echo.Context) store.DeviceQuery {
	q := store.DeviceQuery{
		Search: c.QueryParam("q"), Enrolled: yesOrNo(c, "enrolled"), Sort: web.SortOf(c, "name"), Page: web.PageOf(c),
	}
	for _, platform := range c.QueryParams()["platform"] {
		q.Platforms = append(q.Platforms, models.Platform(platform))
	}
	for _, ownership := range c.QueryParams()["ownership"] {
		q.Ownerships = append(q.Ownerships, models.Ownership(ownership))
	}
	return q
}

func deviceFilter(l listing, q store.DeviceQuery) ui.FilterBarProps {
	ctx := l.c.Request().Context()
	var platforms []ui.Option
	for _, p := range models.DevicePlatforms {
		platforms = append(platforms, ui.Option{Value: string(p), Label: admin.PlatformName(ctx, p), Icon: admin.PlatformIcon(p)})
	}
	bar := l.filterBar(say.T(ctx, "Search by name, user, model or serial number"),
		ui.Filter{Name: "platform", Label: say.T(ctx, "Platform"), Options: platforms},
		ui.Filter{Name: "ownership", Label: say.T(ctx, "Ownership"), Options: []ui.Option{
			{Value: string(models.Corporate), Label: admin.OwnershipName(ctx, models.Corporate)},
			{Value: string(models.Personal), Label: admin.OwnershipName(ctx, models.Personal)},
		}},
		ui.Filter{Name: "enrolled", Label: say.T(ctx, "Management"), Options: []ui.Option{
			{Value: "yes", Label: admin.ManagementName(ctx, true)}, {Value: "no", Label: admin.ManagementName(ctx, false)},
		}},
	)
	if q.Filtered() {
		bar.ClearURL = l.cleared()
	}
	return bar
}

func deviceColumns(l listing, by models.Sort) []ui.Column {
	ctx := l.c.Request().Context()
	return []ui.Column{
		l.sorted(by, "name", ui.Column{Label: say.T(ctx, "Name")}),
		l.sorted(by, "platform", ui.Column{Label: say.T(ctx, "Platform"), Width: "col-lg", Priority: "2"}),
		{Label: say.T(ctx, "Ownership"), Width: "col-md", Priority: "3"},
		{Label: say.T(ctx, "Management"), Width: "col-md"},
		l.sorted(by, "user", ui.Column{Label: say.T(ctx, "Primary user"), Width: "col-lg", Priority: "3"}),
		l.sorted(by, "-seen", ui.Column{Label: say.T(ctx, "Last check-in"), Width: "col-md", Priority: "2"}),
	}
}
