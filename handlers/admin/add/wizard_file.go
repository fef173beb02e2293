package add

import (
	"path"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store"
	views "appdepot/views/admin/add"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// checking names the parameter of a page that asks only whether the signature has been checked.
const checking = "checking"

// packageProps is the file of the draft, or the place to put one.
func (w wizard) packageProps(s field.Section, state form.State) *views.PackageProps {
	e, _ := apptype.PaneEntryOf(w.draft.Entry)
	page := w.url(0)
	props := &views.PackageProps{
		Section: s, State: state, Facts: w.file.Package.Facts, PageURL: page, Version: strconv.Itoa(w.draft.Version),
		Help: say.Text(w.ctx, e.FileHelp()),
		Upload: ui.FileUploadProps{
			Action: link.DraftFile(string(w.draft.ID)), Name: "file", Label: say.T(w.ctx, "App package file"),
			Draft: string(w.draft.ID), Extensions: e.Extensions(), Limit: e.MaxBytes(), Limits: e.Limits(), Partial: kit.PartialUpload(w.file.Arriving, page),
		},
	}
	if def, ok := apptype.Get(w.draft.Type); ok && def.Fetched() {
		return w.downloadProps(props)
	}
	if w.draft.UploadID == "" {
		props.Asking = true
		return props
	}
	// The file to replace is named, so that the page asks no more once another has come.
	if props.Asking = w.c.QueryParam("replace") == string(w.draft.UploadID); props.Asking {
		props.Upload.Replace = page
	}
	props.Asking = props.Asking || props.Upload.Partial != nil
	props.ReplaceURL = link.Query(page, "replace", string(w.draft.UploadID))
	props.RemoveURL = link.DraftFileRemoval(string(w.draft.ID))
	props.File = w.packageFile()
	props.Reloads = web.Part(w.c) == "package" && !props.File.Reading && w.c.QueryParam(checking) == ""
	props.CheckURL = link.Query(page, checking, "signature")
	return props
}

// downloadProps is content that the server downloads itself; nil before an app was chosen.
func (w wizard) downloadProps(props *views.PackageProps) *views.PackageProps {
	again := link.DraftSection(string(w.draft.ID), "content")
	switch coming := w.file.Arriving; {
	case w.draft.UploadID != "":
		props.File = w.packageFile()
		props.Fetched = &views.DownloadedFile{DownloadURL: again}
		if props.File.Problem != "" {
			w.offerOwnFile(props)
		}
		props.Reloads = web.Part(w.c) == "package" && !props.File.Reading && w.c.QueryParam(checking) == ""
		props.CheckURL = link.Query(props.PageURL, checking, "signature")
	case coming.ID != "":
		props.File = &viewkit.PackageFile{Name: coming.Name, Size: coming.Received, Reading: true, Downloading: true, Tile: ui.TileProps{ID: string(coming.ID), Name: coming.Name, Icon: "box", Size: 40}}
		props.Fetched = &views.DownloadedFile{DownloadURL: again}
	case w.draft.Found.Download != nil:
		props.Fetched = &views.DownloadedFile{DownloadURL: again}
	default:
		return nil
	}
	return props
}

// offerOwnFile lets people bring the installer that this server could not download.
func (w wizard) offerOwnFile(props *views.PackageProps) {
	props.ReplaceURL = link.Query(props.PageURL, "replace", string(w.draft.UploadID))
	if from := w.draft.Found.Download; from != nil {
		props.Upload.Extensions = []string{strings.ToLower(path.Ext(from.Name))}
		props.Upload.Limits = nil
	}
	if props.Asking = w.c.QueryParam("replace") == string(w.draft.UploadID); props.Asking {
		props.Upload.Replace = props.PageURL
	}
}

func (w wizard) packageFile() *viewkit.PackageFile {
	u := w.file.Upload
	f := &viewkit.PackageFile{
		Name: u.Name, SHA256: u.SHA256, Size: u.Size, Signers: w.file.Package.Signers, Warnings: w.file.Warnings(w.draft),
		Expiry:  viewkit.ExpiryOf(w.ctx, w.app.Type, w.app.Values, web.Now(w.c)),
		Reading: u.State == models.UploadReading || u.State == models.UploadReceiving,
		Tile:    kit.FileTile(u, w.file.Package), Package: w.file.Package,
	}
	if problem, bad := w.errors[apptype.PackageSection]; bad && !f.Reading {
		f.Problem = say.Text(w.ctx, problem)
	}
	return f
}

// delete takes the file off the draft.
func (r draftPackages) delete(c echo.Context) error {
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	d, err := r.store.RemoveDraftFile(c.Request().Context(), id, web.Version(c))
	if err != nil {
		return err
	}
	return web.Redirect(c, link.DraftStep(string(id), store.WizardSteps(d)[0].Key))
}
