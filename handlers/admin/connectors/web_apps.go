package connectors

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/forms"
	views "appdepot/views/admin/connectors"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

func (r webApps) new(c echo.Context) error {
	return r.showForm(c, webAppPane(c, field.Form{}), models.Text{}, http.StatusOK)
}

func webAppPane(c echo.Context, typed field.Form) views.PlayOwnProps {
	ctx := c.Request().Context()
	pane := ui.PaneProps{
		Title: say.T(ctx, "Add web app"), Sub: say.T(ctx, "Managed Google Play turns a URL into an app that people get like any other."),
		Action: link.PlayWebApp(), Submit: say.T(ctx, "Add web app"), Cancel: link.PlayApps(), Upload: true,
	}
	return views.PlayOwnProps{
		Frame: web.Admin(c, pane.Title, kit.AllApps(c), ui.Link{Label: say.T(ctx, "Managed Google Play"), URL: link.PlayApps()}),
		Pane:  pane, Fields: forms.PlayWebApp, State: form.State{Form: typed},
	}
}

// showForm shows the form; without a connection it says so.
func (r webApps) showForm(c echo.Context, props views.PlayOwnProps, problem models.Text, status int) error {
	if err := web.ServerOf(c).Play.Ready(c.Request().Context()); err != nil {
		e, told := errors.AsType[*models.Error](err)
		if !told {
			return err
		}
		problem = e.Text
	}
	props.Problem = problem
	return web.Page(c, status, views.PlayOwn(props))
}

// create has managed Google Play make an app of a web address.
func (r webApps) create(c echo.Context) error {
	ctx := c.Request().Context()
	posted, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	icon, refused, err := kit.UploadedLogo(c, r.store)
	if err != nil {
		return err
	}
	if !refused.Empty() {
		_, wrong := field.Decode(forms.PlayWebApp, posted)
		wrong["logo"] = refused
		return r.finish(c, webAppPane(c, posted), nil, wrong.Err())
	}
	added, err := web.ServerOf(c).Play.AddWebApp(ctx, posted, icon)
	return r.finish(c, webAppPane(c, posted), added, err)
}

// finish leads to what was added, or shows the form again with the reason why nothing was.
func (r webApps) finish(c echo.Context, again views.PlayOwnProps, added []models.App, err error) error {
	if e := web.UserError(unavailableAsInvalid(err)); e != nil {
		again.State.Errors = e.Fields
		return r.showForm(c, again, e.Text, web.Status(unavailableAsInvalid(err)))
	}
	return redirectToAdded(c, added, err)
}
