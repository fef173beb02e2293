package connectors

import (
	"context"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/reason"
	"appdepot/models/store"
	views "appdepot/views/admin/connectors"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// new takes the package of a private app.
func (r privateAppFiles) new(c echo.Context) error { return r.showNew(c, http.StatusOK, models.Text{}) }

func (r privateAppFiles) showNew(c echo.Context, status int, problem models.Text) error {
	frame, err := privateFrame(c)
	if err != nil {
		return err
	}
	half, err := kit.OwnPartialUploads(c, r.store, link.PlayPrivateApp())
	if err != nil {
		return err
	}
	return web.Page(c, status, views.NewPrivateApp(views.NewPrivateAppProps{
		PlayFrame: frame,
		Drop: ui.FileDropProps{
			Action: link.PlayPrivateApp(), Sort: link.ArrivedPrivateApp(), Extensions: []string{".apk"}, Limit: apptype.MaxAPKBytes,
			Problem: say.Text(c.Request().Context(), problem),
		},
		Arriving: slices.DeleteFunc(half, func(f ui.PartialUpload) bool { return !strings.EqualFold(path.Ext(f.Name), ".apk") }),
	}))
}

func privateFrame(c echo.Context) (views.PlayFrame, error) {
	ctx := c.Request().Context()
	return playFrame(c, say.T(ctx, "Add private app"), ui.Link{Label: say.T(ctx, "Managed Google Play"), URL: link.PlayApps()})
}

// create takes the package from a form.
func (r privateAppFiles) create(c echo.Context) error {
	ids, err := kit.ReceiveFiles(c, r.store, apptype.MaxAPKBytes)
	if e := web.UserError(err); e != nil {
		return r.showNew(c, web.Status(err), e.Text)
	}
	if err != nil {
		return err
	}
	return r.redirectToNext(c, ids)
}

// create goes on with packages that have arrived piece by piece.
func (r arrivedPrivateApps) create(c echo.Context) error {
	form, err := web.Form(c)
	if err != nil {
		return err
	}
	return r.redirectToNext(c, kit.IDs(form["id"]))
}

// redirectToNext asks about one file; of several, each is told what can be made of it.
func (r privateAppFiles) redirectToNext(c echo.Context, list []models.ID) error {
	switch len(list) {
	case 0:
		return web.Redirect(c, link.PlayPrivateApp())
	case 1:
		return web.Redirect(c, link.PrivateAppOf(string(list[0])))
	}
	return kit.BeginDrafts(c, r.store, list)
}

// show shows what was read from a package, and asks for what it does not say.
func (r privateApps) show(c echo.Context) error {
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	file, err := r.store.PrivateApp(c.Request().Context(), id)
	if err != nil {
		return err
	}
	return r.showPage(c, file, form.State{Form: field.Form{"title": {firstLetters(file.Package.Fact(models.FactName), forms.PlayPrivateApp[0].Limit())}}}, nil)
}

func firstLetters(text string, most int) string {
	letters := []rune(text)
	return strings.TrimSpace(string(letters[:min(len(letters), most)]))
}

// showPage shows the page; refused is why no app was made.
func (r privateApps) showPage(c echo.Context, file store.PrivateApp, state form.State, refused *models.Error) error {
	ctx, status := c.Request().Context(), http.StatusOK
	frame, err := privateFrame(c)
	if err != nil {
		return err
	}
	page := views.PrivateAppProps{
		PlayFrame: frame, UploadID: string(file.Upload.ID), PackageName: file.Package.Fact(models.FactPackageID), Waits: file.Waits, Fields: forms.PlayPrivateApp, State: state,
		Read: viewkit.PackageFacts{Package: file.Package},
		File: viewkit.PackageFile{
			Name: file.Upload.Name, SHA256: file.Upload.SHA256, Size: file.Upload.Size, Reading: file.Upload.State == models.UploadReading,
			Tile: kit.FileTile(file.Upload, file.Package), Package: file.Package, Warnings: file.Package.Warnings, Problem: reasons(ctx, file.Refused),
		},
	}
	if file.AppID != "" {
		page.AppURL = link.App(string(file.AppID))
	}
	if refused != nil {
		page.State.Errors, page.Problem, status = refused.Fields, refused.Text, web.Status(refused)
	}
	return web.Page(c, status, views.PrivateApp(page))
}

func reasons(ctx context.Context, why []models.Text) string {
	var sentences []string
	for _, t := range why {
		sentences = append(sentences, say.Text(ctx, t))
	}
	return strings.Join(sentences, " ")
}

// create has managed Google Play make an app of the package, and adds it. Pressed twice, it leads to the app.
func (r privateApps) create(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	posted, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	app, already, err := web.ServerOf(c).Play.AddPrivateApp(ctx, id, posted)
	if already {
		return web.Redirect(c, link.App(string(app.ID)))
	}
	if e := web.UserError(unavailableAsInvalid(err)); e != nil {
		return r.showRefused(c, id, posted, e)
	}
	return kit.Finish(c, err, reason.PrivateAppAdded.Of(app.Name), link.App(string(app.ID)))
}

// showRefused shows the page again with what was typed and why no app was made of the package; that the package is gone, when it is.
func (r privateApps) showRefused(c echo.Context, id models.ID, posted field.Form, why *models.Error) error {
	file, err := r.store.PrivateApp(c.Request().Context(), id)
	if err != nil {
		return err
	}
	return r.showPage(c, file, form.State{Form: posted}, why)
}
