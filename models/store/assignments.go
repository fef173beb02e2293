package store

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/apptype"
	"appdepot/models/store/db"
	"appdepot/models/store/reach"
	"appdepot/models/targeting"
)

// mostAssignments is how many assignments one app may have. It bounds what Impact has to keep apart: see reach.
const mostAssignments = 200

// AssignmentLine is an assignment with the number of users or devices in its target, those of nested groups included.
type AssignmentLine struct {
	models.Assignment
	Members int
}

// Assignments lists who an app is assigned to, in page order: by intent, inclusions first, by name.
func (s *Store) Assignments(ctx context.Context, appID models.ID) ([]AssignmentLine, error) {
	db, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return nil, err
	}
	list, err := assignmentsOf(db, appID)
	if err != nil {
		return nil, err
	}
	return s.memberCounts(ctx, list)
}

// AssignmentLines names and counts the targets of assignments that are not made yet, in page order. A group that does not
// exist has no kind and no name.
func (s *Store) AssignmentLines(ctx context.Context, set []models.DraftAssignment) ([]AssignmentLine, error) {
	db, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return nil, err
	}
	list, err := named(db, made(models.Object{}, set))
	if err != nil {
		return nil, err
	}
	return s.memberCounts(ctx, list)
}

// AssignApp replaces all assignments of an app. Version is the app's version that was read. What the app's type does not
// allow, or what does not go together, is Invalid in the field "assignments".
func (s *Store) AssignApp(ctx context.Context, appID models.ID, version int, set []models.DraftAssignment) error {
	return s.change(ctx, func(t *tx) error {
		app, err := db.First[models.App](ctx, t.DB.Where("id = ?", appID))
		if app, err = db.Allowed(ctx, access.AssignApps, access.App, app, err, noApp()); err != nil {
			return err
		}
		n, err := db.Updates[models.App](ctx, t.DB.Where("id = ? AND version = ?", appID, version).
			Select("Version", "UpdatedAt"), models.App{Version: version + 1, UpdatedAt: t.Now})
		if err != nil {
			return err
		}
		if n == 0 {
			return db.ChangedMeanwhile(app.Name)
		}
		return t.assign(app, set)
	})
}

// assign makes the app's assignments equal to the set. Rows that stay keep their ids.
func (t *tx) assign(app models.App, set []models.DraftAssignment) error {
	if len(set) > mostAssignments {
		return tooManyAssignments()
	}
	wanted, err := named(t.DB, made(models.AppOf(app.ID), set))
	if err != nil {
		return err
	}
	if err := checkAssignments(app, wanted); err != nil {
		return err
	}
	old, err := assignmentsOf(t.DB, app.ID)
	if err != nil {
		return err
	}
	gone, fresh := without(old, wanted), without(wanted, old)
	if len(gone)+len(fresh) == 0 {
		return nil
	}
	if err := t.replaceAssignments(gone, fresh); err != nil {
		return err
	}
	if err := t.updateListed(app, len(wanted) == 0); err != nil {
		return err
	}
	t.BumpAudiences(slices.Concat(gone, fresh)...)
	t.BumpVersion(reach.OfApp, string(app.ID))
	return t.Record(activity.AssignApp, app.ID, app.Name, assignmentChanges(old, wanted)...)
}

func tooManyAssignments() error {
	return models.InvalidField("assignments", "An app can have up to %s assignments. Combine groups into one group and assign that.", mostAssignments)
}

func (t *tx) replaceAssignments(gone, fresh []models.Assignment) error {
	for _, a := range gone {
		if err := t.Delete(&models.Assignment{}, "id = ?", a.ID).Error; err != nil {
			return err
		}
	}
	for i := range fresh {
		fresh[i].ID, fresh[i].CreatedAt = models.NewID(), t.Now
	}
	if len(fresh) == 0 {
		return nil
	}
	err := t.Create(&fresh).Error
	if db.Duplicate(err) {
		return models.Conflict("One of these groups was assigned while you were editing. Reload to see the latest version.").Because(err)
	}
	return err
}

