package connectors

import (
	"cmp"
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models/connect/enterprise"
	"appdepot/models/reason"
	"appdepot/models/store"
	views "appdepot/views/admin/connectors"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/icon"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// list lists the apps that are older than what their catalog has now.
func (r catalogUpdates) list(c echo.Context) error {
	ctx := c.Request().Context()
	updates, known, err := web.ServerOf(c).Enterprise.Updates(ctx)
	if err != nil {
		return err
	}
	page := views.CatalogUpdatesProps{
		Frame: web.Admin(c, say.T(ctx, "Enterprise App Catalog apps with updates"), kit.AllApps(c)), Known: known,
	}
	for _, u := range updates {
		page.Rows = append(page.Rows, updateLine(u))
	}
	return web.Page(c, http.StatusOK, views.CatalogUpdates(page))
}

// updateLine is an update as a line of the list.
func updateLine(u enterprise.Update) views.CatalogUpdate {
	id := string(u.App.ID)
	line := views.CatalogUpdate{
		ID: id, Name: u.App.Name, Publisher: u.App.Publisher, Version: u.App.DisplayVersion, Tile: icon.App(u.App.ID, u.App.Type, u.App.Name, u.App.LogoID, 32),
		Latest: u.Latest, Problem: u.Problem,
	}
	if u.App.DraftID != "" {
		line.Draft = link.Draft(string(u.App.DraftID))
	}
	return line
}

// confirmUpdate says what an update brings before it is made.
func (r catalogUpdates) confirmUpdate(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	n, err := web.ServerOf(c).Enterprise.Newer(ctx, id)
	if err != nil {
		return err
	}
	assigned, err := r.store.Assignments(ctx, n.App.ID)
	if err != nil {
		return err
	}
	return kit.Confirm(c, viewkit.ConfirmProps{
		Frame: web.Admin(c, n.App.Name, ui.Link{Label: say.T(ctx, "Enterprise App Catalog apps with updates"), URL: link.CatalogUpdates()}),
		Question: ui.ConfirmationProps{
			Title: say.T(ctx, "Update %s from %s to %s?", n.App.Name, cmp.Or(n.App.DisplayVersion, "?"), n.Version), Action: link.AppUpdate(string(n.App.ID)),
			Button: say.T(ctx, "Update"), Cancel: link.CatalogUpdates(), Harmless: true,
		},
		Sentences: []string{
			say.T(ctx, "Appdepot downloads and checks version %s, then creates a new app from it. Until then nothing changes.", n.Version),
			say.N(ctx, "The new app takes over the old app's %s assignment, categories, and dependencies, and supersedes it. Apps that depend on the old app will depend on the new one.",
				"The new app takes over the old app's %s assignments, categories, and dependencies, and supersedes it. Apps that depend on the old app will depend on the new one.", len(assigned)),
			say.T(ctx, "Where the app is required, devices install the new version at their next check-in. The old app stays, unassigned, until you delete it. To go back, assign it again."),
			say.T(ctx, "Commands, requirements, and detection rules come from the new version. Your changes to them, including scripts, are not carried over. If its signer differs from the old version's, the update waits as a draft for your review."),
		},
	})
}

// update makes the newer version of an app.
func (r catalogUpdates) update(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	n, err := web.ServerOf(c).Enterprise.Update(ctx, id, say.Language(ctx))
	return kit.Finish(c, err, reason.UpdateFetched.Of(n.App.Name, n.Version), link.CatalogUpdates())
}

// download fetches the content of a draft once more.
func (r catalogUpdates) download(c echo.Context) error {
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	d, err := r.store.FetchAgain(c.Request().Context(), id, web.Version(c))
	if err != nil {
		return err
	}
	return web.Redirect(c, link.DraftStep(string(id), store.WizardSteps(d)[0].Key))
}
