package kit

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"appdepot/models"
	"appdepot/models/reason"
	"appdepot/models/store"
)

// FactsTimeout is how long an answer waits for the facts; after that the page asks for them.
const FactsTimeout = 10 * time.Second

// ReceiveUpload takes one file into the package store: raw as the body of a PUT, or in a multipart form. What has arrived of a
// file that is refused, or whose sender goes away, is removed. Meant says what the file is for.
func ReceiveUpload(c echo.Context, s *store.Store, meant models.NewUpload) (models.Upload, error) {
	file, err := incoming(c.Request())
	if err != nil {
		return models.Upload{}, err
	}
	return ReceiveFile(c, s, file, meant)
}

// ReceiveFile takes one file that is on its way in into the package store.
func ReceiveFile(c echo.Context, s *store.Store, file incomingFile, meant models.NewUpload) (models.Upload, error) {
	ctx := c.Request().Context()
	meant.Name, meant.Size = file.name, file.size
	u, err := s.StartUpload(ctx, meant)
	if err != nil {
		return u, err
	}
	u, err = s.ReceiveUpload(ctx, u.ID, file.body)
	if err == nil && u.State == models.UploadReceiving {
		err = reason.NotAllArrived.Of(reason.Bytes(u.Size)).Invalid()
	}
	if err != nil {
		return u, errors.Join(err, DiscardUpload(ctx, s, u.ID))
	}
	return u, nil
}

// DiscardUpload forgets an upload also when its request has ended.
func DiscardUpload(ctx context.Context, s *store.Store, id models.ID) error {
	err := s.CancelUpload(context.WithoutCancel(ctx), id)
	if models.KindOf(err) == models.KindNotFound {
		return nil // somebody else canceled it
	}
	return err
}

// incomingFile is a file on its way in. The size is -1 when it is not announced.
type incomingFile struct {
	name string
	size int64
	body io.Reader
}

func incoming(r *http.Request) (incomingFile, error) {
	if r.Method == http.MethodPut {
		_, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Disposition"))
		if err != nil {
			return incomingFile{}, models.Invalid("The file has no name. Send one in the Content-Disposition header.").Because(err)
		}
		return incomingFile{parameters["filename"], r.ContentLength, r.Body}, nil
	}
	form, err := r.MultipartReader()
	if err != nil {
		return incomingFile{}, missingFile(err)
	}
	for {
		part, err := form.NextPart()
		if err != nil {
			return incomingFile{}, missingFile(err)
		}
		if name := part.FileName(); name != "" {
			return incomingFile{name, -1, part}, nil
		}
	}
}

func missingFile(err error) error {
	return reason.NoFileArrived.Invalid().Because(err)
}
