package uploads

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models/reason"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/uploads"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// list is the uploads that have not become an app yet.
func (r uploads) list(c echo.Context) error {
	ctx := c.Request().Context()
	rows, err := kit.UploadRows(c, r.store)
	if err != nil {
		return err
	}
	return web.Page(c, http.StatusOK, views.Uploads(viewkit.UploadsProps{
		Frame: web.Admin(c, say.T(ctx, "Uploads"), kit.AllApps(c), ui.Link{URL: link.Drafts(), Label: say.T(ctx, "Drafts")}),
		Rows:  rows, Back: link.Uploads(), Now: web.Now(c),
	}))
}

// confirmCancel asks before an upload is canceled.
func (r uploads) confirmCancel(c echo.Context) error {
	u, err := findUpload(c, r.store)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	back := web.Local(c.QueryParam("return"), link.Uploads())
	return kit.Confirm(c, viewkit.ConfirmProps{
		Frame: web.Admin(c, say.T(ctx, "Cancel upload"), kit.AllApps(c), ui.Link{URL: link.Uploads(), Label: say.T(ctx, "Uploads")}),
		Question: ui.ConfirmationProps{
			Title: say.T(ctx, "Cancel upload of %s?", u.Name), Action: link.Query(link.UploadCancel(string(u.ID)), "return", back),
			Button: say.T(ctx, "Cancel upload"), Cancel: back,
		},
		Sentences: []string{say.T(ctx, "The %s uploaded so far is deleted. This cannot be undone.", say.Size(ctx, u.Received))},
	})
}

// cancel removes an upload and goes back to the page that asked for it.
func (r uploads) cancel(c echo.Context) error {
	u, err := findUpload(c, r.store)
	if err != nil {
		return err
	}
	if err := r.store.CancelUpload(c.Request().Context(), u.ID); err != nil {
		return err
	}
	if err := web.Success(c, reason.UploadEnded.Of(u.Name)); err != nil {
		return err
	}
	return web.Redirect(c, web.Local(c.QueryParam("return"), link.Uploads()))
}
