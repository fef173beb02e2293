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
	"appdepot/views/icon"
	"appdepot/views/link"
	"appdepot/views/say"
)

// show shows what is used, by what, and what can be removed.
func (r storage) show(c echo.Context) error { return r.showPage(c, http.StatusOK, form.State{}) }

// showPage shows the page with what was answered about the plan; the plan that there is when nothing was.
func (r storage) showPage(c echo.Context, status int, plan form.State) error {
	ctx := c.Request().Context()
	used, err := r.store.Storage(ctx)
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
	if page.Uploads, err = kit.UploadRows(c, r.store); err != nil {
		return err
	}
	if err := r.addApps(c, &page); err != nil {
		return err
	}
	if err := r.addCheck(c, &page); err != nil {
		return err
	}
	drafts, err := r.store.StoredDrafts(ctx)
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

// addApps adds the apps with what they take, and their old versions.
func (r storage) addApps(c echo.Context, page *views.StorageProps) error {
	ctx := c.Request().Context()
	apps, err := r.store.StoredApps(ctx)
	if err != nil {
		return err
	}
	for _, a := range apps {
		page.Apps = append(page.Apps, views.StoredApp{
			ID: a.ID, Tile: icon.App(a.ID, a.Type, a.Name, a.LogoID, 32), Name: a.Name, Type: viewkit.TypeName(ctx, a.Type), Versions: a.Versions, Bytes: a.Bytes,
		})
	}
	old, err := r.store.OldVersions(ctx)
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

// addCheck adds what is known about the stored files.
func (r storage) addCheck(c echo.Context, page *views.StorageProps) error {
	found, err := r.store.FileCheck(c.Request().Context())
	if err != nil {
		return err
	}
	page.Check = views.FileCheckProps{Waiting: found.Waiting, Oldest: found.Oldest}
	for _, f := range found.Damaged {
		page.Check.Damaged = append(page.Check.Damaged, views.DamagedFile{
			File: f.FileName, AppID: string(f.AppID), App: f.AppName, Version: f.Version, Damage: f.Damage, Size: f.Size, Found: f.CheckedAt,
		})
	}
	return nil
}

// check has the stored files checked.
func (r storage) check(c echo.Context) error {
	return kit.Finish(c, r.store.RequestFileCheck(c.Request().Context()), reason.FilesBeingChecked, link.Storage())
}

func (r storage) updatePlan(c echo.Context) error {
	f, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	err = r.store.SetPlan(c.Request().Context(), f)
	if e := web.UserError(err); e != nil {
		return r.showPage(c, web.Status(err), form.State{Form: f, Errors: e.Fields})
	}
	done := reason.FullPlanBegan
	if f.Get("plan") == string(models.PlanTrial) {
		done = reason.TrialPlanBegan
	}
	return kit.Finish(c, err, done, link.Storage())
}
