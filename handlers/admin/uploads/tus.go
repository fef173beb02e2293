package uploads

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/reason"
	"appdepot/models/store"
	"appdepot/views/link"
	"appdepot/views/say"
)

// The tus protocol for resumable uploads, 1.0.0, with the extensions that tusExtensions names. It is written on the store's
// own verbs, because the existing servers support no checksums. Source: tus.io, protocols, resumable upload.
const (
	tusVersion    = "1.0.0"
	tusExtensions = "creation,creation-with-upload,expiration,checksum,termination"
	tusAlgorithms = "sha256,sha1"
	tusChunk      = "application/offset+octet-stream"

	statusChecksumMismatch = 460 // of the checksum extension
)

// tusOptions lists what this server supports.
func tusOptions(c echo.Context) error {
	h := c.Response().Header()
	h.Set("Tus-Resumable", tusVersion)
	h.Set("Tus-Version", tusVersion)
	h.Set("Tus-Extension", tusExtensions)
	h.Set("Tus-Checksum-Algorithm", tusAlgorithms)
	h.Set("Tus-Max-Size", strconv.FormatInt(kit.LargestPackage(), 10))
	return c.NoContent(http.StatusNoContent)
}

// tus wraps a handler of the protocol: it checks the version and answers some errors with the protocol's own status.
func tus(h echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set("Tus-Resumable", tusVersion)
		if c.Request().Header.Get("Tus-Resumable") != tusVersion {
			c.Response().Header().Set("Tus-Version", tusVersion)
			return tusRefuse(c, http.StatusPreconditionFailed, models.T("This URL uses version %s of the tus protocol. Use a client for that version.", tusVersion))
		}
		err := h(c)
		problem, _ := errors.AsType[*models.Error](err)
		switch {
		case errors.Is(err, store.ErrDamaged):
			return tusRefuse(c, statusChecksumMismatch, problem.Text)
		case errors.Is(err, store.ErrBusy):
			return tusRefuse(c, http.StatusLocked, problem.Text)
		case errors.Is(err, errTusHeader):
			return tusRefuse(c, http.StatusBadRequest, problem.Text)
		}
		return err
	}
}

func tusRefuse(c echo.Context, status int, why models.Text) error {
	return c.String(status, say.Text(c.Request().Context(), why))
}

// create begins an upload. The request may carry the first bytes.
func (r tusUploads) create(c echo.Context) error {
	n, err := newUpload(c.Request().Header)
	if err != nil {
		return err
	}
	u, err := r.store.StartUpload(c.Request().Context(), n)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Location", link.Upload(string(u.ID)))
	if c.Request().Header.Get("Content-Type") == tusChunk {
		if u, err = r.receiveChunk(c, u, 0); err != nil {
			return err
		}
	}
	setProgress(c, u)
	return c.NoContent(http.StatusCreated)
}

// head says how many bytes have arrived.
func (r tusUploads) head(c echo.Context) error {
	u, err := findUpload(c, r.store)
	if err != nil {
		return err
	}
	setProgress(c, u)
	c.Response().Header().Set("Upload-Metadata", metadataOf(u))
	if u.Size >= 0 {
		c.Response().Header().Set("Upload-Length", strconv.FormatInt(u.Size, 10))
	}
	return c.NoContent(http.StatusOK)
}

// patch receives the next bytes.
func (r tusUploads) patch(c echo.Context) error {
	h := c.Request().Header
	if h.Get("Content-Type") != tusChunk {
		return tusRefuse(c, http.StatusUnsupportedMediaType, models.T("Send the file with the content type %s.", tusChunk))
	}
	offset, err := byteCount(h, "Upload-Offset")
	if err != nil {
		return err
	}
	u, err := findUpload(c, r.store)
	if err != nil {
		return err
	}
	if u, err = r.receiveChunk(c, u, offset); err != nil {
		return err
	}
	setProgress(c, u)
	return c.NoContent(http.StatusNoContent)
}

// receiveChunk stores the body. The answer carries the offset of the upload also when there is an error.
func (r tusUploads) receiveChunk(c echo.Context, u models.Upload, offset int64) (models.Upload, error) {
	sum, err := checksumOf(c.Request().Header)
	if err != nil {
		return u, err
	}
	if n := c.Request().ContentLength; u.State == models.UploadReceiving && offset == u.Received && n > u.Size-offset {
		return u, reason.MoreThanAnnounced.Of(reason.Bytes(u.Size)).TooLarge()
	}
	now, err := r.store.ReceiveChunk(c.Request().Context(), u.ID, models.Chunk{Offset: offset, Checksum: sum}, c.Request().Body)
	if err != nil {
		setProgress(c, now)
	}
	return now, err
}

// delete removes an upload.
func (r tusUploads) delete(c echo.Context) error {
	u, err := findUpload(c, r.store)
	if err != nil {
		return err
	}
	if err := r.store.CancelUpload(c.Request().Context(), u.ID); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// methodOverride serves clients that can only GET and POST.
func (r tusUploads) methodOverride(c echo.Context) error {
	switch c.Request().Header.Get("X-HTTP-Method-Override") {
	case http.MethodHead:
		return r.head(c)
	case http.MethodPatch:
		return r.patch(c)
	case http.MethodDelete:
		return r.delete(c)
	}
	return badHeader("X-HTTP-Method-Override")
}

// findUpload is the upload in the path.
func findUpload(c echo.Context, s *store.Store) (models.Upload, error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return models.Upload{}, err
	}
	return s.Upload(c.Request().Context(), id)
}

// setProgress sets the headers that say how many bytes have arrived and how long the upload is kept.
func setProgress(c echo.Context, u models.Upload) {
	h := c.Response().Header()
	h.Set("Upload-Offset", strconv.FormatInt(u.Received, 10))
	if u.State == models.UploadReceiving {
		h.Set("Upload-Expires", store.UploadExpires(u).UTC().Format(http.TimeFormat))
	}
}
