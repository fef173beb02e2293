package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"runtime"
	"syscall"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/blob"
	"appdepot/models/store/db"
)

const (
	checkFilesAfter  = 7 * 24 * time.Hour // a file that was not read for so long is read again
	checkFilesWanted = "files.check"      // the setting of when somebody last wanted all files to be checked
)

// CheckFilesArgs is the work of CheckFiles.
type CheckFilesArgs struct{}

// Kind names the work in the queue.
func (CheckFilesArgs) Kind() string { return "check-files" }

// InsertOpts lets one such job wait or run at a time, in a queue of its own: it may take days.
func (CheckFilesArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: ChecksQueue, UniqueOpts: river.UniqueOpts{ByState: []rivertype.JobState{rivertype.JobStateAvailable,
		rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled}}}
}

// CheckFiles reads the stored files that nobody has compared with their SHA-256 for a week, or since somebody wanted all to be checked, and
// those that were damaged. What it has done stays done when it is interrupted. A file that could not be looked at keeps no other from being
// looked at; the error is about the first.
func (s *Store) CheckFiles(ctx context.Context) error {
	if err := db.May(ctx, access.ManageSettings, access.Object{}); err != nil {
		return err
	}
	for {
		wanted, err := s.db.Setting(ctx, checkFilesWanted)
		if err != nil {
			return err
		}
		var due []models.ID
		if err := s.dueForCheck(ctx, wanted).Order("checked_at, id").Pluck("id", &due).Error; err != nil {
			return err
		}
		var failed error
		for _, id := range due {
			if err := s.checkFile(ctx, id); err != nil && failed == nil {
				failed = fmt.Errorf("check the file of package %s: %w", id, err)
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
		if again, err := s.db.Setting(ctx, checkFilesWanted); failed != nil || err != nil || again == wanted {
			return errors.Join(failed, err)
		}
	}
}

func (s *Store) dueForCheck(ctx context.Context, wanted string) *gorm.DB {
	now := s.db.Now()
	at, _ := time.Parse(time.RFC3339Nano, wanted) // never, when nobody wanted it
	return s.db.Rows(ctx).Model(&models.Package{}).
		Where("checked_at IS NULL OR checked_at < ? OR checked_at <= ? OR damage <> '' AND checked_at < ?", now.Add(-checkFilesAfter), at.UTC(), now)
}

// checkFile compares one stored file.
func (s *Store) checkFile(ctx context.Context, id models.ID) error {
	p, err := db.First[models.Package](ctx, s.db.Read.Where("id = ?", id))
	if db.None(err) {
		return nil // deleted meanwhile
	}
	if err != nil {
		return err
	}
	d, stamp, err := s.damageIn(ctx, p)
	if err != nil {
		return err
	}
	s.comparisons.note(id, stamp, s.db.Now(), d)
	return s.noteDamage(ctx, p, d)
}

// damageIn reads a stored file, and says what is wrong with it. An error means that it could not be got at.
func (s *Store) damageIn(ctx context.Context, p models.Package) (models.Damage, fileStamp, error) {
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	stalled := time.AfterFunc(readStall, func() { end(errStalled) })
	defer stalled.Stop()
	c := &Content{PackageID: p.ID, ctx: ctx, store: s}
	err := c.openParts()
	defer c.Close()
	hash := sha256.New()
	if err == nil {
		_, err = io.CopyBuffer(inTurns{hash}, reading{ctx, c, stalled}, make([]byte, hashPiece))
	}
	switch {
	case damageOf(err) != "":
		return damageOf(err), c.stamp, nil
	case blob.Missing(err):
		return models.DamageMissing, c.stamp, nil
	case errors.Is(err, io.ErrUnexpectedEOF) && c.files != nil: // elsewhere it is the network
		return models.DamageSize, c.stamp, nil
	case errors.Is(err, syscall.EIO):
		return models.DamageUnreadable, c.stamp, nil
	case err != nil:
		return "", c.stamp, cmp.Or(context.Cause(ctx), err)
	case hex.EncodeToString(hash.Sum(nil)) != p.SHA256:
		return models.DamageContent, c.stamp, nil
	}
	return "", c.stamp, nil
}

const (
	hashPiece = 256 << 10   // bytes
	readStall = time.Minute // a store of packages that gives nothing for so long is given up
)

var errStalled = errors.New("the store of packages stopped giving bytes")

// reading ends with its context, and tells that it goes on.
type reading struct {
	ctx context.Context
	io.Reader
	stalled *time.Timer
}

func (r reading) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	r.stalled.Reset(readStall)
	return r.Reader.Read(p)
}

// hashTurns are taken for each piece of a file that is hashed: however many are, half of the processors do something else.
var hashTurns = make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2))

type inTurns struct{ io.Writer }

func (w inTurns) Write(p []byte) (int, error) {
	hashTurns <- struct{}{}
	defer func() { <-hashTurns }()
	return w.Writer.Write(p)
}

// RequestFileCheck has all stored files checked now.
func (s *Store) RequestFileCheck(ctx context.Context) error {
	if err := db.May(ctx, access.ManageApps, access.Object{}); err != nil {
		return err
	}
	return s.change(ctx, func(t *tx) error {
		if err := t.SaveSetting(checkFilesWanted, t.Now.Format(time.RFC3339Nano)); err != nil {
			return err
		}
		return t.Enqueue(CheckFilesArgs{})
	})
}

// FileCheck says what is known about the stored files.
type FileCheck struct {
	Waiting int64      // files that are still to be checked, of those that are due
	Oldest  *time.Time // since when every file has been checked; nil while one never was, or there is none
	Damaged []DamagedFile
}

// DamagedFile is a damaged file with one version that needs it, or with the upload that brought it.
type DamagedFile struct {
	PackageID models.ID
	Damage    models.Damage
	Size      int64
	FileName  string
	AppID     models.ID
	AppName   string
	Version   string
	CheckedAt *time.Time
}

// FileCheck reads what is known about the stored files; of damaged ones at most MostStored lines.
func (s *Store) FileCheck(ctx context.Context) (FileCheck, error) {
	var f FileCheck
	rows, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return f, err
	}
	wanted, err := s.db.Setting(ctx, checkFilesWanted)
	if err != nil {
		return f, err
	}
	var never, first []models.Package
	err = errors.Join(
		s.dueForCheck(ctx, wanted).Where("damage = ''").Count(&f.Waiting).Error,
		s.db.Rows(ctx).Select("id").Where("checked_at IS NULL").Limit(1).Find(&never).Error,
		rows.Select("checked_at").Where("checked_at IS NOT NULL").Order("checked_at").Limit(1).Find(&first).Error,
		s.db.Rows(ctx).Raw(`SELECT packages.id AS package_id, packages.damage, packages.size, packages.checked_at,
			coalesce(v.file_name, u.name, '') AS file_name, v.app_id, apps.name AS app_name, v.display_version AS version
			FROM packages LEFT JOIN app_versions v ON v.package_id = packages.id LEFT JOIN apps ON apps.id = v.app_id
			LEFT JOIN uploads u ON u.package_id = packages.id AND v.id IS NULL
			WHERE packages.damage <> '' ORDER BY packages.id, v.id LIMIT ?`, MostStored).Scan(&f.Damaged).Error)
	if len(first) > 0 && len(never) == 0 {
		f.Oldest = first[0].CheckedAt
	}
	return f, err
}
