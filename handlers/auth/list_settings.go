package auth

import (
	"strconv"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/views/link"
)

// updateList keeps the columns or the number of rows that the person wants to see in a list; what the form does not have stays.
func (r account) updateList(c echo.Context) error {
	sent, err := web.Form(c)
	if err != nil {
		return err
	}
	name := c.FormValue("list")
	view := web.User(c).Lists[name]
	if columns, chosen := sent["columns"]; chosen {
		view.Columns = columns
	}
	if size, err := strconv.Atoi(c.FormValue("size")); err == nil {
		view.Size = max(size, 0)
	}
	if c.FormValue("reset") != "" {
		view.Columns = nil
	}
	if err := r.store.SaveListView(c.Request().Context(), name, view); err != nil {
		return err
	}
	return web.Redirect(c, web.Local(c.FormValue("return"), link.AdminHome()))
}
