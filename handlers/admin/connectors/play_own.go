package connectors

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/connect/play"
	"appdepot/models/field"
	views "appdepot/views/admin/connectors"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// webAppFields is what is asked about a web app of managed Google Play.
var webAppFields = []field.Field{
	{Key: "title", Label: "Title", Control: field.Text, Required: true, Max: 80,
		Ask: "Enter a title. It stands below the app's icon.", Hint: "Stands below the app's icon."},
	{Key: "url", Label: "URL", Control: field.Link, Required: true, Valid: apptype.SecureAddress,
		Ask: "Enter the address that the app opens.", Hint: "The address that the app opens. It starts with https://."},
	{Key: "display", Label: "Display", Control: field.Choice, Required: true, Default: "fullScreen",
		Ask:  "Choose how the app looks.",
		Hint: "Full screen hides everything but the page. Standalone keeps the status bar. Minimal UI also keeps a bar with the address; only Chrome knows it.",
		Options: []field.Option{
			{Value: "fullScreen", Label: models.T("Full screen")}, {Value: "standalone", Label: models.T("Standalone")}, {Value: "minimalUi", Label: models.T("Minimal UI")},
		}},
}

func (p portal) newWebApp(c echo.Context) error {
	return p.ownPage(c, webAppPane(c, field.Form{}), models.Text{}, http.StatusOK)
}

func webAppPane(c echo.Context, typed field.Form) views.PlayOwnProps {
	ctx := c.Request().Context()
	pane := ui.PaneProps{
		Title: say.T(ctx, "Add web app"), Sub: say.T(ctx, "Managed Google Play makes an app of a web address, and people get it like any other app."),
		Action: link.PlayWebApp(), Submit: say.T(ctx, "Add web app"), Cancel: link.PlayApps(), Upload: true,
	}
	return views.PlayOwnProps{
		Frame: web.Admin(c, pane.Title, kit.AllApps(c), ui.Link{Label: say.T(ctx, "Managed Google Play"), URL: link.PlayApps()}),
		Pane:  pane, Fields: webAppFields, State: form.State{Form: typed},
	}
}

// ownPage shows the form; without a connection it says so.
func (p portal) ownPage(c echo.Context, props views.PlayOwnProps, problem models.Text, status int) error {
	if err := web.Of(c).Play.Ready(c.Request().Context()); err != nil {
		e, told := errors.AsType[*models.Error](err)
		if !told {
			return err
		}
		problem = e.Text
	}
	props.Problem = problem
	return web.Page(c, status, views.PlayOwn(props))
}

// addWebApp has managed Google Play make an app of a web address.
func (p portal) addWebApp(c echo.Context) error {
	ctx := c.Request().Context()
	posted, err := kit.Typed(c)
	if err != nil {
		return err
	}
	icon, refused, err := kit.UploadedLogo(c, p.store)
	if err != nil {
		return err
	}
	values, wrong := field.Decode(webAppFields, posted)
	if !refused.Empty() {
		wrong["logo"] = refused
	}
	var added []models.App
	if err = wrong.Err(); err == nil {
		added, err = web.Of(c).Play.AddWebApp(ctx, play.WebApp{Title: values["title"], URL: values["url"], Display: values["display"]}, icon)
	}
	return p.ownAdded(c, webAppPane(c, posted), added, err)
}

// ownAdded leads to what was added, or shows the form again with the reason why nothing was.
func (p portal) ownAdded(c echo.Context, again views.PlayOwnProps, added []models.App, err error) error {
	if e := web.Mistakes(mustAnswer(err)); e != nil {
		again.State.Errors = e.Fields
		return p.ownPage(c, again, e.Text, web.Status(mustAnswer(err)))
	}
	return p.addedPlay(c, added, err)
}
