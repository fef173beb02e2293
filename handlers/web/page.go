package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"
)

// Page sends a page. When htmx asks for a part (its target's id), only the fragment of that name is sent. A page is
// rendered whole before the first byte leaves, so that a failure is a clean 500.
func Page(c echo.Context, status int, page templ.Component) error {
	b := templ.GetBuffer() // large ones are used again: growing one costs as much as a page
	defer templ.ReleaseBuffer(b)
	ctx := c.Request().Context()
	if part := Part(c); part != "" {
		if err := templ.RenderFragments(ctx, b, page, part); err != nil {
			return err
		}
	}
	if b.Len() == 0 {
		if err := page.Render(ctx, b); err != nil {
			return err
		}
	}
	return c.HTMLBlob(status, b.Bytes())
}

// Part is the id of the element htmx will swap, empty for a whole page. htmx sends the target as "div#list".
func Part(c echo.Context) string {
	h := c.Request().Header
	if h.Get("HX-Request") != "true" || h.Get("HX-History-Restore-Request") == "true" {
		return ""
	}
	_, id, _ := strings.Cut(h.Get("HX-Target"), "#")
	if plain, err := url.QueryUnescape(id); err == nil {
		return plain
	}
	return id
}

// Redirect goes to another page after something was done: 303, or 204 with HX-Redirect for htmx, which would follow a 303
// into the part it wanted to swap.
func Redirect(c echo.Context, address string) error {
	if c.Request().Header.Get("HX-Request") == "true" {
		c.Response().Header().Set("HX-Redirect", address)
		return c.NoContent(http.StatusNoContent)
	}
	return c.Redirect(http.StatusSeeOther, address)
}
