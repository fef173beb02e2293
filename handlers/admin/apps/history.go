package apps

import (
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	views "appdepot/views/admin/apps"
	"appdepot/views/link"
	"appdepot/views/say"
)

// list is what was done to an app.
func (r history) list(c echo.Context) error {
	ctx := c.Request().Context()
	h, frame, err := kit.AppFrame(c, r.store, "history")
	if err != nil {
		return err
	}
	list, err := r.store.AppHistory(ctx, h.ID, web.PageOf(c))
	if err != nil {
		return err
	}
	l := kit.Listing{C: c, Path: link.AppSection(string(h.ID), "history"), ID: "list"}
	page := views.AppHistoryProps{
		AppFrameProps: frame, Now: web.Now(c),
		Pager: l.Pager(say.N(ctx, "%s change on this page", "%s changes on this page", len(list.Items)), list.Previous, list.Next),
	}
	for _, e := range list.Items {
		page.Events = append(page.Events, views.NewAppEvent(ctx, e, h.Type))
	}
	return web.Page(c, 200, views.AppHistory(page))
}
