package add

import (
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/reason"
	"appdepot/models/store"
	views "appdepot/views/admin/add"
	"appdepot/views/icon"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// list is the apps that are being added.
func (r drafts) list(c echo.Context) error {
	ctx := c.Request().Context()
	lines, err := r.store.Drafts(ctx)
	if err != nil {
		return err
	}
	page := views.DraftsProps{Frame: web.Admin(c, say.T(ctx, "Drafts"), kit.AllApps(c)), Now: web.Now(c)}
	for _, l := range lines {
		title := kit.DraftTitle(c, l.Draft)
		page.Rows = append(page.Rows, views.DraftRow{
			ID: string(l.ID), Name: title, Tile: icon.Draft(l.Draft, title, 32), Type: kit.DraftType(c, l.Draft), File: l.FileName, User: l.UserName, Saved: l.UpdatedAt,
		})
	}
	return web.Page(c, 200, views.Drafts(page))
}

// show opens a draft at the step where it was left, or the app that it has become.
func (r drafts) show(c echo.Context) error {
	d, err := kit.DraftOf(c, r.store)
	if err != nil {
		return redirectToApp(c, r.store, err)
	}
	return web.Redirect(c, link.DraftStep(string(d.ID), d.Step))
}

// redirectToApp answers NotFound for a draft that was published with a redirect to its app, or to the app it restored. It returns
// any other error.
func redirectToApp(c echo.Context, s *store.Store, err error) error {
	id, bad := web.PathID(c, "id")
	if bad != nil || models.KindOf(err) != models.KindNotFound {
		return err
	}
	for _, id := range append([]models.ID{id}, kit.IDs([]string{c.FormValue("app")})...) {
		if app, none := s.App(c.Request().Context(), id); none == nil {
			return web.Redirect(c, link.App(string(app.ID)))
		}
	}
	return err
}

// confirmDiscard asks before a draft is deleted.
func (r drafts) confirmDiscard(c echo.Context) error {
	d, err := kit.DraftOf(c, r.store)
	if err != nil {
		return redirectToApp(c, r.store, err)
	}
	ctx := c.Request().Context()
	return web.Page(c, 200, views.DiscardDraft(views.DiscardDraftProps{
		Frame: web.Admin(c, say.T(ctx, "Discard draft"), kit.AllApps(c), ui.Link{URL: link.Drafts(), Label: say.T(ctx, "Drafts")}),
		ID:    string(d.ID), Name: kit.DraftTitle(c, d), Cancel: link.Draft(string(d.ID)),
	}))
}

// confirmDiscardSeveral asks before the chosen drafts are deleted.
func (r drafts) confirmDiscardSeveral(c echo.Context) error {
	ctx := c.Request().Context()
	var names []string
	var ids []string
	for _, id := range kit.IDs(c.QueryParams()["id"]) {
		d, err := r.store.Draft(ctx, id)
		if models.KindOf(err) == models.KindNotFound {
			continue // another administrator was faster
		}
		if err != nil {
			return err
		}
		names, ids = append(names, kit.DraftTitle(c, d)), append(ids, string(id))
	}
	if len(ids) == 0 {
		return web.Redirect(c, link.Drafts())
	}
	return web.Page(c, 200, views.DiscardDrafts(views.DiscardDraftsProps{
		Frame: web.Admin(c, say.T(ctx, "Discard drafts"), kit.AllApps(c), ui.Link{URL: link.Drafts(), Label: say.T(ctx, "Drafts")}),
		IDs:   ids, Names: names,
	}))
}

// discardSeveral deletes the chosen drafts.
func (r drafts) discardSeveral(c echo.Context) error {
	n, err := r.store.DiscardDrafts(c.Request().Context(), kit.IDs(c.QueryParams()["id"])...)
	return kit.Finish(c, err, reason.DraftsDiscarded.Of(n), link.Drafts())
}

func (r drafts) discard(c echo.Context) error {
	d, err := kit.DraftOf(c, r.store)
	if err != nil {
		return err
	}
	if _, err := r.store.DiscardDrafts(c.Request().Context(), d.ID); err != nil {
		return err
	}
	if err := web.Success(c, reason.DraftDiscarded.Of(kit.DraftTitle(c, d))); err != nil {
		return err
	}
	return web.Redirect(c, link.Apps())
}
