package store

import (
	"cmp"
	"context"
	"slices"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store/db"
	"appdepot/models/targeting"
)

// changeEdit changes a set that the person is editing; version is the one that was read.
func (s *Store) changeEdit(ctx context.Context, id models.ID, version int, fn func(*tx, *AssignmentEdit) error) (AssignmentEdit, error) {
	var edit AssignmentEdit
	if err := db.May(ctx, access.AssignApps, access.Object{}); err != nil {
		return edit, err
	}
	err := s.change(ctx, func(t *tx) error {
		var err error
		if edit, err = t.edit(id); err != nil {
			return err
		}
		edit.Version = version
		if err := fn(t, &edit); err != nil {
			return err
		}
		if err := t.keep(&edit.AssignmentEdit); err != nil {
			return err
		}
		edit, err = t.edit(id)
		return err
	})
	return edit, err
}

// ChangeAssignmentEdit keeps a changed set, right or wrong: what does not go together is refused when it is saved. Version is the one
// that was read.
func (s *Store) ChangeAssignmentEdit(ctx context.Context, id models.ID, version int, set []models.DraftAssignment) (AssignmentEdit, error) {
	if len(set) > mostAssignments {
		return AssignmentEdit{}, tooManyAssignments()
	}
	return s.changeEdit(ctx, id, version, func(_ *tx, e *AssignmentEdit) error {
		e.Assigned = append([]models.DraftAssignment{}, set...)
		return nil
	})
}

// ReapplyAssignmentEdit makes the person's changes once more, to what somebody else saved meanwhile.
func (s *Store) ReapplyAssignmentEdit(ctx context.Context, id models.ID, version int) (AssignmentEdit, error) {
	return s.changeEdit(ctx, id, version, func(t *tx, e *AssignmentEdit) error {
		before := e.began()
		e.Assigned = targeting.Apply(before, e.Assigned, e.now())
		return t.catchUp(*e)
	})
}

// TakeOverAssignments gives up the person's changes for what somebody else saved meanwhile.
func (s *Store) TakeOverAssignments(ctx context.Context, id models.ID, version int) (AssignmentEdit, error) {
	return s.changeEdit(ctx, id, version, func(t *tx, e *AssignmentEdit) error {
		e.Assigned = e.now()
		return t.catchUp(*e)
	})
}

// now is what the apps have in common as they are stored.
func (e AssignmentEdit) now() []models.DraftAssignment {
	return e.common(func(a EditedApp) []models.DraftAssignment { return a.Now })
}

// catchUp makes the editing begin from what is stored now.
func (t *tx) catchUp(e AssignmentEdit) error {
	for _, a := range e.Apps {
		now := append([]models.DraftAssignment{}, a.Now...)
		_, err := db.Updates[models.AssignmentEditObject](t.Ctx, t.DB.Where("edit_id = ? AND object_id = ? AND object_kind = ?", e.ID, a.ID, models.AppObject).
			Select("Version", "Began"), models.AssignmentEditObject{Version: a.App.Version, Began: now})
		if err != nil {
			return err
		}
	}
	return nil
}

// SaveAssignmentEdit makes the assignments of every app what the set says, all or none, and ends the editing. When somebody else
// saved other assignments meanwhile, nothing is saved and the error is a Conflict; what does not go together is Invalid in the
// field "assignments". Version is the set's that was read.
func (s *Store) SaveAssignmentEdit(ctx context.Context, id models.ID, version int) (AssignmentEdit, error) {
	var edit AssignmentEdit
	if err := db.May(ctx, access.AssignApps, access.Object{}); err != nil {
		return edit, err
	}
	err := s.change(ctx, func(t *tx) error {
		var err error
		if edit, err = t.edit(id); err != nil {
			return err
		}
		edit.Version = version
		if err := t.keep(&edit.AssignmentEdit); err != nil { // nobody changes or saves it meanwhile
			return err
		}
		if moved := edit.Moved(); len(moved) > 0 {
			return models.Conflict("Another administrator changed the assignments of %s while you were editing. Your changes are still here.", moved[0].Name)
		}
		byID := slices.SortedFunc(slices.Values(edit.Apps), func(a, b EditedApp) int { return cmp.Compare(a.ID, b.ID) })
		for _, a := range byID {
			if err := t.saveEdited(a); err != nil {
				return err
			}
		}
		return t.Delete(&models.AssignmentEdit{}, "id = ?", id).Error
	})
	return edit, err
}

// saveEdited makes an app's assignments what the set makes of them. Whoever may no longer assign the app is refused, also when the
// set changes nothing of it.
func (t *tx) saveEdited(a EditedApp) error {
	if err := db.May(t.Ctx, access.AssignApps, access.App(a.App)); err != nil {
		return err
	}
	if targeting.Same(a.Now, a.Wanted) {
		return nil
	}
	if err := t.touch(a.App); err != nil {
		return err
	}
	return t.assign(a.App, a.Wanted)
}

// DiscardAssignmentEdit ends the editing; nothing is saved.
func (s *Store) DiscardAssignmentEdit(ctx context.Context, id models.ID) error {
	if err := db.May(ctx, access.AssignApps, access.Object{}); err != nil {
		return err
	}
	return s.change(ctx, func(t *tx) error {
		if _, err := t.edit(id); err != nil {
			return err
		}
		return t.Delete(&models.AssignmentEdit{}, "id = ?", id).Error
	})
}

// sweepEdits forgets the sets of assignments that nobody went on with, and those whose apps are all gone.
func (t *tx) sweepEdits() error {
	return t.Delete(&models.AssignmentEdit{}, `updated_at < ? OR NOT EXISTS (SELECT 1 FROM assignment_edit_objects WHERE edit_id = assignment_edits.id)`,
		t.Now.Add(-models.AssignmentEditLife)).Error
}
