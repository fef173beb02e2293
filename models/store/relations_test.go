package store_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// win32 puts Windows apps (Win32) into the store, by name.
func win32(t *testing.T, f storetest.Fixture, names ...string) map[string]models.App {
	t.Helper()
	apps := map[string]models.App{}
	for _, name := range names {
		a := models.App{ID: models.NewID(), Type: "win32LobApp", Platform: models.Windows, Name: name, Publisher: "Example", DisplayVersion: "1.0"}
		must(t, f.InsertApps(storetest.System(t), a))
		a.Version = 1
		apps[name] = a
	}
	return apps
}

// relate gives an app relations of one kind, to whatever it has of the other kind.
func relate(t *testing.T, f storetest.Fixture, a models.App, kind models.RelationKind, set ...models.Relation) {
	t.Helper()
	now, err := f.App(storetest.System(t), a.ID)
	must(t, err)
	must(t, f.SetRelations(storetest.System(t), a.ID, now.Version, kind, set))
}

func on(a models.App) models.Relation { return models.Relation{OtherID: a.ID} }

// relatives are relations as "dependency Runtime automatic".
func relatives(lines []store.RelationLine) (list []string) {
	for _, l := range lines {
		s := string(l.Kind) + " " + l.App.Name
		if l.Automatic {
			s += " automatic"
		}
		if l.Uninstall {
			s += " uninstall"
		}
		list = append(list, s)
	}
	return list
}

func TestRelationsAreReadFromBothSides(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, apps := storetest.System(t), win32(t, f, "Editor", "Runtime", "Old editor", "Suite")
		editor := apps["Editor"]
		runtime, old := on(apps["Runtime"]), on(apps["Old editor"])
		runtime.Automatic, runtime.Uninstall, old.Uninstall, old.Automatic = true, true, true, true // only one of them means something
		relate(t, f, editor, models.Dependency, runtime)
		relate(t, f, editor, models.Supersedence, old)
		relate(t, f, apps["Suite"], models.Dependency, on(editor))
		assignToAll(t, f, apps["Runtime"].ID)

		r, err := f.Relations(ctx, editor.ID)
		must(t, err)
		if diff := cmp.Diff([]string{"dependency Runtime automatic", "supersedence Old editor uninstall"}, relatives(r.Own)); diff != "" {
			t.Errorf("its own -want +got\n%s", diff)
		}
		if diff := cmp.Diff([]string{"dependency Suite"}, relatives(r.Others)); diff != "" {
			t.Errorf("of others -want +got\n%s", diff)
		}
		if !r.Own[0].App.Assigned || r.Own[1].App.Assigned || r.Own[0].App.DisplayVersion != "1.0" || len(r.Apps) != 4 {
			t.Errorf("what is told of the others: %+v, %d apps", r.Own, len(r.Apps))
		}
	})
}

func TestSavedRelationsAreLogged(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, apps := f.As(t, models.ApplicationManager), win32(t, f, "Editor", "Runtime", "Fonts")
		runtime := on(apps["Runtime"])
		runtime.Automatic = true
		must(t, f.SetRelations(ctx, apps["Editor"].ID, 1, models.Dependency, []models.Relation{runtime, on(apps["Fonts"])}))
		must(t, f.SetRelations(ctx, apps["Editor"].ID, 2, models.Dependency, []models.Relation{on(apps["Fonts"]), runtime})) // nothing new
		history, err := f.AppHistory(ctx, apps["Editor"].ID, models.Page{})
		must(t, err)
		want := []models.Change{{Field: "dependencies", New: "Fonts, Runtime"}, {Field: "dependencies.automatic", New: "Runtime"}}
		if len(history.Items) != 1 || history.Items[0].Action != "app.relate" {
			t.Fatalf("the log: %+v", history.Items)
		}
		if diff := cmp.Diff(want, history.Items[0].Changes); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
		if a, err := f.App(ctx, apps["Editor"].ID); err != nil || a.Version != 2 {
			t.Errorf("version %d, %v", a.Version, err)
		}
	})
}

func TestImpossibleRelationsAreRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, apps := storetest.System(t), win32(t, f, "Editor", "Runtime", "Libraries")
		relate(t, f, apps["Editor"], models.Dependency, on(apps["Runtime"]))
		relate(t, f, apps["Runtime"], models.Dependency, on(apps["Libraries"]))
		page := example(t, f, "webApp")
		set := []models.Relation{on(apps["Editor"]), on(apps["Libraries"]), {OtherID: page.ID}, {OtherID: models.NewID()}}
		wrong := fieldsOf(f.SetRelations(ctx, apps["Libraries"].ID, 1, models.Dependency, set))
		for key, part := range map[string]string{"dependencies.0": "Libraries → Editor → Runtime → Libraries", "dependencies.1": "itself",
			"dependencies.2": "is of another type", "dependencies.3": "no longer exists"} {
			if !strings.Contains(wrong[key].String(), part) {
				t.Errorf("%s: %q, want something about %q", key, wrong[key], part)
			}
		}
		wrong = fieldsOf(f.SetRelations(ctx, apps["Editor"].ID, 2, models.Supersedence, []models.Relation{on(apps["Runtime"])}))
		if len(wrong) != 1 || wrong["supersedence.0"].Empty() {
			t.Errorf("superseding a dependency: %v", wrong)
		}
		r, err := f.Relations(ctx, apps["Libraries"].ID)
		if err != nil || len(r.Own) != 0 {
			t.Errorf("what was refused was saved: %v, %v", relatives(r.Own), err)
		}
	})
}

