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
	"appdepot/models/reason"
	"appdepot/views/link"
)

// put answers the script: 204 when it should reload the page, or a sentence.
func (r draftPackages) put(c echo.Context) error {
	if _, err := r.receive(c); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// post answers the form: the draft, with the reason when the file was refused.
func (r draftPackages) post(c echo.Context) error {
	id, err := r.receive(c)
	if id != "" {
		err = web.Refusal(c, reason.FileNotAdded, err)
	}
	if err != nil {
		return err
	}
	return web.Redirect(c, link.DraftStep(string(id), apptype.Information))
}

// receive stores a file and attaches it to the draft. Others may edit the draft meanwhile, but not attach another file.
func (r draftPackages) receive(c echo.Context) (models.ID, error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return "", err
	}
	ctx := c.Request().Context()
	before, err := r.store.Draft(ctx, id)
	if err != nil {
		return "", err
	}
	entry, _ := apptype.PaneEntryOf(before.Entry)
	if entry.MaxBytes() == 0 {
		return id, reason.TypeHasNoFile.Invalid()
	}
	u, err := kit.ReceiveUpload(c, r.store, models.NewUpload{Entry: entry.ID})
	if err != nil {
		return id, err
	}
	if err := r.attach(ctx, before, u.ID); err != nil {
		return id, errors.Join(err, kit.DiscardUpload(ctx, r.store, u.ID))
	}
	if c.Request().Header.Get("Prefer") == "respond-async" { // RFC 7240: the sender asks for the facts later
		return id, nil
	}
	ctx, cancel := context.WithTimeout(ctx, kit.FactsTimeout)
	defer cancel()
	_, err = r.store.WaitUpload(ctx, u.ID)
	return id, err
}

func (r draftPackages) attach(ctx context.Context, before models.Draft, upload models.ID) error {
	now, err := r.store.Draft(ctx, before.ID)
	if err != nil {
		return err
	}
	if now.UploadID != before.UploadID {
		return reason.FileChanged.Conflict()
	}
	_, err = r.store.AttachUpload(ctx, before.ID, now.Version, upload)
	return err
}
