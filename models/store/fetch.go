package store

import (
	"cmp"
	"context"
	"errors"
	"io"

	"github.com/riverqueue/river"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/apptype"
	"appdepot/models/reason"
	"appdepot/models/store/db"
)

// FetchContentArgs is the work of downloading the content of an app that was chosen in a catalog: its draft says from where, and
// who makes it an app then. Package connect/enterprise does it.
type FetchContentArgs struct {
	UploadID models.ID `json:"uploadId"`
}

// Kind names the work in the queue.
func (FetchContentArgs) Kind() string { return "fetch-content" }

// InsertOpts puts downloads into the queue of what waits for other servers.
func (FetchContentArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{Queue: ServicesQueue} }

// fetchContent has the file of a draft downloaded in the background, in place of the one that it has. It gives what was
// forgotten for it: an upload that is complete, and those on their way.
func (t *tx) fetchContent(d *models.Draft) (replaced models.ID, forgotten []models.ID, err error) {
	file := d.Found.Download
	if file == nil {
		return "", nil, reason.DownloadUnknown.Invalid()
	}
	if _, err := t.detach(d); err != nil {
		return "", nil, err
	}
	replaced, d.UploadID, d.Replaced = d.UploadID, "", models.Replaced{}
	u := models.Upload{ID: models.NewID(), UserID: cmp.Or(t.Actor.UserID, d.UserID), Name: fileName(file.Name), Size: -1, DraftID: d.ID, State: models.UploadReceiving}
	if err := t.startUpload(&u); err != nil {
		return "", nil, err
	}
	if forgotten, err = t.forgetArriving(u); err != nil {
		return "", nil, err
	}
	return replaced, forgotten, t.Enqueue(FetchContentArgs{u.ID})
}

// FetchAgain downloads the content of a draft once more, after that has failed or stopped.
func (s *Store) FetchAgain(ctx context.Context, id models.ID, version int) (models.Draft, error) {
	var replaced models.ID
	var forgotten []models.ID
	d, err := s.changeDraft(ctx, id, version, func(t *tx, d *models.Draft) (err error) {
		d.Found.PublishBy = ""
		replaced, forgotten, err = t.fetchContent(d)
		return err
	})
	if err != nil {
		return d, err
	}
	s.deleteOwn(ctx, forgotten...)
	return d, s.dropUpload(ctx, replaced)
}

// FetchOf says what the content of an upload is to be fetched from, as its draft knows it.
func (s *Store) FetchOf(ctx context.Context, u models.Upload) (models.Download, error) {
	if err := db.May(ctx, access.ManageApps, access.Upload(u)); err != nil {
		return models.Download{}, err
	}
	d, err := db.First[models.Draft](ctx, s.db.Read.Select("id", "found").Where("id = ?", u.DraftID))
	if err == nil {
		d, err = withDraft(d, s.opening(ctx))
	}
	if err != nil {
		return models.Download{}, err
	}
	if d.Found.Download == nil {
		return models.Download{}, errors.New("the draft does not say what to download")
	}
	return *d.Found.Download, nil
}

// ReceiveFetched takes the content of a draft from whoever brings it, as ReceiveUpload does: all of it, or an error with the reason
// why it ended early. Size is what was announced, -1 when nothing was.
func (s *Store) ReceiveFetched(ctx context.Context, u models.Upload, size int64, content io.Reader) (models.Upload, error) {
	if size > u.SizeLimit {
		return u, tooLarge(u.SizeLimit)
	}
	from := &errorReader{from: content}
	got, err := s.ReceiveUpload(ctx, u.ID, from)
	if err == nil && got.State == models.UploadReceiving {
		err = io.ErrUnexpectedEOF
	}
	if from.err != nil {
		err = from.err
	}
	return got, err
}

// errorReader remembers why reading ended early.
type errorReader struct {
	from io.Reader
	err  error
}

func (n *errorReader) Read(p []byte) (int, error) {
	read, err := n.from.Read(p)
	if err != nil && err != io.EOF {
		n.err = err
	}
	return read, err
}

// FailFetch gives the draft the upload with the reason why nothing came of it, and removes its bytes.
func (s *Store) FailFetch(ctx context.Context, u models.Upload, because error) error {
	if err := db.May(ctx, access.ManageApps, access.Upload(u)); err != nil {
		return err
	}
	why := s.why(ctx, u, because)
	err := s.change(ctx, func(t *tx) error {
		d, err := t.draft(u.DraftID)
		if err != nil {
			return err
		}
		end := models.Upload{State: models.UploadRefused, Problem: why, UpdatedAt: t.Now}
		n, err := db.Updates[models.Upload](ctx, t.DB.Where("id = ? AND state = ?", u.ID, models.UploadReceiving).
			Select("State", "problem_code", "problem_args", "Received", "Reserved", "HashState", "DraftID", "UpdatedAt"), end)
		if err != nil || n == 0 {
			return err
		}
		if _, err := db.Delete[models.UploadPart](ctx, t.DB.Where("upload_id = ?", u.ID)); err != nil {
			return err
		}
		d.UploadID = u.ID
		if err := t.saveDraft(&d); err != nil {
			return err
		}
		return t.Record(activity.RefuseDownload, d.ID, u.Name, models.Change{Field: "problem", New: why.JSON()})
	})
	if models.KindOf(err) == models.KindNotFound {
		return nil // discarded meanwhile
	}
	s.deleteOwn(ctx, u.ID)
	return err
}

// why is the reason of a failure. One without a reason is logged, and the download broke off.
func (s *Store) why(ctx context.Context, u models.Upload, err error) models.Reason {
	if r := models.ReasonOf(err); !r.Empty() {
		return r
	}
	s.log.WarnContext(ctx, "content of a catalog did not arrive", "upload", u.ID, "error", err)
	return reason.DownloadBroke.Of(u.Name)
}

// fetched reports whether the content of a draft is downloaded from a catalog.
func fetched(d models.Draft) bool {
	def, ok := apptype.Get(d.Type)
	return ok && def.Fetched()
}
