package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/relate"
	"appdepot/models/store/db"
)

// RelationLine is one relation of an app with what pages say about it. App is the app at the other end, the zero RelatedApp when
// it no longer exists.
type RelationLine struct {
	models.Relation
	App      RelatedApp
	Problems []models.Text // why it cannot be saved
	Warnings []models.Text // what it brings, if it is
}

// AppRelations are the relations of an app that exists: its own, those of other apps to it, and everything joined to them.
type AppRelations struct {
	Own    []RelationLine
	Others []RelationLine // App is the app that depends on it or supersedes it
	Apps   map[models.ID]RelatedApp
	Graph  *relate.Graph
}

// Relations are what an app depends on and supersedes, and what depends on it and supersedes it.
func (s *Store) Relations(ctx context.Context, appID models.ID) (AppRelations, error) {
	db, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return AppRelations{}, err
	}
	r, err := relatedTo(db, appID)
	if err != nil {
		return AppRelations{}, err
	}
	all := AppRelations{Own: r.lines(appID, r.of(appID)), Apps: r.apps, Graph: r.graph()}
	for _, a := range r.arrows {
		if a.OtherID == appID {
			all.Others = append(all.Others, RelationLine{Relation: a.Relation, App: r.apps[a.AppID]})
		}
	}
	return all, nil
}

// RelationLines says about relations that are not saved yet which apps they name, what is wrong with them and what they
// bring, in the order of the list. Both kinds are judged together. App need not exist yet: only its ID, Type and Name count.
func (s *Store) RelationLines(ctx context.Context, app models.App, wanted []models.Relation) ([]RelationLine, error) {
	if err := db.May(ctx, access.ReadApps, access.App(app)); err != nil {
		return nil, err
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	r, err := relatedWith(s.db.Rows(ctx), RelatedApp{ID: app.ID, Type: app.Type, Name: app.Name}, wanted)
	if err != nil {
		return nil, err
	}
	return r.lines(app.ID, wanted), nil
}

func (r related) lines(app models.ID, wanted []models.Relation) []RelationLine {
	lines := make([]RelationLine, len(wanted))
	for i, w := range wanted {
		lines[i] = RelationLine{Relation: w, App: r.apps[w.OtherID]}
	}
	g := r.graph()
	for _, p := range relate.Check(g, app, wanted) {
		lines[p.Index].Problems = append(lines[p.Index].Problems, p.Text)
	}
	for _, p := range relate.Warnings(g, app, wanted) {
		lines[p.Index].Warnings = append(lines[p.Index].Warnings, p.Text)
	}
	return lines
}

// SetRelations replaces the relations of one kind that an app has to others. Version is the app's version that was read.
// What cannot be is Invalid, with a sentence for each relation: "dependencies.0" is the first of the list.
func (s *Store) SetRelations(ctx context.Context, appID models.ID, version int, kind models.RelationKind, set []models.Relation) error {
	return s.change(ctx, func(t *tx) error {
		if err := t.lockRelations(); err != nil {
			return err
		}
		app, err := db.First[models.App](ctx, t.DB.Where("id = ?", appID))
		if app, err = db.Allowed(ctx, access.RelateApps, access.App, app, err, noApp()); err != nil {
			return err
		}
		if app.Version != version {
			return db.ChangedMeanwhile(app.Name)
		}
		old, err := relatedTo(t.DB, appID)
		if err != nil {
			return err
		}
		wanted := replaceKind(old.of(appID), kind, set)
		if sameRelations(wanted, old.of(appID)) {
			return nil
		}
		if err := t.touch(app); err != nil {
			return err
		}
		return t.relate(app, old.of(appID), wanted)
	})
}

// touch makes an app newer, for whoever has it open.
func (t *tx) touch(app models.App) error {
	n, err := db.Updates[models.App](t.Ctx, t.DB.Where("id = ? AND version = ?", app.ID, app.Version).
		Select("Version", "UpdatedAt"), models.App{Version: app.Version + 1, UpdatedAt: t.Now})
	if err == nil && n == 0 {
		return db.ChangedMeanwhile(app.Name)
	}
	return err
}

// replaceKind puts relations in the place of those of their kind; those of the other kind come first.
func replaceKind(old []models.Relation, kind models.RelationKind, set []models.Relation) []models.Relation {
	all := slices.DeleteFunc(slices.Clone(old), func(r models.Relation) bool { return r.Kind == kind })
	for _, r := range set {
		all = append(all, models.Relation{Kind: kind, OtherID: r.OtherID,
			Automatic: r.Automatic && kind == models.Dependency, Uninstall: r.Uninstall && kind == models.Supersedence})
	}
	return all
}

func sameRelations(a, b []models.Relation) bool {
	order := func(x, y models.Relation) int {
		return cmp.Or(cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.OtherID, y.OtherID))
	}
	return slices.Equal(slices.SortedFunc(slices.Values(a), order), slices.SortedFunc(slices.Values(b), order))
}

// relate makes the relations of an app those wanted, and writes down what is different.
func (t *tx) relate(app models.App, old, wanted []models.Relation) error {
	r, err := relatedWith(t.DB, RelatedApp{ID: app.ID}, append(slices.Clone(old), wanted...))
	if err != nil {
		return err
	}
	if err := relationErrors(r, app.ID, wanted).Err(); err != nil {
		return err
	}
	if err := t.Where("app_id = ?", app.ID).Delete(&models.AppRelation{}).Error; err != nil {
		return err
	}
	var rows []models.AppRelation
	for _, w := range wanted {
		rows = append(rows, models.AppRelation{AppID: app.ID, Relation: w})
	}
	if len(rows) > 0 {
		err = t.Create(&rows).Error
	}
	if errors.Is(err, gorm.ErrForeignKeyViolated) {
		return models.Conflict("One of these apps was deleted while you were editing. Reload to see the latest version.").Because(err)
	}
	if err != nil {
		return err
	}
	return t.Record(activity.RelateApp, app.ID, app.Name, r.changes(old, wanted)...)
}

// relationErrors is what is wrong with relations, by field key: the step, a dot and the number of the relation among those of
// its kind.
func relationErrors(r related, app models.ID, wanted []models.Relation) field.Errors {
	errs := field.Errors{}
	for _, p := range relate.Check(r.graph(), app, wanted) {
		kind, nth := wanted[p.Index].Kind, 0
		for _, w := range wanted[:p.Index] {
			if w.Kind == kind {
				nth++
			}
		}
		key := fmt.Sprintf("%s.%d", apptype.RelationStep(kind), nth)
		if _, told := errs[key]; !told {
			errs[key] = p.Text
		}
	}
	return errs
}

// changes names the apps in relations before and after, for the audit log.
func (r related) changes(old, wanted []models.Relation) (c db.Changes) {
	add := func(field string, those func(models.Relation) bool) {
		c.Add(field, r.names(old, those), r.names(wanted, those))
	}
	add(apptype.Dependencies, func(x models.Relation) bool { return x.Kind == models.Dependency })
	add(apptype.Dependencies+".automatic", func(x models.Relation) bool { return x.Automatic })
	add(apptype.Supersedence, func(x models.Relation) bool { return x.Kind == models.Supersedence })
	add(apptype.Supersedence+".uninstall", func(x models.Relation) bool { return x.Uninstall })
	return c
}

func (r related) names(list []models.Relation, those func(models.Relation) bool) string {
	var names []string
	for _, x := range list {
		if those(x) {
			names = append(names, r.apps[x.OtherID].Name)
		}
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}
