package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

func TestEveryTypesExampleIsPublished(t *testing.T) {
	for _, def := range apptype.Addable() {
		if def.Entry.Choose == apptype.InCatalog || def.Entry.Choose == apptype.BySelection || def.Fetched() {
			continue // made without a draft or without answers, or from content that a catalog has
		}
		t.Run(def.ID, func(t *testing.T) {
			f := storetest.New(t)
			ctx, d := draft(t, f, def.Entry.ID)
			if def.Package != nil {
				d = attached(t, f, d, "package"+def.Package.Extensions[0], sample.Example(def.Package.Extensions[0]))
			}
			for _, step := range def.Steps {
				var err error
				if d, err = f.SaveDraft(ctx, d.ID, d.Version, store.DraftAnswers{Step: step.Key, Form: def.Example}); err != nil {
					t.Fatal(err)
				}
			}
			app, err := f.PublishDraft(ctx, d.ID, d.Version)
			if err != nil {
				t.Fatal(err)
			}
			if app.Type != def.ID || app.Platform != def.Platform || app.Name != def.Example.Get("displayName") {
				t.Errorf("published as %+v", app)
			}
			kept, err := f.App(ctx, app.ID)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(def.ValuesOf(app), def.ValuesOf(kept)); diff != "" {
				t.Errorf("answers are not what they were (-published +read)\n%s", diff)
			}
		})
	}
}

func TestPublishedDraftIsAnApp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, d := draft(t, f, "lineOfBusinessApp")
		d = attached(t, f, d, "probe.msi", probe())
		c, err := f.AddCategory(ctx, field.Form{"name": {"Tools"}})
		if err != nil {
			t.Fatal(err)
		}
		g, err := f.AddGroup(f.As(t, models.Administrator), field.Form{"name": {"Testers"}, "kind": {string(models.UserGroup)}})
		if err != nil {
			t.Fatal(err)
		}
		answers := store.DraftAnswers{Step: apptype.Information, Categories: []models.ID{c.ID}, Next: true,
			Form: field.Form{"displayName": {"Probe"}, "publisher": {"Contoso"}, "description": {"Measures."}}}
		if d, err = f.SaveDraft(ctx, d.ID, d.Version, answers); err != nil || d.Step != store.AssignmentsStep {
			t.Fatalf("at step %s: %v", d.Step, err)
		}
		set := []models.DraftAssignment{{Intent: models.Required, Mode: models.Include, Target: models.TargetGroup, GroupID: g.ID}}
		if d, err = f.SaveDraftAssignments(ctx, d.ID, d.Version, set); err != nil {
			t.Fatal(err)
		}
		app, err := f.PublishDraft(ctx, d.ID, d.Version)
		if err != nil {
			t.Fatal(err)
		}
		categories, err := f.AppCategories(ctx, app.ID)
		if err != nil || len(categories) != 1 || categories[0].Name != "Tools" {
			t.Errorf("categories: %v, %v", categories, err)
		}
		assigned, err := f.Assignments(ctx, app.ID)
		if err != nil || len(assigned) != 1 || assigned[0].GroupName != "Testers" {
			t.Errorf("assignments: %v, %v", assigned, err)
		}
		versions, err := f.AppVersions(ctx, app.ID)
		if err != nil || len(versions) != 1 || versions[0].ID != app.VersionID || versions[0].DisplayVersion != "1.2.3" || versions[0].FileName != "probe.msi" {
			t.Errorf("versions: %+v, %v", versions, err)
		}
		again, err := f.PublishDraft(ctx, d.ID, d.Version)
		if err != nil || again.ID != app.ID {
			t.Errorf("pressing Create a second time: %s, %v", again.ID, err)
		}
	})
}

func TestUnfinishedDraftIsNotPublished(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, d := draft(t, f, "lineOfBusinessApp")
		d = attached(t, f, d, "probe.msi", probe())
		set := []models.DraftAssignment{
			{Intent: models.Required, Mode: models.Include, Target: models.TargetAllUsers},
			{Intent: models.Required, Mode: models.Include, Target: models.TargetGroup, GroupID: models.NewID()},
		}
		d, err := f.SaveDraftAssignments(ctx, d.ID, d.Version, set)
		if err != nil {
			t.Fatal(err)
		}
		_, err = f.PublishDraft(ctx, d.ID, d.Version)
		wrong := fieldsOf(err)
		if models.KindOf(err) != models.KindInvalid || len(wrong) != 2 || wrong["description"].Empty() || wrong["assignments.1"].Empty() {
			t.Errorf("publishing it: %v", err)
		}
		if found, err := f.Apps(ctx, store.AppQuery{}); err != nil || len(found.Items) != 0 {
			t.Errorf("%d apps were made, %v", len(found.Items), err)
		}
		if _, err := f.Draft(ctx, d.ID); err != nil {
			t.Errorf("the draft: %v", err)
		}
	})
}

func TestOldReviewIsNotPublished(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, d := draft(t, f, "webApp")
		def, _ := apptype.Get("webApp")
		reviewed := typed(t, f, d, def.Example)
		typed(t, f, reviewed, field.Form{"displayName": {"Changed by somebody else"}})
		if _, err := f.PublishDraft(ctx, d.ID, reviewed.Version); models.KindOf(err) != models.KindConflict {
			t.Errorf("publishing what was not seen: %v", err)
		}
	})
}
