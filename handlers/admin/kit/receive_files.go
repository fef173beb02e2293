package kit

import (
	"context"
	"errors"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/reason"
	"appdepot/models/store"
	"appdepot/views/link"
	"appdepot/views/ui"
)

// maxFiles is how many files are taken at once.
const maxFiles = 50

// OwnPartialUploads are one's own files of which a part has arrived, for no app yet.
func OwnPartialUploads(c echo.Context, s *store.Store, page string) (files []ui.PartialUpload, err error) {
	lines, err := s.Uploads(c.Request().Context())
	for _, l := range lines {
		if l.State == models.UploadReceiving && l.DraftID == "" && l.AppID == "" && l.UserID == web.Actor(c).UserID {
			files = append(files, *PartialUpload(l.Upload, page))
		}
	}
	return files, err
}

// FileDrop is the place that takes files of every kind.
func FileDrop() ui.FileDropProps {
	return ui.FileDropProps{Action: link.NewUpload(), Sort: link.UploadDrafts(), Extensions: apptype.Extensions(), Limit: LargestPackage(), Limits: apptype.Limits()}
}

// ReceiveFiles takes the files of a form, one after the other. One that is refused does not keep the others from arriving.
func ReceiveFiles(c echo.Context, s *store.Store, limit int64) (ids []models.ID, err error) {
	form, err := c.Request().MultipartReader()
	if err != nil {
		return nil, missingFile(err)
	}
	chosen := false
	for len(ids) < maxFiles {
		part, err := form.NextPart()
		if err != nil {
			break // the end, or a line that broke: what has arrived counts
		}
		if part.FileName() == "" {
			continue
		}
		chosen = true
		u, err := ReceiveFile(c, s, incomingFile{part.FileName(), -1, part}, models.NewUpload{Limit: limit})
		if err == nil {
			ids = append(ids, u.ID)
			continue
		}
		if err := web.Refusal(c, reason.NamedFileNotAdded.Of(part.FileName()), err); err != nil {
			return ids, err
		}
	}
	if !chosen {
		return nil, missingFile(nil)
	}
	return ids, nil
}

// BeginDrafts begins an app of every file of which just one kind can be made. One file that leaves no question leads into its wizard.
func BeginDrafts(c echo.Context, s *store.Store, list []models.ID) error {
	ctx, cancel := context.WithTimeout(c.Request().Context(), FactsTimeout)
	defer cancel()
	var addresses []string
	for _, id := range list[:min(len(list), maxFiles)] {
		if _, err := s.WaitUpload(ctx, id); err != nil && !errors.Is(err, context.DeadlineExceeded) && models.KindOf(err) != models.KindNotFound {
			return err
		}
		a, err := s.SortUpload(c.Request().Context(), id, "")
		switch {
		case models.KindOf(err) == models.KindNotFound:
			continue
		case err != nil:
			return err
		case len(list) == 1 && a.Draft.ID != "":
			return web.Redirect(c, link.Draft(string(a.Draft.ID)))
		}
		addresses = append(addresses, string(id))
	}
	return web.Redirect(c, link.UploadResults(addresses...))
}
