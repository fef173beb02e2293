package store

import (
	"cmp"
	"context"
	"errors"
	"io"

	"github.com/riverqueue/river"
	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/apptype"
)

// Fetch opens a file that a catalogue points to. Reading it to the end fails when it is not the file that is meant; size is -1
// when nobody says how large it is.
type Fetch func(ctx context.Context, file models.Download) (content io.ReadCloser, size int64, err error)

// FetchWith says how the content of catalogue apps is downloaded. Without it none is.
func (s *Store) FetchWith(f Fetch) { s.fetch = f }

// FetchContentArgs is the work of downloading the content of an app that was chosen in a catalogue: its draft says from where, and
// who makes it an app then.
type FetchContentArgs struct {
	UploadID models.ID `json:"uploadId"`
}

// Kind names the work in the queue.
func (FetchContentArgs) Kind() string { return "fetch-content" }

// InsertOpts puts downloads into a queue of their own: a slow server must not keep packages from being read.
func (FetchContentArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{Queue: downloads} }

// fetchContent has the file of a draft downloaded in the background, in place of the one that it has. It gives what was
// forgotten for it: an upload that is complete, and those on their way.
func (t *tx) fetchContent(d *models.Draft) (replaced models.ID, forgotten []models.ID, err error) {
	file := d.Found.Download
	if file == nil {
		return "", nil, models.Invalid("The catalog does not say where the content of this app is. Choose another version.")
	}
	if _, err := t.detach(d); err != nil {
		return "", nil, err
	}
	replaced, d.UploadID, d.Replaced = d.UploadID, "", models.Replaced{}
	u := models.Upload{ID: models.NewID(), UserID: cmp.Or(t.actor.UserID, d.UserID), Name: fileName(file.Name), Size: -1, DraftID: d.ID, State: models.UploadReceiving}
	if err := t.startUpload(&u); err != nil {
		return "", nil, err
	}
	if forgotten, err = t.forgetArriving(u); err != nil {
		return "", nil, err
	}
	return replaced, forgotten, t.enqueue(FetchContentArgs{u.ID})
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

// FetchContent downloads the content of a draft: it streams to the package store as an upload does, within the same limits, and
// is read at once. What goes wrong stands on the draft's page, where people start it again; a download that a process left behind
// begins anew by itself.
func (s *Store) FetchContent(ctx context.Context, a FetchContentArgs) error {
	if err := may(ctx, access.ManageApps, access.Upload(models.Upload{ID: a.UploadID})); err != nil {
		return err
	}
	u, err := s.Upload(ctx, a.UploadID)
	if models.KindOf(err) == models.KindNotFound {
		return nil // cancelled
	}
	if err != nil {
		return err
	}
	if u.State == models.UploadReceiving && u.Received > 0 {
		return s.fetchAnew(ctx, u)
	}
	if u.State == models.UploadReceiving {
		why := s.download(ctx, &u)
		if errors.Is(ctx.Err(), context.Canceled) {
			return ctx.Err() // this process stops; ResumeUploads of the next one begins anew
		}
		if !why.Empty() {
			return s.failFetch(context.WithoutCancel(ctx), u, why)
		}
	}
	if err := s.InspectUpload(ctx, u.ID); err != nil {
		return err
	}
	return s.publishFetched(ctx, u.ID)
}

// download brings the bytes of an upload, or says why it did not.
func (s *Store) download(ctx context.Context, u *models.Upload) models.Text {
	if s.fetch == nil {
		return models.T("This server downloads nothing. Ask its operator to switch look-ups on.")
	}
	d, err := gorm.G[models.Draft](s.read).Select("found").Where("id = ?", u.DraftID).First(ctx)
	if err == nil && d.Found.Download == nil {
		err = errors.New("the draft does not say what to download")
	}
	if err != nil {
		return s.why(ctx, *u, err)
	}
	content, size, err := s.fetch(ctx, *d.Found.Download)
	if err != nil {
		return s.why(ctx, *u, err)
	}
	defer content.Close()
	if size > u.SizeLimit {
		return s.why(ctx, *u, tooLarge(u.SizeLimit))
	}
	from := &noted{from: content}
	got, err := s.ReceiveUpload(ctx, u.ID, from)
	if err == nil && got.State == models.UploadReceiving {
		err = io.ErrUnexpectedEOF
	}
	if from.err != nil {
		err = from.err
	}
	if err != nil {
		return s.why(ctx, *u, err)
	}
	*u = got
	return models.Text{}
}

// why is a failure in words for people.
func (s *Store) why(ctx context.Context, u models.Upload, err error) models.Text {
	if e, told := errors.AsType[*models.Error](err); told && !e.Text.Empty() {
		return e.Text
	}
	s.log.WarnContext(ctx, "content of a catalogue did not arrive", "upload", u.ID, "error", err)
	return models.T("The download of %s broke off before the end. Start it again.", u.Name)
}

// noted remembers why reading ended early.
type noted struct {
	from io.Reader
	err  error
}

func (n *noted) Read(p []byte) (int, error) {
	read, err := n.from.Read(p)
	if err != nil && err != io.EOF {
		n.err = err
	}
	return read, err
}

// failFetch gives the draft the upload with the reason why nothing came of it, and removes its bytes.
func (s *Store) failFetch(ctx context.Context, u models.Upload, why models.Text) error {
	err := s.change(ctx, func(t *tx) error {
		d, err := t.draft(u.DraftID)
		if err != nil {
			return err
		}
		end := models.Upload{State: models.UploadRefused, Problem: why, UpdatedAt: t.now}
		n, err := gorm.G[models.Upload](t.DB).Where("id = ? AND state = ?", u.ID, models.UploadReceiving).
			Select("State", "Problem", "Received", "Reserved", "HashState", "DraftID", "UpdatedAt").Updates(ctx, end)
		if err != nil || n == 0 {
			return err
		}
		if _, err := gorm.G[models.UploadPart](t.DB).Where("upload_id = ?", u.ID).Delete(ctx); err != nil {
			return err
		}
		d.UploadID = u.ID
		if err := t.saveDraft(&d); err != nil {
			return err
		}
		return t.record(activity.RefuseDownload, d.ID, u.Name, models.Change{Field: "problem", New: why.String()})
	})
	if models.KindOf(err) == models.KindNotFound {
		return nil // discarded meanwhile
	}
	s.deleteOwn(ctx, u.ID)
	return err
}

// fetched reports whether the content of a draft is downloaded from a catalogue.
func fetched(d models.Draft) bool {
	def, ok := apptype.Get(d.Type)
	return ok && def.Fetched()
}
