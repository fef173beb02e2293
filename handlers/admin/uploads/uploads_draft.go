package uploads

import (
	"context"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/views/link"
)

// putDraftFile answers the script: 204 when its page should be loaded again, or a sentence.
func (p portal) putDraftFile(c echo.Context) error {
	if _, err := p.draftFile(c); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// postDraftFile goes back to the draft, with the reason when the file was refused.
func (p portal) postDraftFile(c echo.Context) error {
	id, err := p.draftFile(c)
	if problem := web.Mistakes(err); problem != nil && id != "" {
		err = web.Notice(c, models.Notice{Kind: "bad", Title: models.T("The file was not added"), Body: problem.Text})
	}
	if err != nil {
		return err
	}
	return web.Done(c, link.DraftStep(string(id), apptype.Information))
}

// draftFile receives a file and makes it the draft's. Somebody else may go on typing in the draft meanwhile, but not add
// another file.
func (p portal) draftFile(c echo.Context) (models.ID, error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return "", err
	}
	ctx := c.Request().Context()
	before, err := p.store.Draft(ctx, id)
	if err != nil {
		return "", err
	}
	entry, _ := apptype.PaneEntryOf(before.Entry)
	if entry.MaxBytes() == 0 {
		return id, models.Invalid("Apps of this type have no package file.")
	}
	u, err := kit.ReceiveUpload(c, p.store, models.NewUpload{Limit: entry.MaxBytes()})
	if err != nil {
		return id, err
	}
	if err := p.attach(ctx, before, u.ID); err != nil {
		return id, errors.Join(err, kit.DropUpload(ctx, p.store, u.ID))
	}
	if c.Request().Header.Get("Prefer") == "respond-async" { // RFC 7240: the sender asks for the facts later
		return id, nil
	}
	ctx, cancel := context.WithTimeout(ctx, kit.ReadPatiently)
	defer cancel()
	_, err = p.store.WaitUpload(ctx, u.ID)
	return id, err
}

func (p portal) attach(ctx context.Context, before models.Draft, upload models.ID) error {
	now, err := p.store.Draft(ctx, before.ID)
	if err != nil {
		return err
	}
	if now.UploadID != before.UploadID {
		return models.Conflict("Somebody else changed the file of this app while yours was on its way. Look at theirs first, then upload yours again if it is needed.")
	}
	_, err = p.store.AttachUpload(ctx, before.ID, now.Version, upload)
	return err
}
