package admin

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

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

// readThrough is how long the answer to a new version waits until its file has been read: there is no draft that could wait.
const readThrough = 5 * time.Minute

// versionRoutes are the versions of an app.
func (p portal) versionRoutes(g *web.Group) {
	g.GET("/apps/:id/versions", access.ReadApps, p.versions)
	g.Upload(http.MethodPut, "/apps/:id/versions/package", access.ManageApps, p.putVersion)
	g.Upload(http.MethodPost, "/apps/:id/versions/package", access.ManageApps, p.postVersion)
}

// versions lists the versions of an app.
func (p portal) versions(c echo.Context) error {
	return p.showVersions(c, http.StatusOK, models.Text{})
}

func (p portal) showVersions(c echo.Context, status int, mistake models.Text) error {
	ctx := c.Request().Context()
	h, frame, err := p.appFrame(c, "versions")
	if err != nil {
		return err
	}
	def, ok := apptype.Get(h.Type)
	if !ok || def.Package == nil {
		return models.NotFound("Apps of this type have no versions. Go back to the app.")
	}
	lines, err := p.store.AppVersions(ctx, h.ID)
	if err != nil {
		return err
	}
	page := admin.VersionsProps{AppFrameProps: frame, Now: web.Now(c), Rule: admin.RenewalRule(ctx, def)}
	if !mistake.Empty() {
		page.Mistake = say.Text(ctx, mistake)
	}
	for _, l := range lines {
		page.Rows = append(page.Rows, admin.VersionRow{
			Number: l.Number, Version: l.DisplayVersion, File: l.FileName, SHA256: l.SHA256, UserName: l.UserName,
			Size: l.Size, Current: l.Current, At: l.CreatedAt,
		})
	}
	if frame.MayEdit {
		page.Upload = &ui.FileUploadProps{
			Action: link.Query(link.AppVersionFile(string(h.ID)), "version", strconv.Itoa(h.Version)), Name: "file",
			Label: say.T(ctx, "App package file"), Extensions: def.Package.Extensions, Limit: def.Package.MaxBytes,
		}
	}
	return web.Page(c, status, admin.Versions(page))
}

// putVersion answers the script, which shows a refusal itself.
func (p portal) putVersion(c echo.Context) error {
	if err := p.addVersion(c); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// postVersion shows the versions again, with the reason when the package was refused.
func (p portal) postVersion(c echo.Context) error {
	err := p.addVersion(c)
	if e := web.Mistakes(err); e != nil {
		return p.showVersions(c, web.Status(err), e.Text)
	}
	if err != nil {
		return err
	}
	return web.Done(c, link.AppSection(c.Param("id"), "versions"))
}

// addVersion receives a package and makes it the app's next version.
func (p portal) addVersion(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	app, err := p.store.App(ctx, id)
	if err != nil {
		return err
	}
	def, ok := apptype.Get(app.Type)
	if !ok || def.Package == nil {
		return models.Invalid("Apps of this type have no versions. Change the app's properties instead.")
	}
	version, err := strconv.Atoi(c.QueryParam("version"))
	if err != nil {
		return models.NotFound("This address is not complete. Go back to the app and start again from there.").Because(err)
	}
	u, err := receive(c, p.store, def.Package.MaxBytes)
	if err != nil {
		return err
	}
	added, err := p.renew(ctx, id, version, u.ID)
	if err != nil {
		return errors.Join(err, drop(ctx, p.store, u.ID))
	}
	return web.Did(c, models.T("Version %s of %s is uploaded. Devices hear of it at their next check-in.", added.DisplayVersion, app.Name))
}

// renew waits until the package has been read, and adds it.
func (p portal) renew(ctx context.Context, id models.ID, version int, upload models.ID) (models.AppVersion, error) {
	patience, cancel := context.WithTimeout(ctx, readThrough)
	defer cancel()
	if _, err := p.store.WaitUpload(patience, upload); err != nil {
		return models.AppVersion{}, err
	}
	return p.store.AddVersion(ctx, id, version, upload)
}