// typeOf is the definition of the app's type, for what cannot be done without.
func typeOf(app models.App) (*apptype.Definition, error) {
	d, ok := apptype.Get(app.Type)
	if !ok {
		return nil, models.Conflict("%s is of a type that needs a newer version of Appdepot. Update Appdepot, then try again.", app.Name)
	}
	return d, nil
}

func checkAssignments(app models.App, wanted []models.Assignment) error {
	d, err := typeOf(app)
	if err != nil {
		return err
	}
	if problems := targeting.Check(wanted, d.Assign(app.Values).Allow); len(problems) > 0 {
		text := problems[0].Text
		return &models.Error{Kind: models.KindInvalid, Text: text, Fields: map[string]models.Text{"assignments": text}}
	}
	return nil
}

// made turns a set into rows that have no id yet.
func made(o models.Object, set []models.DraftAssignment) []models.Assignment {
	list := make([]models.Assignment, len(set))
	for i, d := range set {
		list[i] = d.For(o)
	}
	return list
}

// assignmentsOf reads an app's assignments in page order.
func assignmentsOf(db *gorm.DB, appID models.ID) ([]models.Assignment, error) {
	var list []models.Assignment
	if err := db.Where("app_id = ?", appID).Find(&list).Error; err != nil {
		return nil, err
	}
	list, err := named(db, list)
	slices.SortStableFunc(list, targeting.PageOrder)
	return list, err
}

// named fills in the kinds and names of groups.
func named(db *gorm.DB, list []models.Assignment) ([]models.Assignment, error) {
	ids := groupsIn(list)
	if len(ids) == 0 {
		return list, nil
	}
	var groups []models.Group
	if err := db.Model(&models.Group{}).Select("id", "kind", "name").Where("id IN ?", ids).Find(&groups).Error; err != nil {
		return nil, err
	}
	byID := map[models.ID]models.Group{}
	for _, g := range groups {
		byID[g.ID] = g
	}
	for i, a := range list {
		list[i].GroupKind, list[i].GroupName = byID[a.GroupID].Kind, byID[a.GroupID].Name
	}
	return list, nil
}

// groupsIn lists the groups that assignments speak about, each once.
func groupsIn(list []models.Assignment) []models.ID {
	var ids []models.ID
	for _, a := range list {
		if a.GroupID != "" {
			ids = append(ids, a.GroupID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// without lists what is in a and not in b.
func without(a, b []models.Assignment) []models.Assignment {
	var rest []models.Assignment
	for _, x := range a {
		same := func(y models.Assignment) bool { return x.Draft() == y.Draft() }
		if !slices.ContainsFunc(b, same) {
			rest = append(rest, x)
		}
	}
	return rest
}

// assignmentChanges names the targets before and after, by intent and mode: "required.include".
func assignmentChanges(old, wanted []models.Assignment) []models.Change {
	var c db.Changes
	for _, intent := range models.Intents {
		for _, mode := range []models.Mode{models.Include, models.Exclude} {
			c.Add(string(intent)+"."+string(mode), targets(old, intent, mode), targets(wanted, intent, mode))
		}
	}
	return c
}

func targets(list []models.Assignment, intent models.Intent, mode models.Mode) string {
	var names []string
	for _, a := range list {
		if a.Intent == intent && a.Mode == mode {
			names = append(names, target(a))
		}
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// target names whom an assignment speaks about, and its filter and settings when it has any: "Sales (filter: 4f0c, deadline: 5)".
func target(a models.Assignment) string {
	name := cmp.Or(a.GroupName, string(a.Target))
	var more []string
	if a.FilterID != "" {
		more = append(more, "filter: "+string(a.FilterID))
	}
	if a.Settings != "" {
		more = append(more, a.Settings.Words())
	}
	if len(more) == 0 {
		return name
	}
	return name + " (" + strings.Join(more, ", ") + ")"
}
