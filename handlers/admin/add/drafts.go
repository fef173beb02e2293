package add

import (
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	views "appdepot/views/admin/add"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// drafts lists the apps that are being added.
func (p portal) drafts(c echo.Context) error {
	ctx := c.Request().Context()
	lines, err := p.store.Drafts(ctx)
	if err != nil {
		return err
	}
	page := views.DraftsProps{Frame: web.Admin(c, say.T(ctx, "Drafts"), kit.AllApps(c)), Now: web.Now(c)}
	for _, l := range lines {
		page.Rows = append(page.Rows, views.DraftRow{
			ID: string(l.ID), Name: kit.DraftTitle(c, l.Draft), Type: kit.DraftType(c, l.Draft), File: l.FileName, User: l.UserName, Saved: l.UpdatedAt,
		})
	}
	return web.Page(c, 200, views.Drafts(page))
}

// draft goes on where it was left. A draft that has become an app leads to the app.
func (p portal) draft(c echo.Context) error {
	d, err := kit.DraftOf(c, p.store)
	if err != nil {
		return p.created(c, err)
	}
	return web.Done(c, link.DraftStep(string(d.ID), d.Step))
}

// created leads to the app that a missing draft has become, or that it has brought back; any other error is the answer.
func (p portal) created(c echo.Context, err error) error {
	id, bad := web.PathID(c, "id")
	if bad != nil || models.KindOf(err) != models.KindNotFound {
		return err
	}
	for _, id := range append([]models.ID{id}, kit.IDs([]string{c.FormValue("app")})...) {
		if app, none := p.store.App(c.Request().Context(), id); none == nil {
			return web.Done(c, link.App(string(app.ID)))
		}
	}
	return err
}

// askDiscard asks before a draft is thrown away.
func (p portal) askDiscard(c echo.Context) error {
	d, err := kit.DraftOf(c, p.store)
	if err != nil {
		return p.created(c, err)
	}
	ctx := c.Request().Context()
	return web.Page(c, 200, views.DiscardDraft(views.DiscardDraftProps{
		Frame: web.Admin(c, say.T(ctx, "Discard draft"), kit.AllApps(c), ui.Link{URL: link.Drafts(), Label: say.T(ctx, "Drafts")}),
		ID:    string(d.ID), Name: kit.DraftTitle(c, d), Cancel: link.Draft(string(d.ID)),
	}))
}

func (p portal) discard(c echo.Context) error {
	d, err := kit.DraftOf(c, p.store)
	if err != nil {
		return err
	}
	if err := p.store.DiscardDraft(c.Request().Context(), d.ID); err != nil {
		return err
	}
	if err := web.Did(c, models.T("The draft of %s was discarded.", kit.DraftTitle(c, d))); err != nil {
		return err
	}
	return web.Done(c, link.Apps())
}
