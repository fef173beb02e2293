package admin

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store"
	"appdepot/views/admin"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// storageRoutes are the pages about what is kept and how much may be.
func (p portal) storageRoutes(g *web.Group) {
	g.GET("/storage", access.ManageApps, p.storage)
	g.POST("/storage/plan", access.ManageSettings, p.setPlan)
	g.GET("/apps/:id/versions/:version/remove", access.ManageApps, p.askRemoveVersion)
	g.POST("/apps/:id/versions/:version/remove", access.ManageApps, p.removeVersion)
}

// storage shows what is used, by what, and what can be removed.
func (p portal) storage(c echo.Context) error {
	ctx := c.Request().Context()
	used, err := p.store.Storage(ctx)
	if err != nil {
		return err
	}
	page := admin.StorageProps{
		Frame: web.Admin(c, say.T(ctx, "Storage")), Storage: used, Now: web.Now(c), Most: store.MostStored,
	}
	if page.Uploads, err = p.arrivingRows(c); err != nil {
		return err
	}
	if err := p.storedApps(c, &page); err != nil {
		return err
	}
	drafts, err := p.store.StoredDrafts(ctx)
	if err != nil {
		return err
	}
	for _, d := range drafts {
		page.Drafts = append(page.Drafts, admin.StoredDraft{
			ID: string(d.ID), Name: draftTitle(c, d.Draft), File: d.FileName, User: d.UserName, Size: d.Size, Saved: d.UpdatedAt,
		})
	}
	return web.Page(c, http.StatusOK, admin.Storage(page))
}

// storedApps adds the apps with what they take, and their old versions.
func (p portal) storedApps(c echo.Context, page *admin.StorageProps) error {
	ctx := c.Request().Context()
	apps, err := p.store.StoredApps(ctx)
	if err != nil {
		return err
	}
	for _, a := range apps {
		page.Apps = append(page.Apps, admin.StoredApp{
			ID: a.ID, LogoID: a.LogoID, Name: a.Name, Type: admin.TypeName(ctx, a.Type), Versions: a.Versions, Bytes: a.Bytes,
		})
	}
	old, err := p.store.OldVersions(ctx)
	if err != nil {
		return err
	}
	for _, v := range old {
		page.Old = append(page.Old, admin.StoredVersion{
			ID: string(v.ID), AppID: string(v.AppID), App: v.AppName, Version: v.DisplayVersion, File: v.FileName,
			Frees: v.Frees, At: v.CreatedAt,
		})
	}
	return nil
}

func (p portal) setPlan(c echo.Context) error {
	plan := models.Plan(c.FormValue("plan"))
	if err := p.store.SetPlan(c.Request().Context(), plan); err != nil {
		return err
	}
	done := models.T("The organization has the full plan now: what is kept has no limit.")
	if plan == models.PlanTrial {
		done = models.T("The organization has the trial plan now.")
	}
	return did(c, nil, done, link.Storage())
}

func (p portal) askRemoveVersion(c echo.Context) error {
	ctx := c.Request().Context()
	app, v, err := p.versionOf(c)
	if err != nil {
		return err
	}
	back := web.Local(c.QueryParam("return"), link.Storage())
	return sure(c, admin.SureProps{
		Frame: web.Admin(c, say.T(ctx, "Remove version"), allApps(c), ui.Link{URL: link.App(string(app.ID)), Label: app.Name}),
		Question: ui.ConfirmationProps{
			Title: say.T(ctx, "Remove version %s of %s?", v.DisplayVersion, app.Name), Action: link.Query(link.AppVersionRemoval(string(app.ID), string(v.ID)), "return", back),
			Button: say.T(ctx, "Remove version"), Cancel: back,
		},
		Sentences: []string{say.T(ctx, "Devices get another version already; those that still have this one keep it. Going back to it is no longer possible. This cannot be undone.")},
	})
}

func (p portal) removeVersion(c echo.Context) error {
	app, v, err := p.versionOf(c)
	if err != nil {
		return err
	}
	err = p.store.RemoveVersion(c.Request().Context(), app.ID, v.ID)
	return did(c, err, models.T("Version %s of %s was removed.", v.DisplayVersion, app.Name), web.Local(c.QueryParam("return"), link.Storage()))
}

// versionOf finds the version a request is about, and its app.
func (p portal) versionOf(c echo.Context) (app models.App, v models.AppVersion, err error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return app, v, err
	}
	version, err := web.PathID(c, "version")
	if err != nil {
		return app, v, err
	}
	if app, err = p.store.App(c.Request().Context(), id); err != nil {
		return app, v, err
	}
	v, err = p.store.AppVersion(c.Request().Context(), id, version)
	return app, v, err
}
