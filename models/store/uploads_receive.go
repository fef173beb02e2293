package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/models/reason"
	"appdepot/models/store/db"
)

// InspectUploadArgs is the work of reading an uploaded package.
type InspectUploadArgs struct {
	UploadID models.ID `json:"uploadId"`
}

// Kind names the work in the queue.
func (InspectUploadArgs) Kind() string { return "inspect-upload" }

// ReceiveUpload takes the next bytes of an upload, wherever it is, usually all of them: see ReceiveChunk. An upload of which
// nothing arrives is refused.
func (s *Store) ReceiveUpload(ctx context.Context, id models.ID, r io.Reader) (models.Upload, error) {
	u, err := s.receive(ctx, id, models.Chunk{Offset: wherever}, r)
	if err == nil && u.Received == 0 {
		err = emptyFile()
	}
	return u, err
}

// ReceiveChunk takes the next bytes of an upload. They are streamed to the package store, and hashed on the way. What has
// been kept survives a crash: every 64 MB, and what arrived before the connection broke. A chunk with a checksum is kept
// whole or not at all; one that does not fit is refused with ErrDamaged, one that does not go on where the upload is with a
// Conflict, and one that comes while another is still coming with ErrBusy. The upload is returned as it then is, also with
// an error.
//
// With the last byte the upload becomes a package, which is read in the background, and the file of the draft it is for; a
// file that is already there is not kept twice.
func (s *Store) ReceiveChunk(ctx context.Context, id models.ID, c models.Chunk, r io.Reader) (models.Upload, error) {
	return s.receive(ctx, id, c, r)
}

// wherever is the offset of bytes that go on where their upload is.
const wherever = -1

// ErrBusy is the cause of refusing bytes for an upload for which others are still coming.
var ErrBusy = errors.New("another request brings bytes for this upload")

func (s *Store) receive(ctx context.Context, id models.ID, c models.Chunk, r io.Reader) (models.Upload, error) {
	u, err := s.Upload(ctx, id)
	if err != nil {
		return u, err
	}
	if _, busy := s.arriving.LoadOrStore(id, true); busy {
		return u, reason.UploadBusy.Of(u.Name).Conflict().Because(ErrBusy)
	}
	defer s.arriving.Delete(id)
	if u, err = s.Upload(ctx, id); err != nil { // as the request before this one left it
		return u, err
	}
	if err := checkOffset(u, c.Offset); err != nil {
		return u, err
	}
	in, err := newIntake(u, c.Checksum, r)
	if err != nil {
		return u, fmt.Errorf("go on with upload %s: %w", id, err)
	}
	ctx = context.WithoutCancel(ctx) // what arrived is kept also when the sender has gone
	for !in.ended && err == nil && u.State == models.UploadReceiving {
		u, err = s.receivePiece(ctx, u, in)
	}
	if u.State == models.UploadReceiving {
		err = cmp.Or(err, in.broken)
	}
	return u, err
}

// checkOffset says why bytes that begin there cannot be the next ones of an upload.
func checkOffset(u models.Upload, offset int64) error {
	switch {
	case u.State != models.UploadReceiving:
		return reason.UploadComplete.Of(u.Name).Conflict()
	case offset != wherever && offset != u.Received:
		return reason.UploadElsewhere.Of(u.Name, reason.Bytes(u.Received), reason.Bytes(u.Size)).Conflict()
	}
	return nil
}

func (s *Store) receivePiece(ctx context.Context, u models.Upload, in *intake) (models.Upload, error) {
	var err error
	if in.most, in.over, err = s.bytesAllowed(ctx, &u); err != nil {
		return u, err
	}
	part, err := s.nextPart(ctx, u.ID)
	if err != nil {
		return u, err
	}
	n, err := s.writePart(ctx, part, in)
	if err != nil {
		err = in.problem(fmt.Errorf("receive upload %s: %w", u.ID, err))
	} else {
		err = in.check(u.Name)
	}
	if err != nil {
		s.deleteSpare(ctx, []string{part.Key})
		return u, err
	}
	part.Size += n
	u, ended, err := s.keepPart(ctx, u, part, n, in)
	if err != nil {
		ended.spare = []string{part.Key}
	} else if part.Size == 0 {
		ended.spare = append(ended.spare, part.Key)
	}
	s.deleteSpare(ctx, ended.spare)
	return u, errors.Join(err, s.dropUpload(ctx, ended.replaced))
}

