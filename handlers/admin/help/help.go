package help

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	views "appdepot/views/admin/help"
	"appdepot/views/say"
)

// list explains every type of app.
func (r appTypes) list(c echo.Context) error {
	ctx := c.Request().Context()
	page := views.AppTypesProps{Frame: web.Admin(c, say.T(ctx, "App types"), kit.AllApps(c))}
	add := func(title string, e apptype.PaneEntry) {
		if n := len(page.Headings); n == 0 || page.Headings[n-1].Title != title {
			page.Headings = append(page.Headings, views.TypeHeading{Title: title})
		}
		last := &page.Headings[len(page.Headings)-1]
		last.Entries = append(last.Entries, e)
	}
	for _, e := range apptype.Pane() {
		add(say.Text(ctx, models.Text{Source: e.Heading}), e)
	}
	for _, e := range apptype.NotAddable() {
		add(say.T(ctx, "Added by synchronization"), e)
	}
	var err error
	if page.Storage, err = r.store.Storage(ctx); err != nil {
		return err
	}
	return web.Page(c, http.StatusOK, views.AppTypes(page))
}
