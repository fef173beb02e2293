package connectors

import (
	"strconv"

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

func newSourcePane(c echo.Context, typed field.Form) viewkit.FormPaneProps {
	ctx := c.Request().Context()
	pane := ui.PaneProps{Title: say.T(ctx, "Add source"), Action: link.CatalogSources(), Submit: say.T(ctx, "Add source")}
	return connectorPane(c, pane, forms.CatalogSource, typed, say.T(ctx, "The source was not saved"))
}

func (r sources) new(c echo.Context) error {
	return kit.ShowForm(c, newSourcePane(c, field.Form{}))
}

// create keeps a source once it has answered.
func (r sources) create(c echo.Context) error {
	form, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	source, err := web.ServerOf(c).Enterprise.AddSource(c.Request().Context(), form)
	return kit.FinishForm(c, unavailableAsInvalid(err), newSourcePane(c, form), reason.SourceAdded.Of(source.Name), link.Connectors())
}

func editSourcePane(c echo.Context, source models.CatalogSource, version string, typed field.Form) viewkit.FormPaneProps {
	ctx := c.Request().Context()
	pane := ui.PaneProps{Title: say.T(ctx, "Edit source %s", source.Name), Action: link.CatalogSource(string(source.ID), "edit"), Submit: say.T(ctx, "Save")}
	props := connectorPane(c, pane, forms.CatalogSource, typed, say.T(ctx, "The source was not saved"))
	props.Version = version
	return props
}

// edit asks for another name, kind or location.
func (r sources) edit(c echo.Context) error {
	source, err := r.find(c)
	if err != nil {
		return err
	}
	return kit.ShowForm(c, editSourcePane(c, source, strconv.Itoa(source.Version),
		field.Form{"name": {source.Name}, "kind": {string(source.Kind)}, "location": {source.Location}}))
}

// update keeps them once the source has answered.
func (r sources) update(c echo.Context) error {
	old, err := r.find(c)
	if err != nil {
		return err
	}
	form, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	err = web.ServerOf(c).Enterprise.EditSource(c.Request().Context(), old.ID, web.Version(c), form)
	return kit.FinishForm(c, unavailableAsInvalid(err), editSourcePane(c, old, form.Get("version"), form), reason.SourceSaved.Of(form.Get("name")), link.Connectors())
}

// confirmDelete asks before a source is forgotten.
func (r sources) confirmDelete(c echo.Context) error {
	ctx := c.Request().Context()
	source, err := r.find(c)
	if err != nil {
		return err
	}
	return kit.Confirm(c, viewkit.ConfirmProps{
		Frame: web.Admin(c, source.Name, ui.Link{Label: say.T(ctx, "Connectors"), URL: link.Connectors()}),
		Question: ui.ConfirmationProps{
			Title: say.T(ctx, "Remove %s?", source.Name), Action: link.CatalogSource(string(source.ID), "delete"),
			Button: say.T(ctx, "Remove source"), Cancel: link.Connectors(),
		},
		Sentences: []string{say.T(ctx, "Its apps stay, but Appdepot no longer finds updates for them.")},
	})
}

// delete forgets a source.
func (r sources) delete(c echo.Context) error {
	source, err := r.find(c)
	if err != nil {
		return err
	}
	return kit.Finish(c, r.store.RemoveCatalogSource(c.Request().Context(), source.ID), reason.SourceRemoved.Of(source.Name), link.Connectors())
}

func (r sources) find(c echo.Context) (models.CatalogSource, error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return models.CatalogSource{}, err
	}
	return r.store.CatalogSource(c.Request().Context(), id)
}
