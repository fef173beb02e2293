package apps

import (
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/reason"
	"appdepot/models/store"
	views "appdepot/views/admin/apps"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// edit shows the logo of an app in a pane, with a field for another picture.
func (r logos) edit(c echo.Context) error {
	_, page, err := r.pane(c)
	if err != nil {
		return err
	}
	return web.Page(c, 200, views.AppLogo(page))
}

func (r logos) pane(c echo.Context) (store.AppHead, views.AppLogoProps, error) {
	ctx := c.Request().Context()
	h, frame, err := kit.AppFrame(c, r.store, "properties")
	properties := link.AppSection(string(h.ID), "properties")
	return h, views.AppLogoProps{Frame: frame.Frame, App: h.App, Pane: ui.PaneProps{
		Title: say.T(ctx, "Logo"), Sub: h.Name, Action: link.AppSection(string(h.ID), "logo"), Submit: say.T(ctx, "Save"),
		Cancel: properties, Upload: true,
	}}, err
}

// update stores a new logo, or removes the present one.
func (r logos) update(c echo.Context) error {
	ctx := c.Request().Context()
	h, page, err := r.pane(c)
	if err != nil {
		return err
	}
	logo, err := r.upload(c)
	if err == nil {
		err = r.store.SetLogo(ctx, h.ID, web.Version(c), logo)
	}
	if e := web.UserError(err); e != nil {
		page.Problem = say.Text(ctx, e.Text)
		return web.Page(c, web.Status(err), views.AppLogo(page))
	}
	return kit.Finish(c, err, reason.LogoSaved, page.Pane.Cancel)
}

// upload stores the uploaded picture; the ID is empty when the logo is to be removed.
func (r logos) upload(c echo.Context) (models.ID, error) {
	if c.FormValue("remove") != "" {
		return "", nil
	}
	if err := access.May(web.Actor(c), access.ManageApps, access.Object{}); err != nil {
		return "", err
	}
	file, err := c.FormFile("logo")
	if err != nil {
		return "", models.Invalid("Choose an image and save again.").Because(err)
	}
	f, err := file.Open()
	if err != nil {
		return "", err
	}
	defer f.Close()
	img, err := r.store.AddLogo(c.Request().Context(), f)
	return img.ID, err
}
