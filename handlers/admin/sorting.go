package admin

import (
	"context"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/views/admin"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// mostFiles is how many files are taken at once.
const mostFiles = 50

// sortingRoutes take files before anybody has said what for, and begin apps of them.
func (p portal) sortingRoutes(g *web.Group) {
	g.GET("/uploads/new", access.ManageApps, p.newUploads)
	g.Upload(http.MethodPost, "/uploads/new", access.ManageApps, p.postFiles)
	g.POST("/uploads/sort", access.ManageApps, p.sortFiles)
	g.GET("/uploads/sorted", access.ManageApps, p.sorted)
	g.POST("/uploads/:id/draft", access.ManageApps, p.sortFile)
}

// newUploads is the page to drop files on.
func (p portal) newUploads(c echo.Context) error {
	ctx := c.Request().Context()
	half, err := p.arrivingHere(c, link.NewUpload())
	if err != nil {
		return err
	}
	return web.Page(c, http.StatusOK, admin.NewUploads(admin.NewUploadsProps{
		Frame: web.Admin(c, say.T(ctx, "Upload files"), allApps(c), ui.Link{URL: link.Uploads(), Label: say.T(ctx, "Uploads")}),
		Drop:  fileDrop(), Arriving: half,
	}))
}

// arrivingHere are one's own files of which a part has arrived, for no app yet.
func (p portal) arrivingHere(c echo.Context, page string) (files []ui.ArrivingFile, err error) {
	lines, err := p.store.Uploads(c.Request().Context())
	for _, l := range lines {
		if l.State == models.UploadReceiving && l.DraftID == "" && l.AppID == "" && l.UserID == web.Actor(c).UserID {
			files = append(files, *arriving(l.Upload, page))
		}
	}
	return files, err
}

// fileDrop is the place that takes files of every kind.
func fileDrop() ui.FileDropProps {
	return ui.FileDropProps{Action: link.NewUpload(), Sort: link.SortUploads(), Extensions: apptype.Extensions(), Limit: largestPackage()}
}

// postFiles takes the files of a form.
func (p portal) postFiles(c echo.Context) error {
	ids, err := p.takeFiles(c, largestPackage())
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return web.Done(c, link.NewUpload())
	}
	return p.sort(c, ids)
}

// takeFiles takes the files of a form, one after the other. One that is refused does not keep the others from arriving.
func (p portal) takeFiles(c echo.Context, limit int64) (ids []models.ID, err error) {
	form, err := c.Request().MultipartReader()
	if err != nil {
		return nil, noFile(err)
	}
	for len(ids) < mostFiles {
		part, err := form.NextPart()
		if err != nil {
			break // the end, or a line that broke: what has arrived counts
		}
		if part.FileName() == "" {
			continue
		}
		u, err := receiveFile(c, p.store, incomingFile{part.FileName(), -1, part}, models.NewUpload{Limit: limit})
		if problem := web.Mistakes(err); problem != nil {
			err = web.Notice(c, models.Notice{Kind: "bad", Title: models.T("%s was not added", part.FileName()), Body: problem.Text})
			u.ID = ""
		}
		if err != nil {
			return ids, err
		}
		if u.ID != "" {
			ids = append(ids, u.ID)
		}
	}
	return ids, nil
}

// sortFiles goes on with files that have arrived piece by piece.
func (p portal) sortFiles(c echo.Context) error {
	form, err := web.Form(c)
	if err != nil {
		return err
	}
	return p.sort(c, ids(form["id"]))
}

// sort begins an app of every file of which just one kind can be made. One file that leaves no question leads into its wizard.
func (p portal) sort(c echo.Context, list []models.ID) error {
	ctx, cancel := context.WithTimeout(c.Request().Context(), readPatiently)
	defer cancel()
	var addresses []string
	for _, id := range list[:min(len(list), mostFiles)] {
		if _, err := p.store.WaitUpload(ctx, id); err != nil && !errors.Is(err, context.DeadlineExceeded) && models.KindOf(err) != models.KindNotFound {
			return err
		}
		a, err := p.store.SortUpload(c.Request().Context(), id, "")
		switch {
		case models.KindOf(err) == models.KindNotFound:
			continue
		case err != nil:
			return err
		case len(list) == 1 && a.Draft.ID != "":
			return web.Done(c, link.Draft(string(a.Draft.ID)))
		}
		addresses = append(addresses, string(id))
	}
	return web.Done(c, link.SortedUploads(addresses...))
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
	page := admin.SortedProps{
		Frame: web.Admin(c, say.T(ctx, "Uploaded files"), allApps(c), ui.Link{URL: link.NewUpload(), Label: say.T(ctx, "Upload files")}),
		Page:  link.SortedUploads(c.QueryParams()["id"]...),
	}
	for _, id := range ids(c.QueryParams()["id"]) {
		a, err := p.store.ArrivedFile(ctx, id)
		if models.KindOf(err) == models.KindNotFound {
			continue // cancelled, or an app by now
		}
		if err != nil {
			return err
		}
		f := admin.SortedFile{ID: string(a.ID), Name: a.Name, Size: a.Size, State: a.State, Fits: a.Fits, Problem: say.Text(ctx, a.Problem)}
		if a.Private {
			f.PrivateURL = link.PrivateAppOf(string(a.ID))
		}
		if a.Draft.ID != "" {
			f.URL, f.App = link.Draft(string(a.Draft.ID)), draftTitle(c, a.Draft)
		}
		page.Files = append(page.Files, f)
	}
	return web.Page(c, http.StatusOK, admin.Sorted(page))
}