// bytesAllowed is how many bytes may come next, and what to say when there are more. When nobody knows how many will come, storage
// is held for one piece at a time.
func (s *Store) bytesAllowed(ctx context.Context, u *models.Upload) (int64, error, error) {
	if u.Size >= 0 {
		st, err := storage(s.db.Rows(ctx))
		if err == nil && !st.Room(0) { // the plan was changed
			err = noRoom(st, *u, u.Size)
		}
		over := reason.MoreThanAnnounced.Of(reason.Bytes(u.Size)).Invalid()
		return u.Size - u.Received, over, err
	}
	most, over := u.SizeLimit-u.Received, tooLarge(u.SizeLimit)
	err := s.change(ctx, func(t *tx) error {
		st, err := t.storage()
		if err != nil {
			return err
		}
		want := min(most, intakePiece)
		if left := st.Left + u.Reserved - u.Received; st.Limited() && left < want {
			want = max(left, 0)
			most, over = want, noRoom(st, *u, u.Received+intakePiece)
		}
		u.Reserved = max(u.Reserved, u.Received+want)
		_, err = db.Update[models.Upload](ctx, t.DB.Where("id = ?", u.ID), "reserved", u.Reserved)
		return err
	})
	return most, over, err
}

// nextPart is where the next bytes of an upload go. Where files can grow they go behind those that this process brought
// before; no two processes write to one file. Otherwise every piece is a part of its own.
func (s *Store) nextPart(ctx context.Context, id models.ID) (models.UploadPart, error) {
	var last models.UploadPart
	err := s.db.Rows(ctx).Where("upload_id = ?", id).Order("number DESC").Limit(1).Find(&last).Error
	if s.packages.CanAppend() && strings.HasPrefix(last.Key, partPrefix(id, s.process)) {
		return last, err
	}
	return models.UploadPart{UploadID: id, Number: last.Number + 1, Key: partPrefix(id, s.process) + string(models.NewID())}, err
}

// partPrefix begins the names of the parts that a process brings. It begins with the upload's ID: that is how the sweep knows
// what is still arriving.
func partPrefix(upload, process models.ID) string { return fmt.Sprintf("%s-%s-", upload, process) }

// writePart puts a piece behind what its part holds already.
func (s *Store) writePart(ctx context.Context, part models.UploadPart, in *intake) (int64, error) {
	if s.packages.CanAppend() {
		return s.packages.Append(part.Key, part.Size, in, in.chunk != nil)
	}
	return s.packages.Write(ctx, part.Key, in)
}

// deleteSpare deletes files after a verb that has done its work. What it cannot delete is left to the sweep.
func (s *Store) deleteSpare(ctx context.Context, keys []string) {
	if err := s.deleteUnused(context.WithoutCancel(ctx), keys); err != nil {
		s.log.WarnContext(ctx, "files stay until the next sweep", "keys", keys, "error", err)
	}
}

// ending is what a piece that was the last one leaves to be tidied up: parts whose bytes were there before, and the file
// that a draft had until then.
type ending struct {
	spare    []string
	replaced models.ID
}

// keepPart acknowledges n more bytes of a part, which are safely in the package store. It gives the upload as it then is.
func (s *Store) keepPart(ctx context.Context, u models.Upload, part models.UploadPart, n int64, in *intake) (models.Upload, ending, error) {
	state, err := in.state()
	if err != nil {
		return u, ending{}, err
	}
	kept, end := u, ending{}
	kept.Received, kept.HashState = u.Received+n, state
	last := kept.Received == u.Size || u.Size < 0 && in.ended && in.broken == nil && kept.Received > 0
	err = s.change(ctx, func(t *tx) error {
		var d models.Draft
		if last && u.DraftID != "" { // before the upload, as everywhere
			if d, err = t.draft(u.DraftID); err != nil {
				return err
			}
		}
		if err := t.savePart(u, part, n); err != nil {
			return err
		}
		if last {
			if end.spare, err = t.completeUpload(&kept, in.total()); err != nil {
				return err
			}
		}
		if err := t.saveReceived(u, &kept); err != nil || d.ID == "" {
			return err
		}
		end.replaced, err = t.attach(&d, u.ID)
		if err = ignoreRefusal(err); err != nil {
			return err
		}
		return t.saveDraft(&d)
	})
	if err != nil {
		return u, ending{}, err
	}
	return kept, end, nil
}

