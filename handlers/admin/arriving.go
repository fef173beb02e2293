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

// arrivingRoutes are the pages about files of which a part has still to come, or that no app has been made of yet.
func (p portal) arrivingRoutes(g *web.Group) {
	g.GET("/uploads", access.ManageApps, p.uploads)
	g.GET("/uploads/:id/cancel", access.ManageApps, p.askCancelUpload)
	g.POST("/uploads/:id/cancel", access.ManageApps, p.cancelUpload)
}

// uploads lists them.
func (p portal) uploads(c echo.Context) error {
	ctx := c.Request().Context()
	rows, err := p.arrivingRows(c)
	if err != nil {
		return err
	}
	return web.Page(c, http.StatusOK, admin.Uploads(admin.UploadsProps{
		Frame: web.Admin(c, say.T(ctx, "Uploads"), allApps(c), ui.Link{URL: link.Drafts(), Label: say.T(ctx, "Drafts")}),
		Rows:  rows, Back: link.Uploads(), Now: web.Now(c),
	}))
}

// arrivingRows says of each upload what it is for and where it goes on.
func (p portal) arrivingRows(c echo.Context) ([]admin.UploadRow, error) {
	ctx := c.Request().Context()
	lines, err := p.store.Uploads(ctx)
	if err != nil {
		return nil, err
	}
	drafts, err := p.store.Drafts(ctx)
	if err != nil {
		return nil, err
	}
	titles := map[models.ID]string{}
	for _, d := range drafts {
		titles[d.ID] = draftTitle(c, d.Draft)
	}
	var rows []admin.UploadRow
	for _, l := range lines {
		row := admin.UploadRow{
			ID: string(l.ID), Name: l.Name, User: l.UserName, Size: l.Size, Received: l.Received,
			Begun: l.CreatedAt, Expires: store.UploadExpires(l.Upload), State: l.State,
		}
		switch {
		case l.State != models.UploadReceiving:
			row.For, row.URL = say.T(ctx, "A new app"), link.SortedUploads(string(l.ID))
		case l.DraftID != "":
			row.For, row.URL = titles[l.DraftID], link.Draft(string(l.DraftID))
		case l.AppID != "":
			row.For, row.URL = l.AppName, link.AppSection(string(l.AppID), "versions")
		default:
			row.For, row.URL = say.T(ctx, "A new app"), link.NewUpload()
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func (p portal) askCancelUpload(c echo.Context) error {
	u, err := p.uploadOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	back := web.Local(c.QueryParam("return"), link.Uploads())
	return sure(c, admin.SureProps{
		Frame: web.Admin(c, say.T(ctx, "Cancel upload"), allApps(c), ui.Link{URL: link.Uploads(), Label: say.T(ctx, "Uploads")}),
		Question: ui.ConfirmationProps{
			Title: say.T(ctx, "Cancel the upload of %s?", u.Name), Action: link.Query(link.UploadCancel(string(u.ID)), "return", back),
			Button: say.T(ctx, "Cancel upload"), Cancel: back,
		},
		Sentences: []string{say.T(ctx, "What has arrived of it, %s, is removed. This cannot be undone.", say.Size(ctx, u.Received))},
	})
}

// cancelUpload forgets an upload, and goes back to where that was asked for.
func (p portal) cancelUpload(c echo.Context) error {
	u, err := p.uploadOf(c)
	if err != nil {
		return err
	}
	if err := p.store.CancelUpload(c.Request().Context(), u.ID); err != nil {
		return err
	}
	if err := web.Did(c, models.T("The upload of %s was canceled.", u.Name)); err != nil {
		return err
	}
	return web.Done(c, web.Local(c.QueryParam("return"), link.Uploads()))
}
