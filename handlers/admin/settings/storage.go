package settings

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/reason"
	"appdepot/models/store"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/settings"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
)

// storage shows what is used, by what, and what can be removed.
func (p portal) storage(c echo.Context) error { return p.showStorage(c, http.StatusOK, form.State{}) }

// showStorage shows the page with what was answered about the plan; the plan that there is when nothing was.
func (p portal) showStorage(c echo.Context, status int, plan form.State) error {
	ctx := c.Request().Context()
	used, err := p.store.Storage(ctx)
	if err != nil {
		return err
	}
	if plan.Form == nil {
		plan.Form = field.Form{"plan": {string(used.Plan)}}
	}
	page := views.StorageProps{
		Plan:  plan,
		Frame: web.Admin(c, say.T(ctx, "Storage")), Storage: used, Now: web.Now(c), Most: store.MostStored,
	}
	if page.Uploads, err = kit.UploadRows(c, p.store); err != nil {
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
		page.Drafts = append(page.Drafts, views.StoredDraft{
			ID: string(d.ID), Name: kit.DraftTitle(c, d.Draft), File: d.FileName, User: d.UserName, Size: d.Size, Saved: d.UpdatedAt,
		})
	}
	return web.Page(c, status, views.Storage(page))
}

// storedApps adds the apps with what they take, and their old versions.
func (p portal) storedApps(c echo.Context, page *views.StorageProps) error {
	ctx := c.Request().Context()
	apps, err := p.store.StoredApps(ctx)
	if err != nil {
		return err
	}
	for _, a := range apps {
		page.Apps = append(page.Apps, views.StoredApp{
			ID: a.ID, LogoID: a.LogoID, Name: a.Name, Type: viewkit.TypeName(ctx, a.Type), Versions: a.Versions, Bytes: a.Bytes,
		})
	}
	old, err := p.store.OldVersions(ctx)
	if err != nil {
		return err
	}
	for _, v := range old {
		page.Old = append(page.Old, views.StoredVersion{
			ID: string(v.ID), AppID: string(v.AppID), App: v.AppName, Version: v.DisplayVersion, File: v.FileName,
			Frees: v.Frees, At: v.CreatedAt,
		})
	}
	return nil
}

func (p portal) setPlan(c echo.Context) error {
	f, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	err = p.store.SetPlan(c.Request().Context(), f)
	if e := web.UserError(err); e != nil {
		return p.showStorage(c, web.Status(err), form.State{Form: f, Errors: e.Fields})
	}
	done := reason.FullPlanBegan
	if f.Get("plan") == string(models.PlanTrial) {
		done = reason.TrialPlanBegan
	}
	return kit.Finish(c, err, done, link.Storage())
}
