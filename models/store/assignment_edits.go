package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store/db"
	"appdepot/models/targeting"
)

// MostEditedApps is how many apps are assigned at once.
const MostEditedApps = 50

// AssignmentEdit is a set that is being edited, with the apps it is about.
type AssignmentEdit struct {
	models.AssignmentEdit
	Apps []EditedApp // by name
}

// EditedApp is an app whose assignments are edited.
type EditedApp struct {
	models.App
	Began  []models.DraftAssignment // what it had when the editing began
	Now    []models.DraftAssignment // what it has
	Wanted []models.DraftAssignment // what it has once the set is saved
}

// Moved reports whether somebody else saved other assignments meanwhile.
func (e EditedApp) Moved() bool { return !targeting.Same(e.Began, e.Now) }

// Moved lists the apps whose assignments somebody else saved meanwhile.
func (e AssignmentEdit) Moved() (list []EditedApp) {
	for _, a := range e.Apps {
		if a.Moved() {
			list = append(list, a)
		}
	}
	return list
}

// Changed reports whether there is anything to save.
func (e AssignmentEdit) Changed() bool { return !targeting.Same(e.began(), e.Assigned) }

// began is the set that the editing started with.
func (e AssignmentEdit) began() []models.DraftAssignment {
	return e.common(func(a EditedApp) []models.DraftAssignment { return a.Began })
}

func (e AssignmentEdit) common(of func(EditedApp) []models.DraftAssignment) []models.DraftAssignment {
	sets := make([][]models.DraftAssignment, len(e.Apps))
	for i, a := range e.Apps {
		sets[i] = of(a)
	}
	return targeting.Common(sets...)
}

// EditAssignments opens a set of assignments for editing: what the objects have in common. The person goes on with the set that is
// open already, when there is one of the same objects.
func (s *Store) EditAssignments(ctx context.Context, objects []models.Object) (AssignmentEdit, error) {
	if err := db.May(ctx, access.AssignApps, access.Object{}); err != nil {
		return AssignmentEdit{}, err
	}
	if len(objects) == 0 || len(objects) > MostEditedApps {
		return AssignmentEdit{}, models.Invalid("Select one or more apps, up to %s at a time.", MostEditedApps)
	}
	var edit AssignmentEdit
	err := s.change(ctx, func(t *tx) error {
		open, err := openEdit(t.DB, t.Actor.UserID, objects)
		if err != nil {
			return err
		}
		if open != "" {
			edit, err = t.edit(open)
			return err
		}
		edit, err = t.begin(objects)
		return err
	})
	return edit, err
}

// openEdit finds a person's set of exactly these objects; the last one, and empty when there is none.
func openEdit(db *gorm.DB, user models.ID, objects []models.Object) (models.ID, error) {
	ids := make([]models.ID, len(objects))
	for i, o := range objects {
		ids[i] = o.ID
	}
	var open []models.ID
	err := db.Raw(`SELECT id FROM assignment_edits WHERE user_id = ?
		AND (SELECT count(*) FROM assignment_edit_objects WHERE edit_id = id) = ?
		AND (SELECT count(*) FROM assignment_edit_objects WHERE edit_id = id AND object_id IN ?) = ?
		ORDER BY updated_at DESC LIMIT 1`, user, len(ids), ids, len(ids)).Scan(&open).Error
	if err != nil || len(open) == 0 {
		return "", err
	}
	return open[0], nil
}

func (t *tx) begin(objects []models.Object) (AssignmentEdit, error) {
	row := models.AssignmentEdit{ID: models.NewID(), UserID: t.Actor.UserID, Assigned: []models.DraftAssignment{}, Version: 1, CreatedAt: t.Now, UpdatedAt: t.Now}
	if err := t.Create(&row).Error; err != nil {
		return AssignmentEdit{}, err
	}
	for _, o := range objects {
		at := models.AssignmentEditObject{EditID: row.ID, Object: o}
		if err := t.remember(&at); err != nil {
			return AssignmentEdit{}, err
		}
		if err := t.Create(&at).Error; err != nil {
			return AssignmentEdit{}, err
		}
	}
	edit, err := t.edit(row.ID)
	if err != nil {
		return edit, err
	}
	edit.Assigned = edit.began()
	return edit, t.keep(&edit.AssignmentEdit)
}

// remember notes how an object is now.
func (t *tx) remember(at *models.AssignmentEditObject) error {
	if at.Object.Kind != models.AppObject {
		return models.NotFound("Only apps can be assigned.")
	}
	app, err := db.First[models.App](t.Ctx, t.DB.Where("id = ?", at.Object.ID))
	if app, err = db.Allowed(t.Ctx, access.AssignApps, access.App, app, err, noApp()); err != nil {
		return err
	}
	now, err := assignmentsOf(t.DB, app.ID)
	at.Version, at.Began = app.Version, draftsOf(now)
	return err
}

// keep writes a changed set.
func (t *tx) keep(e *models.AssignmentEdit) error {
	n, err := db.Updates[models.AssignmentEdit](t.Ctx, t.DB.Where("id = ? AND version = ?", e.ID, e.Version).
		Select("Assigned", "Version", "UpdatedAt"), models.AssignmentEdit{Assigned: e.Assigned, Version: e.Version + 1, UpdatedAt: t.Now})
	if err == nil && n == 0 {
		return models.Conflict("You changed these assignments in another window. Reload to see the latest version.")
	}
	e.Version, e.UpdatedAt = e.Version+1, t.Now
	return err
}

// edit reads a set of the person who acts.
func (t *tx) edit(id models.ID) (AssignmentEdit, error) { return readEdit(t.DB, t.Actor, id) }