// ignoreRefusal lets a file that does not fit its draft stay with it: the draft's page says why.
func ignoreRefusal(err error) error {
	if models.KindOf(err) == models.KindInvalid {
		return nil
	}
	return err
}

// savePart notes how many bytes of a part count.
func (t *tx) savePart(u models.Upload, part models.UploadPart, n int64) error {
	if n == 0 {
		return nil
	}
	if part.Size == n {
		return partNotSaved(db.Create[models.UploadPart](t.Ctx, t.DB, &part), u)
	}
	rows, err := db.Update[models.UploadPart](t.Ctx, t.DB.Where("upload_id = ? AND number = ? AND key = ?", u.ID, part.Number, part.Key), "size", part.Size)
	if err == nil && rows == 0 {
		err = uploadLost(u)
	}
	return err
}

// saveReceived notes how far an upload is now, unless it is no longer where it was.
func (t *tx) saveReceived(was models.Upload, now *models.Upload) error {
	now.UpdatedAt = t.Now
	rows, err := db.Updates[models.Upload](t.Ctx, t.DB.Where("id = ? AND state = ? AND received = ?", was.ID, models.UploadReceiving, was.Received).
		Select("Received", "Reserved", "HashState", "Size", "SHA256", "State", "PackageID", "DraftID", "UpdatedAt"), *now)
	if err == nil && rows == 0 {
		err = uploadLost(was)
	}
	return err
}

// partNotSaved explains why a part could not be noted: the upload is gone, or another request brought the same part.
func partNotSaved(err error, u models.Upload) error {
	if db.Duplicate(err) || errors.Is(err, gorm.ErrForeignKeyViolated) {
		return uploadLost(u)
	}
	return err
}

func uploadLost(u models.Upload) error {
	return reason.UploadCanceled.Of(u.Name).Conflict()
}

// completeUpload turns the parts of an upload into a package, bytes unmoved, or points to the package that has the same
// bytes and gives the keys of the parts that are spare then.
func (t *tx) completeUpload(u *models.Upload, sha256 string) (spare []string, err error) {
	u.Size, u.SHA256, u.HashState, u.State = u.Received, sha256, nil, models.UploadReading
	u.Reserved, u.DraftID = 0, "" // the package takes the storage, and the draft has its file
	p, made, err := t.packageOf(*u)
	if err != nil {
		return nil, err
	}
	if !made && p.Damage != "" { // the same file again, to take the place of the damaged one
		if spare, err = t.dropParts(p.ID); err != nil {
			return nil, err
		}
		made = true
	}
	if made {
		err = t.Exec(`INSERT INTO package_parts (package_id, number, key, size)
			SELECT ?, number, key, size FROM upload_parts WHERE upload_id = ?`, p.ID, u.ID).Error
	} else {
		err = t.Model(&models.UploadPart{}).Where("upload_id = ?", u.ID).Pluck("key", &spare).Error
	}
	if err != nil {
		return nil, err
	}
	if _, err := db.Delete[models.UploadPart](t.Ctx, t.DB.Where("upload_id = ?", u.ID)); err != nil {
		return nil, err
	}
	u.PackageID = p.ID
	if err := t.Record(activity.UploadPackage, p.ID, u.Name, models.Change{Field: "sha256", New: sha256}); err != nil {
		return nil, err
	}
	if p.Format != "" {
		u.State = models.UploadReady
		return spare, nil
	}
	return spare, t.Enqueue(InspectUploadArgs{u.ID})
}

// packageOf finds the package with the bytes of an upload, or makes its row. Of two transactions that come at once, one
// makes it and the other waits for that.
func (t *tx) packageOf(u models.Upload) (p models.Package, made bool, err error) {
	p = models.Package{
		ID: models.NewID(), SHA256: u.SHA256, Size: u.Size, CreatedAt: t.Now,
		Facts: []models.FactValue{}, Components: []models.Component{}, Signers: []models.Signer{}, Warnings: []models.Reason{},
		Signature: models.SignatureChecked, // nothing to check before it is read
		CheckedAt: &t.Now,                  // it was hashed as it came
	}
	row := t.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "sha256"}}, DoNothing: true}).Create(&p)
	if row.Error != nil || row.RowsAffected == 1 {
		return p, true, row.Error
	}
	p, err = db.First[models.Package](t.Ctx, t.DB.Where("sha256 = ?", u.SHA256))
	return p, false, err
}
