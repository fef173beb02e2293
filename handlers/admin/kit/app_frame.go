package kit

import (
	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models/apptype"
	"appdepot/models/store"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// AppFrame reads what every page about an app shows. Current is the section of the tab.
func AppFrame(c echo.Context, s *store.Store, current string) (store.AppHead, viewkit.AppFrameProps, error) {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return store.AppHead{}, viewkit.AppFrameProps{}, err
	}
	h, err := s.AppHead(ctx, id)
	if err != nil {
		return h, viewkit.AppFrameProps{}, err
	}
	d, _ := apptype.Get(h.Type)
	return h, viewkit.AppFrameProps{
		Frame:     web.Admin(c, h.Name, ui.Link{Label: say.T(ctx, "All apps"), URL: link.Apps()}),
		App:       h.App,
		Stage:     h.Stage,
		Current:   current,
		Devices:   h.Counts.Total(),
		Versions:  h.Versions,
		Expiry:    viewkit.ExpiryOf(ctx, h.Type, h.Values, web.Now(c)),
		Versioned: d != nil && d.Package != nil && !d.Fetched(),
		Related:   apptype.CanRelate(h.Type),
	}, nil
}
