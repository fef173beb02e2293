package apps

import (
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/reason"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// confirmDelete asks before the package of an old version is removed.
func (r versions) confirmDelete(c echo.Context) error {
	ctx := c.Request().Context()
	app, v, err := r.find(c)
	if err != nil {
		return err
	}
	back := web.Local(c.QueryParam("return"), link.Storage())
	return kit.Confirm(c, viewkit.ConfirmProps{
		Frame: web.Admin(c, say.T(ctx, "Remove version"), kit.AllApps(c), ui.Link{URL: link.App(string(app.ID)), Label: app.Name}),
		Question: ui.ConfirmationProps{
			Title: say.T(ctx, "Remove version %s of %s?", v.DisplayVersion, app.Name), Action: link.Query(link.AppVersionDelete(string(app.ID), string(v.ID)), "return", back),
			Button: say.T(ctx, "Remove version"), Cancel: back,
		},
		Sentences: []string{say.T(ctx, "Devices already get another version. Those with this one keep it, but you can no longer restore it. This cannot be undone.")},
	})
}

func (r versions) delete(c echo.Context) error {
	app, v, err := r.find(c)
	if err != nil {
		return err
	}
	err = r.store.RemoveVersion(c.Request().Context(), app.ID, v.ID)
	return kit.Finish(c, err, reason.VersionRemoved.Of(v.DisplayVersion, app.Name), web.Local(c.QueryParam("return"), link.Storage()))
}

// find finds the version a request is about, and its app.
func (r versions) find(c echo.Context) (app models.App, v models.AppVersion, err error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return app, v, err
	}
	version, err := web.PathID(c, "version")
	if err != nil {
		return app, v, err
	}
	if app, err = r.store.App(c.Request().Context(), id); err != nil {
		return app, v, err
	}
	v, err = r.store.AppVersion(c.Request().Context(), id, version)
	return app, v, err
}
