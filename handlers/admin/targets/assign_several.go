package targets

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/store"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/targets"
	"appdepot/views/icon"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// new offers the apps that can be assigned together.
func (r assignmentEdits) new(c echo.Context) error { return r.showPicker(c, "", http.StatusOK) }

// create opens the assignments of the chosen apps, or searches when that was asked for.
func (r assignmentEdits) create(c echo.Context) error {
	sent, err := web.Form(c)
	if err != nil {
		return err
	}
	if len(sent["find"]) > 0 {
		return r.showPicker(c, "", http.StatusOK)
	}
	ctx := c.Request().Context()
	var objects []models.Object
	for _, id := range kit.IDs(sent["app"]) {
		if o := models.AppOf(id); !slices.Contains(objects, o) {
			objects = append(objects, o)
		}
	}
	e, err := r.store.EditAssignments(ctx, objects)
	if mistake := web.UserError(err); mistake != nil {
		return r.showPicker(c, say.Text(ctx, mistake.Text), web.Status(err))
	}
	if err != nil {
		return err
	}
	return web.Redirect(c, link.AssignmentEdit(string(e.ID)))
}

// showPicker lists apps to choose from. What was ticked stays ticked, also when a search no longer finds it.
func (r assignmentEdits) showPicker(c echo.Context, problem string, status int) error {
	ctx := c.Request().Context()
	search, ticked := c.FormValue("q"), c.Request().Form["app"]
	apps, err := r.store.Apps(ctx, store.AppQuery{Search: search, Sort: models.Sort{By: "name"}, Page: models.Page{Size: mostListed}})
	if err != nil {
		return err
	}
	unsaved, err := r.store.AssignmentEdits(ctx)
	if err != nil {
		return err
	}
	title := say.T(ctx, "Assign apps")
	page := views.PickProps{
		Frame: web.Admin(c, title, kit.AllApps(c)), Name: "app", Failed: say.T(ctx, "No app selected"), Problem: problem, Search: search, More: apps.Next != "",
		Pane: ui.PaneProps{Title: title, Sub: say.T(ctx, "Select apps to edit the assignments they share. Their other assignments stay."), Action: link.AssignmentEdits(),
			Submit: say.T(ctx, "Edit assignments"), Cancel: link.Apps()},
	}
	if len(unsaved) > 0 {
		page.Question = views.Unsaved(len(unsaved))
	}
	for _, a := range apps.Items {
		tile := icon.App(a.ID, a.Type, a.Name, a.LogoID, 32)
		page.Options = append(page.Options, ui.PickerOption{Value: string(a.ID), Label: a.Name, Sub: viewkit.TypeName(ctx, a.Type), Keywords: a.Publisher,
			Tile: &tile, Set: slices.Contains(ticked, string(a.ID))})
	}
	for _, id := range ticked {
		if !slices.ContainsFunc(apps.Items, func(a store.AppLine) bool { return string(a.ID) == id }) {
			page.Kept = append(page.Kept, id)
		}
	}
	page.Words = views.AppWords(ctx, len(page.Options), search, say.T(ctx, "There are no apps yet."))
	return web.Page(c, status, views.Pick(page))
}
