package admin

import (
	"slices"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models/apptype"
	"appdepot/views/admin"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// selectAppType offers the kinds of app there are.
func (p portal) selectAppType(c echo.Context) error { return p.pane(c, 200, "") }

func (p portal) pane(c echo.Context, status int, mistake string) error {
	ctx := c.Request().Context()
	page := admin.SelectAppTypeProps{
		Frame: web.Admin(c, say.T(ctx, "Select app type"), allApps(c)), Mistake: mistake,
		Query: c.QueryParam("q"), Platform: c.QueryParam("platform"), Chosen: c.QueryParam("entry"),
	}
	page.Entries = admin.NarrowTypes(ctx, apptype.Pane(), page.Query, page.Platform)
	offered := slices.ContainsFunc(page.Entries, func(e apptype.PaneEntry) bool { return e.ID == page.Chosen })
	if !offered && len(page.Entries) > 0 {
		page.Chosen = page.Entries[0].ID
	}
	var err error
	if page.Storage, err = p.store.Storage(ctx); err != nil {
		return err
	}
	return web.Page(c, status, admin.SelectAppType(page))
}

// addDraft begins an app of the chosen kind.
func (p portal) addDraft(c echo.Context) error {
	ctx := c.Request().Context()
	if e, ok := apptype.PaneEntryOf(c.FormValue("entry")); ok && e.Choose == apptype.InCatalog {
		return web.Done(c, link.PlayApps())
	}
	d, err := p.store.AddDraft(ctx, c.FormValue("entry"))
	if e := web.Mistakes(err); e != nil {
		return p.pane(c, web.Status(err), say.Text(ctx, e.Fields["entry"]))
	}
	if err != nil {
		return err
	}
	return web.Done(c, link.DraftStep(string(d.ID), d.Step))
}

// allApps is the breadcrumb of everything about apps.
func allApps(c echo.Context) ui.Link {
	return ui.Link{URL: link.Apps(), Label: say.T(c.Request().Context(), "All apps")}
}
