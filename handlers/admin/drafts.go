package admin

import (
	"cmp"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/store"
	"appdepot/views/admin"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// draftRoutes are the pages on which apps are added, and their versions.
func (p portal) draftRoutes(g *web.Group) {
	g.GET("/apps/new", access.ManageDrafts, p.selectAppType)
	g.POST("/apps/new", access.ManageDrafts, p.addDraft)
	g.GET("/drafts", access.ManageDrafts, p.drafts)
	g.GET("/drafts/:id", access.ManageDrafts, p.draft)
	g.GET("/drafts/:id/discard", access.ManageDrafts, p.askDiscard)
	g.POST("/drafts/:id/discard", access.ManageDrafts, p.discard)
	g.GET("/drafts/:id/steps/:step", access.ManageDrafts, p.step)
	g.POST("/drafts/:id/steps/:step", access.ManageDrafts, p.saveStep)
	g.POST("/drafts/:id/package/removal", access.ManageDrafts, p.removeDraftFile)
	p.versionRoutes(g)
	p.playRoutes(g)
	p.catalogUpdateRoutes(g)
	p.assignRoutes(g, "/drafts/:id/assignments", access.ManageDrafts, p.draftAssigning)
	p.relateRoutes(g, "/drafts/:id/relations", access.ManageDrafts, p.draftRelating)
}

// drafts lists the apps that are being added.
func (p portal) drafts(c echo.Context) error {
	ctx := c.Request().Context()
	lines, err := p.store.Drafts(ctx)
	if err != nil {
		return err
	}
	page := admin.DraftsProps{Frame: web.Admin(c, say.T(ctx, "Drafts"), allApps(c)), Now: web.Now(c)}
	for _, l := range lines {
		page.Rows = append(page.Rows, admin.DraftRow{
			ID: string(l.ID), Name: draftTitle(c, l.Draft), Type: draftType(c, l.Draft), File: l.FileName, User: l.UserName, Saved: l.UpdatedAt,
		})
	}
	return web.Page(c, 200, admin.Drafts(page))
}

// draftTitle is what a draft is called: the app's name as typed so far, or the kind of app.
func draftTitle(c echo.Context, d models.Draft) string {
	app, _ := store.DraftApp(d)
	return cmp.Or(appNames(c.Request().Context(), d, app), draftType(c, d))
}

// draftType is the type of a draft or, before a file has decided it, the kind of app that was chosen.
func draftType(c echo.Context, d models.Draft) string {
	ctx := c.Request().Context()
	if d.Type != "" {
		return admin.TypeName(ctx, d.Type)
	}
	e, _ := apptype.PaneEntryOf(d.Entry)
	return say.Text(ctx, models.Text{Source: e.Label})
}

// draft goes on where it was left. A draft that has become an app leads to the app.
func (p portal) draft(c echo.Context) error {
	d, err := p.draftOf(c)
	if err != nil {
		return p.created(c, err)
	}
	return web.Done(c, link.DraftStep(string(d.ID), d.Step))
}

// draftOf finds the draft a request is about.
func (p portal) draftOf(c echo.Context) (models.Draft, error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return models.Draft{}, err
	}
	return p.store.Draft(c.Request().Context(), id)
}

// created leads to the app that a missing draft has become, or that it has brought back; any other error is the answer.
func (p portal) created(c echo.Context, err error) error {
	id, bad := web.PathID(c, "id")
	if bad != nil || models.KindOf(err) != models.KindNotFound {
		return err
	}
	for _, id := range append([]models.ID{id}, ids([]string{c.FormValue("app")})...) {
		if app, none := p.store.App(c.Request().Context(), id); none == nil {
			return web.Done(c, link.App(string(app.ID)))
		}
	}
	return err
}

// askDiscard asks before a draft is thrown away.
func (p portal) askDiscard(c echo.Context) error {
	d, err := p.draftOf(c)
	if err != nil {
		return p.created(c, err)
	}
	ctx := c.Request().Context()
	return web.Page(c, 200, admin.DiscardDraft(admin.DiscardDraftProps{
		Frame: web.Admin(c, say.T(ctx, "Discard draft"), allApps(c), ui.Link{URL: link.Drafts(), Label: say.T(ctx, "Drafts")}),
		ID:    string(d.ID), Name: draftTitle(c, d), Cancel: link.Draft(string(d.ID)),
	}))
}

func (p portal) discard(c echo.Context) error {
	d, err := p.draftOf(c)
	if err != nil {
		return err
	}
	if err := p.store.DiscardDraft(c.Request().Context(), d.ID); err != nil {
		return err
	}
	if err := web.Did(c, models.T("The draft of %s was discarded.", draftTitle(c, d))); err != nil {
		return err
	}
	return web.Done(c, link.Apps())
}
