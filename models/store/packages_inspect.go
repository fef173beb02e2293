package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/installer"
	"appdepot/models/reason"
	"appdepot/models/store/db"
)

// How long reading a package may take: a while for any, and more for large ones, whose every byte is hashed to check the
// signature. Slow stores of packages give 20 MB a second.
const (
	inspectTime  = 30 * time.Second
	inspectSpeed = 20 << 20
)

// InspectUpload reads the package of an upload: its facts, signers, warnings and icon are saved and the upload is ready,
// or it is refused with the reason and its bytes are removed. It does nothing when that has been done. An error means
// that the package could not be got at and is worth another try.
func (s *Store) InspectUpload(ctx context.Context, id models.ID) error {
	u, err := db.First[models.Upload](ctx, s.db.Read.Where("id = ?", id))
	u, err = db.Allowed(ctx, access.ManageApps, access.Upload, u, err, noUpload())
	if models.KindOf(err) == models.KindNotFound || err == nil && u.State != models.UploadReading {
		return nil
	}
	if err != nil {
		return err
	}
	report, err := s.readPackage(ctx, u)
	if kind := models.KindOf(err); kind == models.KindInvalid || kind == models.KindTooLarge {
		return s.refuseUpload(ctx, u, refusalOf(err))
	}
	if err != nil {
		return fmt.Errorf("inspect upload %s: %w", id, err)
	}
	return s.savePackage(ctx, u, report)
}

// readPackage inspects the package in a child process, outside any transaction.
func (s *Store) readPackage(ctx context.Context, u models.Upload) (installer.Report, error) {
	content, err := s.openPackage(ctx, u.PackageID)
	if err != nil {
		return installer.Report{}, fmt.Errorf("open: %w", err)
	}
	defer content.Close()
	return s.inspectorFor(content.Size).Inspect(ctx, content, content.Size)
}

// inspectorFor is the reader of packages with time for one of this size.
func (s *Store) inspectorFor(size int64) installer.Isolated {
	inspect := s.inspect
	if inspect.Timeout == 0 {
		inspect.Timeout = inspectTime + time.Duration(size/inspectSpeed)*time.Second
	}
	return inspect
}

// savePackage keeps what was read, and queues the checking of the signatures. Two uploads of one file may both bring it; it
// is the same.
func (s *Store) savePackage(ctx context.Context, u models.Upload, r installer.Report) error {
	p := models.Package{
		Format: string(r.Format), Signers: []models.Signer{}, Signature: models.SignatureWaiting, // lists are never null
		Facts: append([]models.FactValue{}, r.Facts...), Warnings: append([]models.Reason{}, r.Warnings...),
		Components: append([]models.Component{}, r.Components...),
	}
	var icon *models.Image
	if r.Icon != nil {
		if img, err := readImage(r.Icon.Data); err == nil { // one that cannot be shown is no reason to refuse a package
			icon = &img
		}
	}
	return s.change(ctx, func(t *tx) error {
		if icon != nil {
			id, err := t.addImage(*icon)
			if err != nil {
				return err
			}
			p.IconID = id
		}
		n, err := db.Updates[models.Package](ctx, t.DB.Where("id = ? AND format = ''", u.PackageID).
			Select("Format", "Facts", "Components", "Signers", "Warnings", "Signature", "IconID"), p)
		if err != nil {
			return err
		}
		if n > 0 {
			if err := t.Enqueue(VerifyPackageArgs{u.PackageID}); err != nil {
				return err
			}
		}
		first, err := t.endReading(u, models.Upload{State: models.UploadReady, PackageID: u.PackageID})
		if err != nil || !first {
			return err
		}
		return t.fillDrafts(u.ID)
	})
}

// refusalOf is why a reader refused a package.
func refusalOf(err error) models.Reason {
	if r := models.ReasonOf(err); !r.Empty() {
		return r
	}
	return reason.PackageUnreadable
}

// refuseUpload keeps the upload with the reason, and removes its bytes.
func (s *Store) refuseUpload(ctx context.Context, u models.Upload, why models.Reason) error {
	var keys []string
	err := s.change(ctx, func(t *tx) error {
		if _, err := t.endReading(u, models.Upload{State: models.UploadRefused, Problem: why}); err != nil {
			return err
		}
		if err := t.Record(activity.RefusePackage, u.PackageID, u.Name, models.Change{Field: "problem", New: why.JSON()}); err != nil {
			return err
		}
		var err error
		keys, err = t.dropPackage(u.PackageID)
		return err
	})
	if err != nil {
		return err
	}
	return s.deleteUnused(ctx, keys)
}

// endReading notes how reading ended, and reports whether it was the first to: the upload may have been canceled or read by
// somebody else meanwhile.
func (t *tx) endReading(u, end models.Upload) (first bool, err error) {
	end.UpdatedAt = t.Now
	n, err := db.Updates[models.Upload](t.Ctx, t.DB.Where("id = ? AND state = ?", u.ID, models.UploadReading).
		Select("State", "problem_code", "problem_args", "PackageID", "UpdatedAt"), end)
	return n > 0, err
}

// ResumeUploads queues the reading of every upload, the checking of every package and the download of every draft's content that
// still waits for it, and a look at the tasks that were begun at services: a process that was killed takes the job it was at with it. Doing it twice does no harm.
func (s *Store) ResumeUploads(ctx context.Context) error {
	if err := db.May(ctx, access.ManageSettings, access.Object{}); err != nil {
		return err
	}
	if err := s.resumeFetches(ctx); err != nil {
		return err
	}
	var uploads, packages []models.ID
	var tasks int64
	err := errors.Join(
		s.db.Rows(ctx).Model(&models.Upload{}).Where("state = ?", models.UploadReading).Order("id").Pluck("id", &uploads).Error,
		s.db.Rows(ctx).Model(&models.Package{}).Where("signature = ?", models.SignatureWaiting).Order("id").Pluck("id", &packages).Error,
		s.db.Rows(ctx).Model(&models.ServiceTask{}).Count(&tasks).Error)
	if err != nil || len(uploads)+len(packages)+int(tasks) == 0 {
		return err
	}
	return s.change(ctx, func(t *tx) error {
		for _, id := range uploads {
			if err := t.Enqueue(InspectUploadArgs{id}); err != nil {
				return err
			}
		}
		for _, id := range packages {
			if err := t.Enqueue(VerifyPackageArgs{id}); err != nil {
				return err
			}
		}
		if tasks == 0 {
			return nil
		}
		return t.Enqueue(ResumeServiceTasksArgs{})
	})
}
