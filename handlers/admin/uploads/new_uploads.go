package uploads

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/reason"
	views "appdepot/views/admin/uploads"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// new is the page on which files are dropped or chosen.
func (r uploads) new(c echo.Context) error { return r.showNew(c, http.StatusOK, models.Text{}) }

func (r uploads) showNew(c echo.Context, status int, problem models.Text) error {
	ctx := c.Request().Context()
	partial, err := kit.OwnPartialUploads(c, r.store, link.NewUpload())
	if err != nil {
		return err
	}
	drop := kit.FileDrop()
	drop.Problem = say.Text(ctx, problem)
	return web.Page(c, status, views.NewUploads(views.NewUploadsProps{
		Frame: web.Admin(c, say.T(ctx, "Upload files"), kit.AllApps(c), ui.Link{URL: link.Uploads(), Label: say.T(ctx, "Uploads")}),
		Drop:  drop, Partial: partial,
	}))
}

// create receives the files of a form.
func (r uploads) create(c echo.Context) error {
	ids, err := kit.ReceiveFiles(c, r.store, kit.LargestPackage())
	if e := web.UserError(err); e != nil {
		return r.showNew(c, web.Status(err), e.Text)
	}
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return web.Redirect(c, link.NewUpload())
	}
	return kit.BeginDrafts(c, r.store, ids)
}

// create begins an app of each file that the script has uploaded.
func (r draftsOfUploads) create(c echo.Context) error {
	form, err := web.Form(c)
	if err != nil {
		return err
	}
	return kit.BeginDrafts(c, r.store, kit.IDs(form["id"]))
}

// create begins an app of one file, of the type that was chosen.
func (r draftOfUpload) create(c echo.Context) error {
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	a, err := r.store.SortUpload(c.Request().Context(), id, c.FormValue("entry"))
	if err := web.Refusal(c, reason.FileNotAdded, err); err != nil {
		return err
	}
	if a.Draft.ID == "" {
		return web.Redirect(c, link.UploadResults(string(id)))
	}
	return web.Redirect(c, link.Draft(string(a.Draft.ID)))
}

// show says for each file which app it became, or what to do with it.
func (r uploadResults) show(c echo.Context) error {
	ctx := c.Request().Context()
	page := views.ResultsProps{
		Frame: web.Admin(c, say.T(ctx, "Uploaded files"), kit.AllApps(c), ui.Link{URL: link.NewUpload(), Label: say.T(ctx, "Upload files")}),
		Page:  link.UploadResults(c.QueryParams()["id"]...),
	}
	for _, id := range kit.IDs(c.QueryParams()["id"]) {
		a, err := r.store.ArrivedFile(ctx, id)
		if models.KindOf(err) == models.KindNotFound {
			continue // canceled, or an app by now
		}
		if err != nil {
			return err
		}
		f := views.ResultRow{ID: string(a.ID), Name: a.Name, Size: a.Size, State: a.State, Fits: a.Fits, Problem: say.Text(ctx, a.Why)}
		if a.Private {
			f.PrivateURL = link.PrivateAppOf(string(a.ID))
		}
		if a.Draft.ID != "" {
			f.URL, f.App = link.Draft(string(a.Draft.ID)), kit.DraftTitle(c, a.Draft)
		}
		page.Files = append(page.Files, f)
	}
	return web.Page(c, http.StatusOK, views.Results(page))
}
