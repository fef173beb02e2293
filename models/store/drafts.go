package store

import (
	"cmp"
	"context"
	"errors"
	"maps"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/apptype"
	"appdepot/models/reason"
	"appdepot/models/store/db"
)

// mostDrafts is how many drafts a list shows: those changed last. Drafts are few and do not live long.
const mostDrafts = 200

// DraftLine is a draft as a list shows it.
type DraftLine struct {
	models.Draft
	UserName string // who began it
	FileName string // of the package; empty without one
}

// Drafts lists everybody's drafts, the one changed last first.
func (s *Store) Drafts(ctx context.Context) ([]DraftLine, error) {
	db, err := s.db.Visible(ctx, access.ManageDrafts)
	if err != nil {
		return nil, err
	}
	var lines []DraftLine
	err = db.Model(&models.Draft{}).
		Select("drafts.*, coalesce(users.name, '') AS user_name, coalesce(uploads.name, '') AS file_name").
		Joins("LEFT JOIN users ON users.id = drafts.user_id").
		Joins("LEFT JOIN uploads ON uploads.id = drafts.upload_id").
		Where("drafts.begun").Order("drafts.updated_at DESC, drafts.id").Limit(mostDrafts).Find(&lines).Error
	return lines, err
}

// DraftCount is the number of drafts, everybody's.
func (s *Store) DraftCount(ctx context.Context) (int, error) {
	q, err := s.db.Visible(ctx, access.ManageDrafts)
	if err != nil {
		return 0, err
	}
	n, err := db.Count[models.Draft](ctx, q.Where("begun"))
	return int(n), err
}

// AddDraft opens the wizard for a kind of app chosen in the "Select app type" pane. The entry decides the type at once, or leaves it
// to the file that will be uploaded. Lists and the audit log have the draft from the first input on. What it begins with is in English,
// or in the words of who adds it.
func (s *Store) AddDraft(ctx context.Context, entry string, in ...apptype.Words) (models.Draft, error) {
	if err := db.May(ctx, access.ManageDrafts, access.Object{}); err != nil {
		return models.Draft{}, err
	}
	var d models.Draft
	err := s.change(ctx, func(t *tx) (err error) {
		d, err = t.addDraft(entry, in...)
		return err
	})
	return d, err
}

func (t *tx) addDraft(entry string, in ...apptype.Words) (models.Draft, error) {
	e, ok := apptype.PaneEntryOf(entry)
	if !ok {
		return models.Draft{}, models.InvalidField("entry", "Select an app type.")
	}
	if e.Choose == apptype.InCatalog {
		return models.Draft{}, models.InvalidField("entry", "Select apps of this type in their catalog.")
	}
	d := models.Draft{
		ID: models.NewID(), Entry: entry, UserID: t.Actor.UserID, Version: 1, PeopleVersion: 1,
		Form: map[string][]string{}, Categories: []models.ID{}, Assigned: []models.DraftAssignment{}, Relations: []models.Relation{},
	}
	if len(e.Types) == 1 {
		d.Type = e.Types[0].ID
		maps.Copy(d.Form, e.Types[0].Start(in...))
	}
	d.Step = WizardSteps(d)[0].Key
	return d, t.createDraft(d)
}

func (t *tx) createDraft(d models.Draft) error {
	d, err := withDraft(d, t.Seal)
	if err != nil {
		return err
	}
	return db.Create[models.Draft](t.Ctx, t.DB, &d)
}

// beginDraft makes an opened draft one that lists have, at the first input.
func (t *tx) beginDraft(d *models.Draft) error {
	if d.Begun {
		return nil
	}
	d.Begun = true
	n, err := db.Updates[models.Draft](t.Ctx, t.DB.Where("id = ? AND NOT begun", d.ID).Select("Begun"), *d)
	if err != nil || n == 0 {
		return err
	}
	return t.Record(activity.CreateDraft, d.ID, cmp.Or(d.Type, d.Entry))
}

// DiscardDrafts throws drafts away, together with the files that were uploaded for them, and gives how many there were.
func (s *Store) DiscardDrafts(ctx context.Context, ids ...models.ID) (int, error) {
	if err := db.May(ctx, access.ManageDrafts, access.Object{}); err != nil {
		return 0, err
	}
	var uploads []models.ID
	err := s.change(ctx, func(t *tx) error {
		uploads = nil
		for _, id := range ids {
			d, err := t.draft(id)
			if models.KindOf(err) == models.KindNotFound && len(ids) > 1 {
				continue // another administrator was faster
			}
			if err != nil {
				return err
			}
			if err := t.discardDraft(d); err != nil {
				return err
			}
			uploads = append(uploads, d.UploadID)
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	var errs []error
	for _, id := range uploads {
		errs = append(errs, s.dropUpload(ctx, id))
	}
	return len(uploads), errors.Join(errs...)
}

func (t *tx) discardDraft(d models.Draft) error {
	if _, err := db.Delete[models.Draft](t.Ctx, t.DB.Where("id = ?", d.ID)); err != nil || !d.Begun {
		return err
	}
	return t.Record(activity.DeleteDraft, d.ID, draftName(d))
}

// dropUpload cancels an upload that no draft uses any more.
func (s *Store) dropUpload(ctx context.Context, id models.ID) error {
	if id == "" {
		return nil
	}
	err := s.CancelUpload(ctx, id)
	if models.KindOf(err) == models.KindNotFound {
		return nil
	}
	return err
}

// changeDraft changes a draft that is still as its version says.
func (s *Store) changeDraft(ctx context.Context, id models.ID, version int, fn func(*tx, *models.Draft) error) (models.Draft, error) {
	var d models.Draft
	err := s.change(ctx, func(t *tx) (err error) {
		if d, err = t.draft(id); err != nil {
			return err
		}
		if d.Version != version && !movedInBackground(d, version) {
			return draftMoved()
		}
		if err := fn(t, &d); err != nil {
			return err
		}
		d.PeopleVersion = d.Version + 1
		return t.saveDraft(&d)
	})
	return d, err
}

// movedInBackground reports whether only the arrival of downloaded content has changed a draft since this version: whoever goes on
// with what they saw loses nothing.
func movedInBackground(d models.Draft, version int) bool {
	return fetched(d) && d.PeopleVersion <= version && version < d.Version
}

// draft reads a draft and keeps others from changing it until the transaction ends.
func (t *tx) draft(id models.ID) (models.Draft, error) {
	d, err := db.First[models.Draft](t.Ctx, t.DB.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", id))
	if d, err = db.Allowed(t.Ctx, access.ManageDrafts, access.Draft, d, err, noDraft()); err != nil {
		return d, err
	}
	return withDraft(d, orEmpty(t.OpenSealed))
}

func (t *tx) saveDraft(d *models.Draft) error {
	if err := t.beginDraft(d); err != nil {
		return err
	}
	d.Version++
	d.UpdatedAt = t.Now
	row, err := withDraft(*d, t.Seal)
	if err != nil {
		return err
	}
	_, err = db.Updates[models.Draft](t.Ctx, t.DB.Where("id = ?", d.ID).
		Select("Type", "Form", "UploadID", "Categories", "Assigned", "Relations", "Found", "Replaced", "LogoID", "Step", "Version", "PeopleVersion", "UpdatedAt"), row)
	if errors.Is(err, gorm.ErrForeignKeyViolated) {
		return reason.DraftFileGone.Conflict().Because(err)
	}
	return err
}

func draftMoved() error {
	return reason.DraftChanged.Conflict()
}

func noDraft() error {
	return models.NotFound("This draft no longer exists. Look for the app in the lists of apps and drafts.")
}
