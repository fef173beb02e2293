package add

import (
	"slices"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models/apptype"
	views "appdepot/views/admin/add"
	"appdepot/views/link"
	"appdepot/views/say"
)

// selectAppType offers the kinds of app there are.
func (p portal) selectAppType(c echo.Context) error { return p.pane(c, 200, "") }

func (p portal) pane(c echo.Context, status int, mistake string) error {
	ctx := c.Request().Context()
	page := views.SelectAppTypeProps{
		Frame: web.Admin(c, say.T(ctx, "Select app type"), kit.AllApps(c)), Mistake: mistake,
		Query: c.QueryParam("q"), Platform: c.QueryParam("platform"), Chosen: c.QueryParam("entry"),
	}
	page.Entries = views.NarrowTypes(ctx, apptype.Pane(), page.Query, page.Platform)
	offered := slices.ContainsFunc(page.Entries, func(e apptype.PaneEntry) bool { return e.ID == page.Chosen })
	if !offered && len(page.Entries) > 0 {
		page.Chosen = page.Entries[0].ID
	}
	var err error
	if page.Storage, err = p.store.Storage(ctx); err != nil {
		return err
	}
	return web.Page(c, status, views.SelectAppType(page))
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
