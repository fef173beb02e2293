package apps

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/store"
)

// Images adds the pictures of apps, for everyone who is signed in.
func Images(g *web.Group, s *store.Store) {
	g.GET("/images/:id", access.UsePortal, images{s}.show)
}

// show sends a picture. The picture at an address never changes. Its content is untrusted, so the policy keeps a browser that
// opens the address directly from running anything in it.
func (r images) show(c echo.Context) error {
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	h := c.Response().Header()
	etag := `"` + string(id) + `"`
	if c.Request().Header.Get("If-None-Match") == etag {
		return c.NoContent(http.StatusNotModified)
	}
	img, err := r.store.Image(c.Request().Context(), id)
	if err != nil {
		return err
	}
	h.Set("ETag", etag)
	h.Set("Cache-Control", "private, max-age=31536000, immutable")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	return c.Blob(http.StatusOK, img.Media, img.Data)
}
