package apps

import (
	"context"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/reason"
	views "appdepot/views/admin/apps"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// list is the versions of an app.
func (r versions) list(c echo.Context) error {
	return r.showList(c, http.StatusOK, models.Text{})
}

func (r versions) showList(c echo.Context, status int, mistake models.Text) error {
	ctx := c.Request().Context()
	h, frame, err := kit.AppFrame(c, r.store, "versions")
	if err != nil {
		return err
	}
	def, err := versioned(h.App)
	if err != nil {
		return err
	}
	page := views.VersionsProps{AppFrameProps: frame, Now: web.Now(c), Rule: views.NextVersionRule(ctx, def)}
	if !mistake.Empty() {
		page.Problem = say.Text(ctx, mistake)
	}
	if page.Rows, err = r.rows(ctx, h.App, def); err != nil {
		return err
	}
	if web.Rights(c).CanTo(access.ManageApps, access.App(h.App)) {
		if err := r.next(ctx, h.App, def, &page); err != nil {
			return err
		}
	}
	return web.Page(c, status, views.Versions(page))
}

// rows are the versions with the facts read from their packages and the differences from the version before.
func (r versions) rows(ctx context.Context, app models.App, def *apptype.Definition) ([]views.VersionRow, error) {
	lines, err := r.store.AppVersions(ctx, app.ID)
	if err != nil {
		return nil, err
	}
	packages, err := r.store.VersionPackages(ctx, app.ID)
	if err != nil {
		return nil, err
	}
	var rows []views.VersionRow
	for i, l := range lines {
		pkg := packages[l.PackageID]
		row := views.VersionRow{
			ID: string(l.ID), Number: l.Number, Version: l.DisplayVersion, File: l.FileName, UserName: l.UserName,
			Size: l.Size, Current: l.Current, At: l.CreatedAt, Facts: viewkit.PackageFacts{Type: def, Package: pkg},
		}
		if i+1 < len(lines) {
			row.Facts.Warnings = apptype.Differences(packages[lines[i+1].PackageID], pkg)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// next fills in the upload of the next version, with the file that was uploaded already.
func (r versions) next(ctx context.Context, app models.App, def *apptype.Definition, page *views.VersionsProps) error {
	next, err := r.store.NextVersion(ctx, app)
	if err != nil {
		return err
	}
	here := link.AppSection(string(app.ID), "versions")
	used, err := r.store.Storage(ctx)
	if err != nil {
		return err
	}
	page.PageURL = here
	page.Upload = &ui.FileUploadProps{
		Action: link.AppVersionFile(string(app.ID)), Name: "file", App: string(app.ID), Label: say.T(ctx, "App package file"),
		Extensions: def.Package.Extensions, Limit: def.Package.MaxBytes, Partial: kit.PartialUpload(next.Arriving, here), Room: viewkit.RoomLeft(ctx, used),
	}
	if u := next.Upload; u.ID != "" {
		read := next.Package
		read.Warnings = nil // they are among those of the version
		page.Next = &views.NextVersion{
			UploadID: string(u.ID), Facts: viewkit.PackageFacts{Type: def, Package: read, Warnings: next.Warnings}, Pending: next.Waits,
			Unanswered: field.Section{Title: "Not in the package", Fields: next.Open}, CommonAnswers: next.Same, Version: next.Package.Fact(models.FactVersion), AppVersion: strconv.Itoa(app.Version),
			File: viewkit.PackageFile{
				Name: u.Name, SHA256: u.SHA256, Size: u.Size, Signers: next.Package.Signers, Warnings: next.Warnings,
				Reading: u.State == models.UploadReading, Package: next.Package, Tile: kit.FileTile(u, next.Package),
			},
		}
		if !next.Refusal.Empty() {
			page.Next.File.Problem = say.Text(ctx, next.Refusal)
		}
	}
	return nil
}

// put takes a file from the script, which shows a refusal itself.
func (r versionPackages) put(c echo.Context) error {
	if err := r.receive(c); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// post takes a file from the form and shows what was read from it, or why it was refused.
func (r versionPackages) post(c echo.Context) error {
	err := r.receive(c)
	if e := web.UserError(err); e != nil {
		return r.showList(c, web.Status(err), e.Text)
	}
	if err != nil {
		return err
	}
	return web.Redirect(c, link.AppSection(c.Param("id"), "versions"))
}

// receive stores the file of the app's next version and waits for a while until it has been read.
func (r versionPackages) receive(c echo.Context) error {
	ctx := c.Request().Context()
	app, err := r.app(c)
	if err != nil {
		return err
	}
	u, err := kit.ReceiveUpload(c, r.store, models.NewUpload{AppID: app.ID})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, kit.FactsTimeout)
	defer cancel()
	_, err = r.store.WaitUpload(ctx, u.ID)
	return err
}

// create makes the uploaded file the app's next version.
func (r versions) create(c echo.Context) error {
	app, err := r.app(c)
	if err != nil {
		return err
	}
	form, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	added, err := r.store.AddVersion(c.Request().Context(), app.ID, web.Version(c), models.ID(c.FormValue("upload")), form)
	if e := web.UserError(err); e != nil {
		return r.showList(c, web.Status(err), models.T("%s", kit.ErrorText(c.Request().Context(), e)))
	}
	return r.finish(c, err, app, added, reason.VersionAdded, reason.VersionAddedUnassigned)
}

// finish says that devices get a version, or that the app is assigned to none.
func (r versions) finish(c echo.Context, err error, app models.App, v models.AppVersion, got, unassigned reason.With2[string, string]) error {
	if err != nil {
		return kit.Finish(c, err, models.Reason{}, "")
	}
	targets, err := r.store.AssignedTo(c.Request().Context(), app.ID)
	if len(targets) == 0 {
		got = unassigned
	}
	return kit.Finish(c, err, got.Of(v.DisplayVersion, app.Name), link.AppSection(string(app.ID), "versions"))
}

// confirmRestore says what going back to a version means before it is done.
func (r versions) confirmRestore(c echo.Context) error {
	ctx := c.Request().Context()
	app, v, err := r.find(c)
	if err != nil {
		return err
	}
	restoring, err := r.store.Restoring(ctx, app, v.ID)
	if err != nil {
		return err
	}
	back := link.AppSection(string(app.ID), "versions")
	props := viewkit.ConfirmProps{
		Frame: web.Admin(c, say.T(ctx, "Restore version %s", v.DisplayVersion), kit.AllApps(c), ui.Link{URL: link.App(string(app.ID)), Label: app.Name}),
		Question: ui.ConfirmationProps{
			Title:  say.T(ctx, "Restore version %s of %s?", v.DisplayVersion, app.Name),
			Action: link.Query(link.AppVersionRestore(string(app.ID), string(v.ID)), "version", strconv.Itoa(app.Version)),
			Button: say.T(ctx, "Restore version %s", v.DisplayVersion), Cancel: back, Harmless: true,
		},
	}
	for _, m := range restoring.Means {
		props.Sentences = append(props.Sentences, say.Text(ctx, m))
	}
	return kit.Confirm(c, props)
}

// restore makes an earlier version the one that devices get.
func (r versions) restore(c echo.Context) error {
	app, v, err := r.find(c)
	if err != nil {
		return err
	}
	number, err := strconv.Atoi(c.QueryParam("version"))
	if err != nil {
		return models.NotFound("This URL is incomplete. Go back to the app and try again.").Because(err)
	}
	_, err = r.store.RestoreVersion(c.Request().Context(), app.ID, number, v.ID)
	return r.finish(c, err, app, v, reason.VersionRestored, reason.VersionRestoredUnassigned)
}

func (r versions) app(c echo.Context) (models.App, error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return models.App{}, err
	}
	return r.store.App(c.Request().Context(), id)
}

// versioned is the type of an app that has versions.
func versioned(app models.App) (*apptype.Definition, error) {
	def, ok := apptype.Get(app.Type)
	if !ok || def.Package == nil || def.Fetched() {
		return nil, models.NotFound("Apps of this type have no versions. Go back to the app.")
	}
	return def, nil
}