// Two people each draw one half of a circle at the same time: one of them is refused.
func TestNoCircleInTwoHalves(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		for range 5 {
			apps := win32(t, f, "Left", "Right")
			errs := make([]error, 2)
			var both sync.WaitGroup
			for i, pair := range [][2]models.App{{apps["Left"], apps["Right"]}, {apps["Right"], apps["Left"]}} {
				both.Go(func() {
					errs[i] = f.SetRelations(ctx, pair[0].ID, 1, models.Dependency, []models.Relation{on(pair[1])})
				})
			}
			both.Wait()
			if (errs[0] == nil) == (errs[1] == nil) {
				t.Fatalf("the halves of a cycle: %v and %v", errs[0], errs[1])
			}
		}
	})
}

func TestRelationsOfAChangedAppAreNotSaved(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, apps := storetest.System(t), win32(t, f, "Editor", "Runtime", "Fonts")
		relate(t, f, apps["Editor"], models.Dependency, on(apps["Runtime"]))
		err := f.SetRelations(ctx, apps["Editor"].ID, 1, models.Dependency, []models.Relation{on(apps["Fonts"])})
		if models.KindOf(err) != models.KindConflict {
			t.Errorf("saving over somebody else's change: %v", err)
		}
		err = f.SetRelations(ctx, models.NewID(), 1, models.Dependency, nil)
		if models.KindOf(err) != models.KindNotFound {
			t.Errorf("an app that is not there: %v", err)
		}
	})
}

func TestOnlyAppManagersRelateApps(t *testing.T) {
	f := storetest.New(t)
	apps := win32(t, f, "Editor", "Runtime")
	for _, role := range models.Roles {
		err := f.SetRelations(f.As(t, role), apps["Editor"].ID, 1, models.Dependency, nil)
		allowed := role == models.Administrator || role == models.ApplicationManager
		if allowed && err != nil || !allowed && models.KindOf(err) != models.KindForbidden {
			t.Errorf("%s: %v", role, err)
		}
	}
	if _, err := f.Relations(f.As(t, models.PortalUser), apps["Editor"].ID); models.KindOf(err) != models.KindForbidden {
		t.Errorf("reading them as a user: %v", err)
	}
}

func TestRelatedAppsAreNotDeleted(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, apps := storetest.System(t), win32(t, f, "Editor", "Runtime", "Old editor")
		relate(t, f, apps["Editor"], models.Dependency, on(apps["Runtime"]))
		relate(t, f, apps["Editor"], models.Supersedence, on(apps["Old editor"]))
		for name, others := range map[string]string{"Editor": "Old editor", "Runtime": "Editor", "Old editor": "Editor"} {
			err := f.DeleteApp(ctx, apps[name].ID)
			if models.KindOf(err) != models.KindConflict || !strings.Contains(err.Error(), others) {
				t.Errorf("deleting %s: %v", name, err)
			}
		}
		relate(t, f, apps["Editor"], models.Dependency)
		relate(t, f, apps["Editor"], models.Supersedence)
		for _, a := range apps {
			must(t, f.DeleteApp(ctx, a.ID))
		}
	})
}

func TestRelationChoices(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		win32(t, f, "Runtime 2", "Runtime 1", "Editor")
		example(t, f, "webApp")
		for search, want := range map[string][]string{"": {"Editor", "Runtime 1", "Runtime 2"}, "run": {"Runtime 1", "Runtime 2"}, "nothing": nil} {
			list, more, err := f.RelationChoices(storetest.System(t), search)
			must(t, err)
			var names []string
			for _, a := range list {
				names = append(names, a.Name)
			}
			if diff := cmp.Diff(want, names); diff != "" || more {
				t.Errorf("%q: more %t, -want +got\n%s", search, more, diff)
			}
		}
	})
}

func TestRelationsOfADraft(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, d := draft(t, f, "webApp")
		apps := win32(t, f, "Runtime")
		d, err := f.SaveDraftRelations(ctx, d.ID, d.Version, models.Supersedence, []models.Relation{on(apps["Runtime"])})
		must(t, err)
		d, err = f.SaveDraftRelations(ctx, d.ID, d.Version, models.Dependency, []models.Relation{on(apps["Runtime"])})
		must(t, err)
		if again, err := f.Draft(ctx, d.ID); err != nil || len(again.Relations) != 2 || again.Relations[0].Kind != models.Dependency {
			t.Errorf("kept: %+v, %v", again.Relations, err)
		}
		if _, err := f.SaveDraftRelations(ctx, d.ID, d.Version-1, models.Dependency, nil); models.KindOf(err) != models.KindConflict {
			t.Errorf("saving over somebody else's change: %v", err)
		}
		_, wrong, err := f.DraftErrors(ctx, d, store.DraftFile{})
		must(t, err)
		if wrong["dependencies.0"].Empty() || wrong["supersedence.0"].Empty() { // a web link has no relations
			t.Errorf("what is wrong: %v", wrong)
		}
		lines, err := f.RelationLines(ctx, models.App{ID: d.ID, Type: "win32LobApp", Name: "Editor"}, d.Relations)
		must(t, err)
		if len(lines) != 2 || len(lines[0].Problems) != 0 || len(lines[0].Warnings) == 0 || len(lines[1].Problems) == 0 {
			t.Errorf("a dependency that is superseded as well: %+v", lines)
		}
	})
}
