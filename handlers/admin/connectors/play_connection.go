package connectors

import (
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/reason"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

func playPane(c echo.Context, typed field.Form) viewkit.FormPaneProps {
	ctx := c.Request().Context()
	pane := ui.PaneProps{Title: say.T(ctx, "Connect to managed Google Play"), Action: link.PlayConnection("connect"), Submit: say.T(ctx, "Connect")}
	return connectorPane(c, pane, forms.PlayConnection, typed, say.T(ctx, "Your organization was not connected"))
}

// new asks for the address and the account.
func (r playConnection) new(c echo.Context) error {
	settings, err := r.store.CatalogSettings(c.Request().Context())
	if err != nil {
		return err
	}
	typed := field.Form{}
	if settings.Play.Connected() {
		typed = field.Form{"location": {settings.Play.Address}, "account": {settings.Play.Account}}
	}
	return kit.ShowForm(c, playPane(c, typed))
}

// connect keeps the connection once the catalog knows the account.
func (r playConnection) connect(c echo.Context) error {
	ctx := c.Request().Context()
	form, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	connected, err := web.ServerOf(c).Play.Connect(ctx, form, say.Language(ctx))
	if err != nil {
		return kit.FinishForm(c, unavailableAsInvalid(err), playPane(c, form), models.Reason{}, link.Connectors())
	}
	done := models.Notice{Kind: "ok", Reason: reason.PlayConnected}
	if connected.Unsynced == nil {
		done.Body = syncedReason(len(connected.Added))
	} else {
		web.ServerOf(c).Log.Warn("apps of managed Google Play were not added on connecting", "error", connected.Unsynced)
	}
	if err := web.Notice(c, done); err != nil {
		return err
	}
	return web.Redirect(c, link.Connectors())
}

// confirmDisconnect asks before the connection ends.
func (r playConnection) confirmDisconnect(c echo.Context) error {
	ctx := c.Request().Context()
	return kit.Confirm(c, viewkit.ConfirmProps{
		Frame: web.Admin(c, say.T(ctx, "Disconnect"), ui.Link{Label: say.T(ctx, "Connectors"), URL: link.Connectors()}),
		Question: ui.ConfirmationProps{
			Title: say.T(ctx, "Disconnect from managed Google Play?"), Action: link.PlayConnection("disconnect"),
			Button: say.T(ctx, "Disconnect"), Cancel: link.Connectors(),
		},
		Sentences: []string{say.T(ctx, "Added apps stay, with their assignments. You cannot add new apps until you connect again.")},
	})
}

// disconnect ends the connection.
func (r playConnection) disconnect(c echo.Context) error {
	return kit.Finish(c, r.store.DisconnectPlay(c.Request().Context()), reason.PlayDisconnected, link.Connectors())
}
