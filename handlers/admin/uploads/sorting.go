package uploads

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	views "appdepot/views/admin/uploads"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// newUploads is the page to drop files on.
func (p portal) newUploads(c echo.Context) error {
	ctx := c.Request().Context()
	half, err := kit.ArrivingHere(c, p.store, link.NewUpload())
	if err != nil {
		return err
	}
	return web.Page(c, http.StatusOK, views.NewUploads(views.NewUploadsProps{
		Frame: web.Admin(c, say.T(ctx, "Upload files"), kit.AllApps(c), ui.Link{URL: link.Uploads(), Label: say.T(ctx, "Uploads")}),
		Drop:  kit.FileDrop(), Arriving: half,
	}))
}

// postFiles takes the files of a form.
func (p portal) postFiles(c echo.Context) error {
	ids, err := kit.TakeFiles(c, p.store, kit.LargestPackage())
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return web.Done(c, link.NewUpload())
	}
	return kit.SortFiles(c, p.store, ids)
}

// sortFiles goes on with files that have arrived piece by piece.
func (p portal) sortFiles(c echo.Context) error {
	form, err := web.Form(c)
	if err != nil {
		return err
	}
	return kit.SortFiles(c, p.store, kit.IDs(form["id"]))
}

// sortFile begins an app of one file, of the kind that was chosen.
func (p portal) sortFile(c echo.Context) error {
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	a, err := p.store.SortUpload(c.Request().Context(), id, c.FormValue("entry"))
	if problem := web.Mistakes(err); problem != nil {
		err = web.Notice(c, models.Notice{Kind: "bad", Title: models.T("The file was not added"), Body: problem.Text})
	}
	if err != nil {
		return err
	}
	if a.Draft.ID == "" {
		return web.Done(c, link.SortedUploads(string(id)))
	}
	return web.Done(c, link.Draft(string(a.Draft.ID)))
}

// sorted says what came of each file.
func (p portal) sorted(c echo.Context) error {
	ctx := c.Request().Context()
	page := views.SortedProps{
		Frame: web.Admin(c, say.T(ctx, "Uploaded files"), kit.AllApps(c), ui.Link{URL: link.NewUpload(), Label: say.T(ctx, "Upload files")}),
		Page:  link.SortedUploads(c.QueryParams()["id"]...),
	}
	for _, id := range kit.IDs(c.QueryParams()["id"]) {
		a, err := p.store.ArrivedFile(ctx, id)
		if models.KindOf(err) == models.KindNotFound {
			continue // cancelled, or an app by now
		}
		if err != nil {
			return err
		}
		f := views.SortedFile{ID: string(a.ID), Name: a.Name, Size: a.Size, State: a.State, Fits: a.Fits, Problem: say.Text(ctx, a.Why)}
		if a.Private {
			f.PrivateURL = link.PrivateAppOf(string(a.ID))
		}
		if a.Draft.ID != "" {
			f.URL, f.App = link.Draft(string(a.Draft.ID)), kit.DraftTitle(c, a.Draft)
		}
		page.Files = append(page.Files, f)
	}
	return web.Page(c, http.StatusOK, views.Sorted(page))
}
