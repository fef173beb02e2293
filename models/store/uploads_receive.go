package store

import (
	"context"
	"errors"
	"fmt"
	"io"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"appdepot/models"
)

// InspectUploadArgs is the work of reading an uploaded package.
type InspectUploadArgs struct {
	UploadID models.ID `json:"uploadId"`
}

// Kind names the work in the queue.
func (InspectUploadArgs) Kind() string { return "inspect-upload" }

// ReceiveUpload takes the next bytes of an upload, usually all of them. They are streamed to the package store, and hashed
// on the way. When r ends in an error, or ctx ends, nothing of it is kept and it may be sent again. What has been kept
// survives a crash. With the last byte the upload becomes a package and is read in the background; a file that is already
// there is not kept twice.
func (s *Store) ReceiveUpload(ctx context.Context, id models.ID, r io.Reader) (models.Upload, error) {
	u, err := s.Upload(ctx, id)
	if err != nil {
		return u, err
	}
	if u.State != models.UploadReceiving {
		return u, models.Conflict("%s has already arrived completely.", u.Name)
	}
	in, err := newIntake(u, r)
	if err != nil {
		return u, fmt.Errorf("go on with upload %s: %w", id, err)
	}
	part := models.UploadPart{UploadID: id, Key: partKey(id)}
	if part.Size, err = s.packages.Write(ctx, part.Key, in); err != nil {
		return u, in.problem(fmt.Errorf("receive upload %s: %w", id, err))
	}
	if part.Size == 0 {
		return u, errors.Join(emptyFile(), s.packages.Delete(ctx, part.Key))
	}
	u, spare, err := s.keepPart(ctx, u, part, in)
	if err != nil {
		spare = []string{part.Key}
	}
	s.deleteSpare(ctx, spare)
	return u, err
}

// deleteSpare deletes files after a verb that has done its work. What it cannot delete is left to the sweep.
func (s *Store) deleteSpare(ctx context.Context, keys []string) {
	if err := s.deleteUnused(context.WithoutCancel(ctx), keys); err != nil {
		s.log.WarnContext(ctx, "files stay until the next sweep", "keys", keys, "error", err)
	}
}

// partKey names a part in the package store. It begins with the upload's ID: that is how the sweep knows what is still
// arriving. Two requests that bring the same bytes never meet in one file.
func partKey(upload models.ID) string { return fmt.Sprintf("%s-%s", upload, models.NewID()) }

// keepPart acknowledges a part that is safely in the package store. It gives the upload as it then is, and the keys of
// parts that nobody needs because their bytes were there before.
func (s *Store) keepPart(ctx context.Context, u models.Upload, part models.UploadPart, in *intake) (_ models.Upload, spare []string, err error) {
	before := u.Received
	state, err := in.state()
	if err != nil {
		return u, nil, err
	}
	err = s.change(ctx, func(t *tx) error {
		n, err := gorm.G[models.UploadPart](t.DB).Where("upload_id = ?", u.ID).Count(ctx, "*")
		if err != nil {
			return err
		}
		part.Number = int(n) + 1
		if err := gorm.G[models.UploadPart](t.DB).Create(ctx, &part); err != nil {
			return unnoted(err, u)
		}
		u.Received, u.HashState, u.UpdatedAt = before+part.Size, state, t.now
		if u.Size < 0 || u.Received == u.Size {
			if spare, err = t.completeUpload(&u, in.sum()); err != nil {
				return err
			}
		}
		kept, err := gorm.G[models.Upload](t.DB).Where("id = ? AND state = ? AND received = ?", u.ID, models.UploadReceiving, before).
			Select("Received", "HashState", "Size", "SHA256", "State", "PackageID", "UpdatedAt").Updates(ctx, u)
		if err == nil && kept == 0 {
			err = uploadLost(u)
		}
		return err
	})
	return u, spare, err
}

// unnoted explains why a part could not be noted: the upload is gone, or another request brought the same part.
func unnoted(err error, u models.Upload) error {
	if duplicate(err) || errors.Is(err, gorm.ErrForeignKeyViolated) {
		return uploadLost(u)
	}
	return err
}

func uploadLost(u models.Upload) error {
	return models.Conflict("%s was cancelled, or is arriving twice. Upload it again.", u.Name)
}

// completeUpload turns the parts of an upload into a package, bytes unmoved, or points to the package that has the same
// bytes and gives the keys of the parts that are spare then.
func (t *tx) completeUpload(u *models.Upload, sha256 string) (spare []string, err error) {
	u.Size, u.SHA256, u.HashState, u.State = u.Received, sha256, nil, models.UploadReading
	p, made, err := t.packageOf(*u)
	if err != nil {
		return nil, err
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
	if _, err := gorm.G[models.UploadPart](t.DB).Where("upload_id = ?", u.ID).Delete(t.ctx); err != nil {
		return nil, err
	}
	u.PackageID = p.ID
	if err := t.record("package.upload", "package", p.ID, u.Name, models.Change{Field: "sha256", New: sha256}); err != nil {
		return nil, err
	}
	if p.Format != "" {
		u.State = models.UploadReady
		return spare, nil
	}
	return spare, t.enqueue(InspectUploadArgs{u.ID})
}

// packageOf finds the package with the bytes of an upload, or makes its row. Of two transactions that come at once, one
// makes it and the other waits for that.
func (t *tx) packageOf(u models.Upload) (p models.Package, made bool, err error) {
	p = models.Package{
		ID: models.NewID(), SHA256: u.SHA256, Size: u.Size, CreatedAt: t.now,
		Facts: []models.FactValue{}, Components: []models.Component{}, Signers: []models.Signer{}, Warnings: []models.Text{},
		Signature: models.SignatureChecked, // nothing to check before it is read
	}
	row := t.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "sha256"}}, DoNothing: true}).Create(&p)
	if row.Error != nil || row.RowsAffected == 1 {
		return p, true, row.Error
	}
	p, err = gorm.G[models.Package](t.DB).Where("sha256 = ?", u.SHA256).First(t.ctx)
	return p, false, err
}
