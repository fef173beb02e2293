package monitor

import (
	"context"
	"strconv"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models/remedy"
	"appdepot/models/store"
	views "appdepot/views/admin/monitor"
	"appdepot/views/icon"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// show is the first page of the admin portal.
func (r dashboard) show(c echo.Context) error {
	ctx := c.Request().Context()
	d, err := r.store.Dashboard(ctx)
	if err != nil {
		return err
	}
	page := views.DashboardProps{
		Frame: web.Admin(c, say.T(ctx, "Dashboard")), Empty: d.Apps == 0 && d.Devices == 0, Figures: figures(ctx, d),
		Damaged: d.DamagedFiles, Now: web.Now(c),
	}
	for i, day := range d.FailuresByDay {
		recent := i >= len(d.FailuresByDay)-2
		page.Failures = append(page.Failures, ui.Bar{Label: strconv.Itoa(day.Day.Day()), Count: day.Count, Highlighted: recent && day.Count > 0})
	}
	for _, a := range d.Failing {
		page.Failing = append(page.Failing, views.FailingRow{
			Tile: icon.App(a.ID, a.Type, a.Name, a.LogoID, 28), Name: a.Name, URL: link.App(string(a.ID)),
			Means: means(ctx, a.Code), Failed: a.Failed, Devices: a.Devices,
		})
	}
	for _, category := range d.Pinned {
		page.Pinned = append(page.Pinned, views.PinnedCard{
			ID: string(category.ID), Name: category.Name, Apps: category.Apps, Failed: category.Failed, FirstApps: kit.CategoryTiles(category.First),
			Tile: ui.TileProps{ID: string(category.ID), Name: category.Name, Size: 28},
		})
	}
	for _, e := range d.Recent {
		page.Recent = append(page.Recent, views.NewRecentChange(ctx, e))
	}
	return web.Page(c, 200, views.Dashboard(page))
}

// means is what an error code means, in as few words as there are.
func means(ctx context.Context, code int32) string {
	if short := remedy.Short(code); !short.Empty() {
		return say.Text(ctx, short)
	}
	return say.Text(ctx, remedy.Of(code).Means)
}

// figures are the numbers on top of the dashboard.
func figures(ctx context.Context, d store.Dashboard) []ui.Stat {
	wanted := d.Installs.Total() - d.Installs.NotApplicable
	well := "–"
	if wanted > 0 {
		well = say.Percent(ctx, d.Installs.Installed, wanted)
	}
	today := d.FailuresByDay[len(d.FailuresByDay)-1].Count
	return []ui.Stat{
		{Label: say.T(ctx, "Apps"), Value: say.Number(ctx, d.Apps), URL: link.Apps(), Note: say.T(ctx, "%s assigned", say.Number(ctx, d.Assigned))},
		{Label: say.T(ctx, "Enrolled devices"), Value: say.Number(ctx, d.Devices), URL: link.Devices(),
			Note: say.T(ctx, "%s not seen for %s days", say.Number(ctx, d.NotSeen), say.Number(ctx, store.NotSeenDays))},
		{Label: say.T(ctx, "Installed"), Value: well, URL: link.Query(link.Apps(), "assigned", "yes"),
			Note: say.T(ctx, "%s of %s installs", say.Number(ctx, d.Installs.Installed), say.Number(ctx, wanted))},
		{Label: say.T(ctx, "Failed installs"), Value: say.Number(ctx, d.Installs.Failed), Bad: d.Installs.Failed > 0,
			URL: link.Query(link.Apps(), "sort", "-failed"), Note: say.T(ctx, "%s new today", say.Number(ctx, today))},
	}
}
