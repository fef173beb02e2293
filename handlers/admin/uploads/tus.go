package uploads

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/store"
	"appdepot/views/link"
	"appdepot/views/say"
)

// The tus protocol for resumable uploads, 1.0.0, with the extensions that tusExtensions names. It is written on the store's
// own verbs, because the servers there are know no checksums. Source: tus.io, protocols, resumable upload.
const (
	tusVersion    = "1.0.0"
	tusExtensions = "creation,creation-with-upload,expiration,checksum,termination"
	tusAlgorithms = "sha256,sha1"
	tusChunk      = "application/offset+octet-stream"

	statusChecksumMismatch = 460 // of the checksum extension
)

// tusOptions says what this server can do.
func tusOptions(c echo.Context) error {
	h := c.Response().Header()
	h.Set("Tus-Resumable", tusVersion)
	h.Set("Tus-Version", tusVersion)
	h.Set("Tus-Extension", tusExtensions)
	h.Set("Tus-Checksum-Algorithm", tusAlgorithms)
	h.Set("Tus-Max-Size", strconv.FormatInt(kit.LargestPackage(), 10))
	return c.NoContent(http.StatusNoContent)
}

// tus guards a route of the protocol: it needs the version, and answers some errors with a status of its own.
func tus(h echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set("Tus-Resumable", tusVersion)
		if c.Request().Header.Get("Tus-Resumable") != tusVersion {
			c.Response().Header().Set("Tus-Version", tusVersion)
			return tusRefuse(c, http.StatusPreconditionFailed, models.T("This address speaks version %s of the tus protocol. Use a client for that version.", tusVersion))
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

// createUpload notes a file that is about to arrive. Its first bytes may come at once.
func (p portal) createUpload(c echo.Context) error {
	n, err := newUpload(c.Request().Header)
	if err != nil {
		return err
	}
	u, err := p.store.StartUpload(c.Request().Context(), n)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Location", link.Upload(string(u.ID)))
	if c.Request().Header.Get("Content-Type") == tusChunk {
		if u, err = p.takeChunk(c, u, 0); err != nil {
			return err
		}
	}
	tusProgress(c, u)
	return c.NoContent(http.StatusCreated)
}

// uploadHead says how far an upload is.
func (p portal) uploadHead(c echo.Context) error {
	u, err := p.uploadOf(c)
	if err != nil {
		return err
	}
	tusProgress(c, u)
	c.Response().Header().Set("Upload-Metadata", metadataOf(u))
	if u.Size >= 0 {
		c.Response().Header().Set("Upload-Length", strconv.FormatInt(u.Size, 10))
	}
	return c.NoContent(http.StatusOK)
}

// patchUpload takes the next bytes.
func (p portal) patchUpload(c echo.Context) error {
	h := c.Request().Header
	if h.Get("Content-Type") != tusChunk {
		return tusRefuse(c, http.StatusUnsupportedMediaType, models.T("The bytes of a file come with the content type %s.", tusChunk))
	}
	offset, err := byteCount(h, "Upload-Offset")
	if err != nil {
		return err
	}
	u, err := p.uploadOf(c)
	if err != nil {
		return err
	}
	if u, err = p.takeChunk(c, u, offset); err != nil {
		return err
	}
	tusProgress(c, u)
	return c.NoContent(http.StatusNoContent)
}

// takeChunk receives the body. The offset that the upload has is told with an error too.
func (p portal) takeChunk(c echo.Context, u models.Upload, offset int64) (models.Upload, error) {
	sum, err := checksumOf(c.Request().Header)
	if err != nil {
		return u, err
	}
	if n := c.Request().ContentLength; u.State == models.UploadReceiving && offset == u.Received && n > u.Size-offset {
		return u, models.TooLarge("More is being sent than the %s bytes that were announced. Upload the file again.", u.Size)
	}
	line := http.NewResponseController(c.Response())
	now, err := p.store.ReceiveChunk(c.Request().Context(), u.ID, models.Chunk{Offset: offset, Checksum: sum}, kit.Patient{c.Request().Body, line})
	_ = line.SetReadDeadline(time.Time{}) // a line without deadlines has none to lift
	if err != nil {
		tusProgress(c, now)
	}
	return now, err
}

// deleteUpload forgets an upload.
func (p portal) deleteUpload(c echo.Context) error {
	u, err := p.uploadOf(c)
	if err != nil {
		return err
	}
	if err := p.store.CancelUpload(c.Request().Context(), u.ID); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// overridden serves senders that can only GET and POST.
func (p portal) overridden(c echo.Context) error {
	switch c.Request().Header.Get("X-HTTP-Method-Override") {
	case http.MethodHead:
		return p.uploadHead(c)
	case http.MethodPatch:
		return p.patchUpload(c)
	case http.MethodDelete:
		return p.deleteUpload(c)
	}
	return badHeader("X-HTTP-Method-Override")
}

func (p portal) uploadOf(c echo.Context) (models.Upload, error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return models.Upload{}, err
	}
	return p.store.Upload(c.Request().Context(), id)
}

// tusProgress tells how far an upload is and how long it waits for the rest.
func tusProgress(c echo.Context, u models.Upload) {
	h := c.Response().Header()
	h.Set("Upload-Offset", strconv.FormatInt(u.Received, 10))
	if u.State == models.UploadReceiving {
		h.Set("Upload-Expires", store.UploadExpires(u).UTC().Format(http.TimeFormat))
	}
}
