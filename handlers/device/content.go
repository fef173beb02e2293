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
	"appdepot/models/store"
)

// contentURL is where a device downloads a version's package.
func contentURL(version models.ID) string { return Prefix + "/content/" + string(version) }

// content sends a package, or the part of it that is asked for. An answer with the whole package gets its last bytes once the file is known
// to have the SHA-256 that devices are told: nobody gets a complete answer with a damaged file. A smaller part is held up by nothing but
// damage that is known by then, because who asks for parts has to compare them all in the end.
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
	compared := p.Compare()
	if err := soon(compared); err != nil {
		return err
	}
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
	w := web.Download(c)
	w.MayEnd = func(length int64) error {
		if length >= p.Size {
			return compared.Wait(c.Request().Context())
		}
		return compared.Err()
	}
	http.ServeContent(w, c.Request(), "", time.Time{}, bytes)
	return w.Refusal()
}

// soonTime is how long the first bytes of a file that is still being compared wait, so that who gets a small one that is damaged is told why.
const soonTime = time.Second / 2

// soon is what a comparison finds, or nil when that takes long.
func soon(c *store.Comparison) error {
	late := time.NewTimer(soonTime)
	defer late.Stop()
	select {
	case <-c.Done():
	case <-late.C:
	}
	return c.Err()
}