func readEdit(db *gorm.DB, actor models.Actor, id models.ID) (AssignmentEdit, error) {
	var e AssignmentEdit
	if err := db.Where("id = ?", id).Limit(1).Find(&e.AssignmentEdit).Error; err != nil {
		return e, err
	}
	if e.ID == "" {
		return e, models.NotFound("These changes were saved or discarded. Open the app to see its assignments.")
	}
	if err := access.May(actor, access.EditAssignments, access.AssignmentEdit(e.AssignmentEdit)); err != nil {
		return AssignmentEdit{}, err
	}
	var objects []models.AssignmentEditObject
	if err := db.Where("edit_id = ? AND object_kind = ?", id, models.AppObject).Find(&objects).Error; err != nil {
		return e, err
	}
	ids := make([]models.ID, len(objects))
	for i, o := range objects {
		ids[i] = o.Object.ID
	}
	var apps []models.App
	if err := db.Where("id IN ?", ids).Find(&apps).Error; err != nil {
		return e, err
	}
	var now []models.Assignment
	if err := db.Where("object_kind = ? AND object_id IN ?", models.AppObject, ids).Find(&now).Error; err != nil {
		return e, err
	}
	now, err := named(db, now)
	slices.SortStableFunc(now, targeting.PageOrder)
	e.fill(apps, objects, now)
	return e, err
}

func (e *AssignmentEdit) fill(apps []models.App, objects []models.AssignmentEditObject, now []models.Assignment) {
	for _, app := range apps {
		edited := EditedApp{App: app}
		for _, o := range objects {
			if o.Object.ID == app.ID {
				edited.Began = o.Began
			}
		}
		for _, a := range now {
			if a.Object.ID == app.ID {
				edited.Now = append(edited.Now, a.Draft())
			}
		}
		e.Apps = append(e.Apps, edited)
	}
	slices.SortFunc(e.Apps, func(a, b EditedApp) int {
		return cmp.Or(cmp.Compare(models.Fold(a.Name), models.Fold(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	began := e.began()
	for i, a := range e.Apps {
		e.Apps[i].Wanted = targeting.Apply(began, e.Assigned, a.Now)
	}
}

func draftsOf(list []models.Assignment) []models.DraftAssignment {
	set := make([]models.DraftAssignment, len(list))
	for i, a := range list {
		set[i] = a.Draft()
	}
	return set
}

// AssignmentEdit is a set that the person is editing.
func (s *Store) AssignmentEdit(ctx context.Context, id models.ID) (AssignmentEdit, error) {
	if err := db.May(ctx, access.AssignApps, access.Object{}); err != nil {
		return AssignmentEdit{}, err
	}
	return readEdit(s.db.Rows(ctx), models.ActorOf(ctx), id)
}

// OpenAssignmentEdit is the ID of the set in which the person edits the assignments of this object alone; empty when there is none.
func (s *Store) OpenAssignmentEdit(ctx context.Context, o models.Object) (models.ID, error) {
	if err := db.May(ctx, access.AssignApps, access.Object{}); err != nil {
		return "", err
	}
	return openEdit(s.db.Rows(ctx), models.ActorOf(ctx).UserID, []models.Object{o})
}

// AssignmentEditLine is a set that somebody is editing, in a list.
type AssignmentEditLine struct {
	ID        models.ID
	UserID    models.ID
	UserName  string
	UpdatedAt time.Time
	Names     []string `gorm:"-"` // of the apps
}

// AssignmentEdits lists the sets that the person has not saved yet, the last one first.
func (s *Store) AssignmentEdits(ctx context.Context) ([]AssignmentEditLine, error) {
	if err := db.May(ctx, access.AssignApps, access.Object{}); err != nil {
		return nil, err
	}
	var lines []AssignmentEditLine
	err := s.db.Rows(ctx).Raw(`SELECT id, updated_at FROM assignment_edits WHERE user_id = ?
		AND EXISTS (SELECT 1 FROM assignment_edit_objects WHERE edit_id = id) ORDER BY updated_at DESC LIMIT 100`,
		models.ActorOf(ctx).UserID).Scan(&lines).Error
	if err != nil || len(lines) == 0 {
		return nil, err
	}
	at := map[models.ID]*AssignmentEditLine{}
	ids := make([]models.ID, len(lines))
	for i := range lines {
		ids[i], at[lines[i].ID] = lines[i].ID, &lines[i]
	}
	var names []struct {
		EditID models.ID
		Name   string
	}
	err = s.db.Rows(ctx).Raw(`SELECT edit_id, apps.name AS name FROM assignment_edit_objects JOIN apps ON apps.id = app_id
		WHERE edit_id IN ? ORDER BY apps.name_key`, ids).Scan(&names).Error
	for _, n := range names {
		at[n.EditID].Names = append(at[n.EditID].Names, n.Name)
	}
	return lines, err
}

// AssignmentEditors lists who has changes to the assignments of an object that are not saved yet.
func (s *Store) AssignmentEditors(ctx context.Context, o models.Object) ([]AssignmentEditLine, error) {
	db, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return nil, err
	}
	var lines []AssignmentEditLine
	err = db.Raw(`SELECT assignment_edits.id AS id, user_id, users.name AS user_name, assignment_edits.updated_at AS updated_at
		FROM assignment_edit_objects JOIN assignment_edits ON assignment_edits.id = edit_id JOIN users ON users.id = user_id
		WHERE object_id = ? AND object_kind = ? ORDER BY assignment_edits.updated_at DESC LIMIT 10`, o.ID, o.Kind).Scan(&lines).Error
	return lines, err
}
