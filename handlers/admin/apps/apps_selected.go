package apps

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/reason"
	views "appdepot/views/admin/apps"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// selectedIDs are the apps that are selected in the list.
func (r apps) selectedIDs(c echo.Context) ([]models.ID, error) {
	all, err := r.all(c)
	if err != nil {
		return nil, err
	}
	selected, err := all.Selected(c)
	var ids []models.ID
	for _, a := range selected {
		ids = append(ids, a.ID)
	}
	return ids, err
}

// assignSelected opens the assignments of the selected apps.
func (r apps) assignSelected(c echo.Context) error {
	ids, err := r.selectedIDs(c)
	if err != nil {
		return err
	}
	var objects []models.Object
	for _, id := range ids {
		objects = append(objects, models.AppOf(id))
	}
	e, err := r.store.EditAssignments(c.Request().Context(), objects)
	if err != nil {
		return err
	}
	return web.Redirect(c, link.AssignmentEdit(string(e.ID)))
}

// featureSelected shows the selected apps as featured ones.
func (r apps) featureSelected(c echo.Context) error {
	ids, err := r.selectedIDs(c)
	if err != nil {
		return err
	}
	n, err := r.store.FeatureApps(c.Request().Context(), ids)
	return kit.Finish(c, err, reason.AppsFeatured.Of(n), link.Apps())
}

// chooseCategories asks which categories the selected apps get and lose.
func (r apps) chooseCategories(c echo.Context) error {
	p, _, err := r.categoriesForm(c, nil)
	if err != nil {
		return err
	}
	return kit.ShowForm(c, p)
}

// sortSelected sorts the selected apps into categories.
func (r apps) sortSelected(c echo.Context) error {
	f, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	again, ids, err := r.categoriesForm(c, f)
	if err != nil {
		return err
	}
	n, err := r.store.SortApps(c.Request().Context(), ids, kit.IDs(f["add"]), kit.IDs(f["remove"]))
	return kit.FinishForm(c, err, again, reason.AppsSorted.Of(n), link.Apps())
}

func (r apps) categoriesForm(c echo.Context, f field.Form) (viewkit.FormPaneProps, []models.ID, error) {
	ctx := c.Request().Context()
	ids, err := r.selectedIDs(c)
	if err != nil {
		return viewkit.FormPaneProps{}, nil, err
	}
	categories, err := r.store.CategoryNames(ctx)
	title := say.T(ctx, "Set categories")
	return viewkit.FormPaneProps{
		Frame:  web.Admin(c, title, kit.AllApps(c)),
		Pane:   ui.PaneProps{Title: title, Sub: say.N(ctx, "%s app selected", "%s apps selected", len(ids)), Action: again(c), Submit: title, Cancel: link.Apps()},
		Fields: forms.SelectedCategories(categories), State: form.State{Form: f}, Failed: say.T(ctx, "The categories were not saved"),
	}, ids, err
}

// again is the address of the command with what is selected.
func again(c echo.Context) string { return c.Request().URL.RequestURI() }

// confirmDeleteSelected asks before the selected apps are deleted, and says which cannot be.
func (r apps) confirmDeleteSelected(c echo.Context) error {
	return r.askDeleteSelected(c, http.StatusOK)
}

func (r apps) askDeleteSelected(c echo.Context, status int) error {
	ctx := c.Request().Context()
	ids, err := r.selectedIDs(c)
	if err != nil {
		return err
	}
	kept, err := r.store.KeptApps(ctx, ids)
	if err != nil {
		return err
	}
	page := views.AppsDeleteProps{
		Frame: web.Admin(c, say.T(ctx, "Delete apps"), kit.AllApps(c)), Deletable: len(ids) - len(kept),
		Question: ui.ConfirmationProps{
			Title: say.N(ctx, "Delete %s app?", "Delete %s apps?", len(ids)-len(kept)), Action: link.SelectedApps("delete"), Button: say.T(ctx, "Delete apps"), Cancel: link.Apps(),
		},
	}
	for _, id := range ids {
		page.IDs = append(page.IDs, string(id))
	}
	for _, k := range kept {
		page.Kept = append(page.Kept, views.KeptApp{App: ui.Link{Label: k.Name, URL: link.App(string(k.ID))}, Why: say.Text(ctx, k.Why)})
	}
	return web.Page(c, status, views.AppsDelete(page))
}

// deleteSelected deletes those of the selected apps that can be deleted.
func (r apps) deleteSelected(c echo.Context) error {
	ids, err := r.selectedIDs(c)
	if err != nil {
		return err
	}
	n, err := r.store.DeleteApps(c.Request().Context(), ids)
	if models.KindOf(err) == models.KindConflict && err != nil {
		return r.askDeleteSelected(c, web.Status(err))
	}
	return kit.Finish(c, err, reason.AppsDeleted.Of(n), link.Apps())
}
