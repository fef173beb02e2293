package connectors

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/connect/lookup"
	"appdepot/models/field"
	"appdepot/models/reason"
	views "appdepot/views/admin/connectors"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// list shows every catalog and how it is set up.
func (r connectors) list(c echo.Context) error {
	ctx, lookups := c.Request().Context(), web.ServerOf(c).Lookup
	settings, err := r.store.CatalogSettings(ctx)
	if err != nil {
		return err
	}
	apple, microsoft := lookups.Addresses()
	return web.Page(c, http.StatusOK, views.Connectors(views.ConnectorsProps{
		Frame: web.Admin(c, say.T(ctx, "Connectors")), Off: lookups.Off(), Play: settings.Play, Sources: settings.Sources,
		Starter: lookup.StarterApps(), Now: web.Now(c),
		Stores: []views.StoreLookup{
			{Key: "app-store", Name: "App Store", Address: apple, On: !settings.AppStoreOff},
			{Key: "microsoft-store", Name: "Microsoft Store", Address: microsoft, On: !settings.MicrosoftStoreOff},
		},
	}))
}

func (r connectors) switchAppStore(on bool) echo.HandlerFunc {
	return func(c echo.Context) error {
		return kit.Finish(c, r.store.SwitchAppStore(c.Request().Context(), on), lookupsReason("App Store", on), link.Connectors())
	}
}

func (r connectors) switchMicrosoftStore(on bool) echo.HandlerFunc {
	return func(c echo.Context) error {
		return kit.Finish(c, r.store.SwitchMicrosoftStore(c.Request().Context(), on), lookupsReason("Microsoft Store", on), link.Connectors())
	}
}

func lookupsReason(name string, on bool) models.Reason {
	if on {
		return reason.LookupsTurnedOn.Of(name)
	}
	return reason.LookupsTurnedOff.Of(name)
}

// connectorPane is a form of the page in the side pane.
func connectorPane(c echo.Context, pane ui.PaneProps, fields []field.Field, typed field.Form, failed string) viewkit.FormPaneProps {
	pane.Cancel = link.Connectors()
	return viewkit.FormPaneProps{
		Frame: web.Admin(c, pane.Title, ui.Link{Label: say.T(c.Request().Context(), "Connectors"), URL: link.Connectors()}),
		Pane:  pane, Fields: fields, State: form.State{Form: typed}, Failed: failed,
	}
}

// unavailableAsInvalid turns a catalog that does not answer into a mistake of the form that names it.
func unavailableAsInvalid(err error) error {
	e, ok := errors.AsType[*models.Error](err)
	if !ok || e.Kind != models.KindUnavailable {
		return err
	}
	return &models.Error{Kind: models.KindInvalid, Text: e.Text, Err: err}
}
