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

// new offers the kinds of app there are.
func (r drafts) new(c echo.Context) error { return r.showNew(c, 200, "") }

func (r drafts) showNew(c echo.Context, status int, mistake string) error {
	ctx := c.Request().Context()
	page := views.SelectAppTypeProps{
		Frame: web.Admin(c, say.T(ctx, "Select app type"), kit.AllApps(c)), Problem: mistake,
		Query: c.QueryParam("q"), Platform: c.QueryParam("platform"), Chosen: c.QueryParam("entry"),
	}
	page.Entries = views.FilterTypes(ctx, apptype.Pane(), page.Query, page.Platform)
	offered := slices.ContainsFunc(page.Entries, func(e apptype.PaneEntry) bool { return e.ID == page.Chosen })
	if !offered && len(page.Entries) > 0 {
		page.Chosen = page.Entries[0].ID
	}
	var err error
	if page.Storage, err = r.store.Storage(ctx); err != nil {
		return err
	}
	return web.Page(c, status, views.SelectAppType(page))
}

// create begins an app of the chosen kind.
func (r drafts) create(c echo.Context) error {
	ctx := c.Request().Context()
	if e, ok := apptype.PaneEntryOf(c.FormValue("entry")); ok && e.Choose == apptype.InCatalog {
		return web.Redirect(c, link.PlayApps())
	}
	d, err := r.store.AddDraft(ctx, c.FormValue("entry"), kit.Words(ctx))
	if e := web.UserError(err); e != nil {
		return r.showNew(c, web.Status(err), say.Text(ctx, e.Fields["entry"]))
	}
	if err != nil {
		return err
	}
	return web.Redirect(c, link.DraftStep(string(d.ID), d.Step))
}
