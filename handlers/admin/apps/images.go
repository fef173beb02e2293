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
	g.GET("/images/:id", access.UsePortal, portal{s}.image)
}

// image sends a picture. Under one address it is the same for ever. It was made elsewhere, so a browser that is led to it
// directly treats it as a page of nobody.
func (p portal) image(c echo.Context) error {
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	h := c.Response().Header()
	etag := `"` + string(id) + `"`
	if c.Request().Header.Get("If-None-Match") == etag {
		return c.NoContent(http.StatusNotModified)
	}
	img, err := p.store.Image(c.Request().Context(), id)
	if err != nil {
		return err
	}
	h.Set("ETag", etag)
	h.Set("Cache-Control", "private, max-age=31536000, immutable")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	return c.Blob(http.StatusOK, img.Media, img.Data)
}
