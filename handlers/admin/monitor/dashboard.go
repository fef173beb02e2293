package monitor

import (
	"context"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/remedy"
	"appdepot/models/store"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/monitor"
	"appdepot/views/icon"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// show is the first page of the admin portal.
func (r dashboard) show(c echo.Context) error {
	ctx := c.Request().Context()
	d, err := r.store.Dashboard(ctx, say.Zone(ctx))
	if err != nil {
		return err
	}
	page := views.DashboardProps{
		Frame: web.Admin(c, say.T(ctx, "Dashboard")), Empty: d.Apps == 0 && d.Devices == 0, Figures: figures(ctx, d),
		Damaged: d.DamagedFiles, Now: web.Now(c), Storage: storageUse(ctx, d), FailingURL: failing(),
	}
	for i, day := range d.FailuresByDay {
		recent := i >= len(d.FailuresByDay)-2
		page.Failures = append(page.Failures, ui.Bar{Label: strconv.Itoa(day.Day.Day()), Count: day.Count, Highlighted: recent && day.Count > 0})
	}
	for _, a := range d.Failing {
		page.Failing = append(page.Failing, views.FailingRow{
			Tile: icon.App(a.ID, a.Type, a.Name, a.LogoID, 28), Name: a.Name, URL: failedOn(a.ID),
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

// storageUse says what the current packages take by type, and what the rest takes: old versions and uploads.
func storageUse(ctx context.Context, d store.Dashboard) views.StorageUse {
	use := views.StorageUse{Storage: d.Storage}
	if d.Storage.Used == 0 {
		return use
	}
	kinds, rest := []ui.Kind{"accent", ui.Info, ui.Warn}, d.Storage.Used
	for i, s := range d.Stored {
		use.Parts = append(use.Parts, ui.Part{Kind: kinds[i], Label: viewkit.TypeName(ctx, s.Type), Count: int(s.Bytes)})
		rest -= s.Bytes
	}
	if rest > 0 {
		use.Parts = append(use.Parts, ui.Part{Kind: ui.Mute, Label: say.T(ctx, "Other"), Count: int(rest)})
	}
	return use
}

// failing is the list of apps that failed on devices, most failures first.
func failing() string {
	return link.Query(link.Apps(), "problem", string(store.InstallsFailed), "sort", "-failed")
}

// failedOn is the list of devices on which an app failed.
func failedOn(app models.ID) string {
	return link.AppSection(string(app), "device-status") + "?" + url.Values{"state": {string(models.StateFailed), string(models.StateUninstallFailed)}}.Encode()
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
	well := "–"
	if d.Installs.Required > 0 {
		well = say.Percent(ctx, d.Installs.AsRequired, d.Installs.Required)
	}
	today := d.FailuresByDay[len(d.FailuresByDay)-1].Count
	return []ui.Stat{
		{Label: say.T(ctx, "Apps"), Value: say.Number(ctx, d.Apps), URL: link.Apps(), Note: say.T(ctx, "%s assigned", say.Number(ctx, d.Assigned)),
			NoteURL: link.Query(link.Apps(), "assigned", "yes")},
		{Label: say.T(ctx, "Enrolled devices"), Value: say.Number(ctx, d.Devices), URL: link.Query(link.Devices(), "enrolled", "yes"),
			NoteURL: link.Query(link.Devices(), "enrolled", "yes", "seen", "not"), Note: say.T(ctx, "%s not seen for %s days", say.Number(ctx, d.NotSeen), say.Number(ctx, store.NotSeenDays))},
		{Label: say.T(ctx, "Installed as intended"), Value: well, URL: link.Query(link.Apps(), "problem", string(store.RequiredMissing)),
			Note: say.T(ctx, "%s of %s required installs", say.Number(ctx, d.Installs.AsRequired), say.Number(ctx, d.Installs.Required))},
		{Label: say.T(ctx, "Failed installs"), Value: say.Number(ctx, d.Installs.Failed), Bad: d.Installs.Failed > 0,
			URL: failing(), Note: say.T(ctx, "%s new today", say.Number(ctx, today))},
	}
}
