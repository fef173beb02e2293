package store

import (
	"context"
	"errors"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/store/db"
)

// PublishFetched goes on with an upload whose content was fetched and read: it makes the draft with this upload an app, when somebody wanted that, as that person and with the role of today. It
// waits until the signature has been checked. What keeps the draft from becoming an app stands on its page: people do it then.
func (s *Store) PublishFetched(ctx context.Context, upload models.ID) error {
	d, err := db.First[models.Draft](ctx, s.db.Read.Where("upload_id = ?", upload))
	d, err = db.Allowed(ctx, access.ManageApps, access.Draft, d, err, noDraft())
	if models.KindOf(err) == models.KindNotFound || err == nil && d.Found.PublishBy == "" {
		return nil // it has become an app, or was discarded, or people do it
	}
	if err != nil {
		return err
	}
	file, err := draftFile(s.db.Rows(ctx), d)
	if err != nil || file.Package.Signature == models.SignatureWaiting {
		return err // VerifyPackage goes on
	}
	person, err := s.actAs(ctx, d.Found.PublishBy)
	gone := models.KindOf(err) == models.KindNotFound
	if err != nil && !gone {
		return err
	}
	before, err := replacedBy(s.db.Rows(ctx), d)
	if err != nil {
		return err
	}
	if gone || len(apptype.Differences(before.Package(), file.Package)) > 0 {
		return s.stopPublishing(ctx, d.ID, before)
	}
	_, err = s.PublishDraft(person, d.ID, d.Version)
	switch models.KindOf(err) {
	case models.KindInvalid, models.KindConflict, models.KindForbidden:
		s.log.InfoContext(ctx, "an update waits for somebody to look at it", "draft", d.ID, "error", err)
		return s.stopPublishing(ctx, d.ID, before)
	}
	return err
}

// replacedBy is what is known of the package of the app whose place a draft is to take.
func replacedBy(db *gorm.DB, d models.Draft) (models.Replaced, error) {
	var old models.App
	err := db.Where("id = ?", d.Found.Replaces).Take(&old).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return models.Replaced{}, nil
	}
	if err != nil {
		return models.Replaced{}, err
	}
	_, p, err := currentPackage(db, old)
	return models.Replaced{Facts: p.Facts, Signers: p.Signers, Signature: p.Signature}, err
}

// publishVerified makes apps of the drafts that have waited for the signature of a package.
func (s *Store) publishVerified(ctx context.Context, pack models.ID) error {
	var uploads []models.ID
	err := s.db.Rows(ctx).Model(&models.Upload{}).Joins("JOIN drafts ON drafts.upload_id = uploads.id").
		Where("uploads.package_id = ? AND drafts.type IN ?", pack, apptype.FetchedTypes()).Pluck("uploads.id", &uploads).Error
	for _, id := range uploads {
		err = errors.Join(err, s.PublishFetched(ctx, id))
	}
	return err
}

// stopPublishing has a draft no longer become an app by itself. Its page says how the file differs from the one before.
func (s *Store) stopPublishing(ctx context.Context, draft models.ID, before models.Replaced) error {
	err := s.change(ctx, func(t *tx) error {
		d, err := t.draft(draft)
		if err != nil {
			return err
		}
		d.Found.PublishBy, d.Replaced = "", before
		return t.saveDraft(&d)
	})
	if models.KindOf(err) == models.KindNotFound {
		return nil // discarded meanwhile
	}
	return err
}

// takeOver gives a new app the place of an old one: who had the old one assigned has the new one instead, and apps that depended on
// the old one depend on the new one. Assignments that the new app does not have stay with the old one.
func (t *tx) takeOver(app models.App, old models.ID, assigned []models.DraftAssignment) error {
	before, err := db.First[models.App](t.Ctx, t.DB.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", old))
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil // deleted meanwhile
	}
	if err != nil {
		return err
	}
	has, err := assignmentsOf(t.DB, old)
	if err != nil {
		return err
	}
	var stay []models.DraftAssignment
	for _, a := range has {
		if d := draftAssignment(a); !slices.Contains(assigned, d) {
			stay = append(stay, d)
		}
	}
	if err := t.assign(before, stay); err != nil {
		return err
	}
	r, err := relatedTo(t.DB, old)
	if err != nil {
		return err
	}
	for _, a := range r.arrows {
		if a.OtherID != old || a.Kind != models.Dependency {
			continue
		}
		was, user := r.of(a.AppID), r.apps[a.AppID]
		wanted := slices.Clone(was)
		for i := range wanted {
			if wanted[i].OtherID == old && wanted[i].Kind == models.Dependency {
				wanted[i].OtherID = app.ID
			}
		}
		if err := t.relate(models.App{ID: user.ID, Name: user.Name}, was, wanted); err != nil {
			return err
		}
	}
	return nil
}

// draftAssignment is an assignment as a draft has it.
func draftAssignment(a models.Assignment) models.DraftAssignment {
	return a.Draft()
}
