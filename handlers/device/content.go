package device

import (
	"encoding/base64"
	"encoding/hex"
	"io"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
)

// contentURL is where a device downloads a version's package.
func contentURL(version models.ID) string { return Prefix + "/content/" + string(version) }

// content sends a package, or the part of it that is asked for.
func (d *api) content(c echo.Context) error {
	token, err := bearer(c)
	if err != nil {
		return err
	}
	version, err := web.PathID(c, "versionId")
	if err != nil {
		return err
	}
	p, err := d.store.Content(c.Request().Context(), token, version)
	if err != nil {
		return err
	}
	defer p.Close()
	sum, err := hex.DecodeString(p.SHA256)
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, echo.MIMEOctetStream)
	h.Set("ETag", `"`+p.SHA256+`"`)
	h.Set("Repr-Digest", "sha-256=:"+base64.StdEncoding.EncodeToString(sum)+":")
	var bytes io.ReadSeeker = p
	if file := p.File(); file != nil {
		bytes = file
	}
	http.ServeContent(web.Download(c), c.Request(), "", time.Time{}, bytes)
	return nil
}
