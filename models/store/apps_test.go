package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// example puts the example app of a type into the store.
func example(t *testing.T, f storetest.Fixture, kind string) models.App {
	t.Helper()
	d, _ := apptype.Get(kind)
	values, errs := d.Decode(d.Example)
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	a := models.App{ID: models.NewID()}
	d.Apply(values, &a)
	if err := f.InsertApps(storetest.System(t), a); err != nil {
		t.Fatal(err)
	}
	a, err := f.App(storetest.System(t), a.ID)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// answers is the form of an app with one answer changed.
func answers(t *testing.T, a models.App, key, value string) field.Form {
	t.Helper()
	d, _ := apptype.Get(a.Type)
	form := d.FormOf(a)
	form.Set(key, value)
	return form
}

func TestEditApp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, a := storetest.System(t), example(t, f, "webApp")
		e := store.AppEdit{Section: apptype.Information, Form: answers(t, a, "displayName", "Reisekosten Übersicht")}
		if err := f.EditApp(ctx, a.ID, a.Version, e); err != nil {
			t.Fatal(err)
		}
		now, err := f.App(ctx, a.ID)
		if err != nil {
			t.Fatal(err)
		}
		want := a
		want.Name, want.Version = "Reisekosten Übersicht", a.Version+1
		ignored := cmpopts.IgnoreFields(models.App{}, "UpdatedAt", "NameKey", "Search")
		if diff := cmp.Diff(want, now, ignored); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
		found, err := f.Apps(ctx, store.AppQuery{Search: "übersicht"})
		if err != nil || len(found.Items) != 1 {
			t.Errorf("%d apps are found by the new name, %v", len(found.Items), err)
		}
		d, _ := f.Dashboard(ctx, time.UTC)
		change := []models.Change{{Field: "displayName", Old: a.Name, New: now.Name}}
		if diff := cmp.Diff(change, d.Recent[0].Changes); diff != "" || d.Recent[0].Action != "app.update" {
			t.Errorf("the log says %s (-want +got)\n%s", d.Recent[0].Action, diff)
		}
	})
}

func TestTwoPeopleEditOneApp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, a := storetest.System(t), example(t, f, "webApp")
		first := store.AppEdit{Section: apptype.Information, Form: answers(t, a, "owner", "First")}
		if err := f.EditApp(ctx, a.ID, a.Version, first); err != nil {
			t.Fatal(err)
		}
		second := store.AppEdit{Section: apptype.Information, Form: answers(t, a, "owner", "Second")}
		if err := f.EditApp(ctx, a.ID, a.Version, second); models.KindOf(err) != models.KindConflict {
			t.Errorf("the second edit: %v", err)
		}
		if now, _ := f.App(ctx, a.ID); now.Owner != "First" {
			t.Errorf("the owner is %q: the first edit was lost", now.Owner)
		}
	})
}

func TestWhatIsFixedStays(t *testing.T) {
	f := storetest.New(t)
	ctx := storetest.System(t)
	link, pkg := example(t, f, "webApp"), example(t, f, "windowsMobileMSI")
	address := store.AppEdit{Section: apptype.Information, Form: answers(t, link, "appUrl", "https://other.example.com/")}
	if err := f.EditApp(ctx, link.ID, link.Version, address); err != nil {
		t.Errorf("the address of an app that is not assigned: %v", err)
	}
	assignToAll(t, f, link.ID)
	address.Form = answers(t, link, "appUrl", "https://third.example.com/")
	if err := f.EditApp(ctx, link.ID, link.Version+1, address); !refuses(err, "appUrl") {
		t.Errorf("the address of an assigned app: %v", err)
	}
	code := store.AppEdit{Section: apptype.PackageSection, Form: answers(t, pkg, "productCode", "{00000000-0000-0000-0000-000000000000}")}
	if err := f.EditApp(ctx, pkg.ID, pkg.Version, code); !refuses(err, "productCode") {
		t.Errorf("what the package says: %v", err)
	}
	empty := store.AppEdit{Section: apptype.Information, Form: answers(t, pkg, "displayName", "")}
	if err := f.EditApp(ctx, pkg.ID, pkg.Version, empty); err == nil {
		t.Error("an app without a name is accepted")
	}
}

// An edit cannot make an assignment impossible that exists.
func TestAssignmentsOutliveEdits(t *testing.T) {
	f := storetest.New(t)
	ctx, a := storetest.System(t), example(t, f, "androidLobApp")
	row := models.Assignment{ID: models.NewID(), Object: models.AppOf(a.ID), Intent: models.AvailableWithoutEnrollment, Mode: models.Include, Target: models.TargetAllUsers}
	if err := f.InsertRows(ctx, &row); err != nil {
		t.Fatal(err)
	}
	e := store.AppEdit{Section: apptype.Information, Form: answers(t, a, "targetedPlatforms", "androidEnterprise")}
	if err := f.EditApp(ctx, a.ID, a.Version, e); models.KindOf(err) != models.KindInvalid {
		t.Errorf("an app available without enrollment, aimed at Android Enterprise: %v", err)
	}
}

func TestCategoriesOfAnApp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, a := storetest.System(t), example(t, f, "webApp")
		var wanted []models.ID
		for _, name := range []string{"Travel", "Business"} {
			c, err := f.AddCategory(ctx, field.Form{"name": {name}})
			if err != nil {
				t.Fatal(err)
			}
			wanted = append(wanted, c.ID)
		}
		version := a.Version
		for _, list := range [][]models.ID{wanted, wanted[:1], {}} {
			e := store.AppEdit{Section: apptype.Information, Form: answers(t, a, "", ""), Categories: &list}
			if err := f.EditApp(ctx, a.ID, version, e); err != nil {
				t.Fatal(err)
			}
			version++
			got, err := f.AppCategories(ctx, a.ID)
			if err != nil || len(got) != len(list) {
				t.Errorf("sorted into %d categories, it is in %d, %v", len(list), len(got), err)
			}
		}
	})
}

func TestDeleteApp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, a := storetest.System(t), example(t, f, "webApp")
		assignToAll(t, f, a.ID)
		if err := f.DeleteApp(ctx, a.ID); models.KindOf(err) != models.KindConflict {
			t.Errorf("deleting an assigned app: %v", err)
		}
		if err := f.AssignApp(ctx, a.ID, a.Version, nil); err != nil {
			t.Fatal(err)
		}
		if err := f.DeleteApp(ctx, a.ID); err != nil {
			t.Errorf("deleting an app that nothing is assigned to: %v", err)
		}
		if _, err := f.App(ctx, a.ID); models.KindOf(err) != models.KindNotFound {
			t.Errorf("afterwards: %v", err)
		}
	})
}

func TestAppsOfOneName(t *testing.T) {
	f := storetest.New(t)
	a, b := example(t, f, "webApp"), example(t, f, "webApp")
	same, err := f.SameName(storetest.System(t), "  TRAVEL   expenses", a.ID)
	if err != nil || len(same) != 1 || same[0].ID != b.ID {
		t.Errorf("%v, %v", same, err)
	}
}

func assignToAll(t *testing.T, f storetest.Fixture, app models.ID) {
	t.Helper()
	row := models.Assignment{ID: models.NewID(), Object: models.AppOf(app), Intent: models.Required, Mode: models.Include, Target: models.TargetAllUsers}
	if err := f.InsertRows(storetest.System(t), &row); err != nil {
		t.Fatal(err)
	}
}

// refuses reports whether an error is about one field.
func refuses(err error, key string) bool {
	e, ok := err.(*models.Error)
	return ok && e.Kind == models.KindInvalid && !e.Fields[key].Empty()
}

// What is installed is known from inventories: install states end with the assignments.
func TestDevicesWithAnApp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		for _, kind := range []string{"win32LobApp", "macOSDmgApp"} {
			app := example(t, f, kind)
			def, _ := apptype.Get(kind)
			d := def.Detect(app.Values)
			have := models.InstalledApp{Kind: d.Kind, ID: d.ID, Version: "1"}
			for i, x := range []models.Device{
				{Enrolled: true, Inventory: []models.InstalledApp{{Kind: "other", ID: d.ID}, have}},
				{Enrolled: true, Inventory: []models.InstalledApp{{Kind: d.Kind, ID: d.ID + "2"}, {Kind: "other", ID: d.ID}}},
				{Enrolled: true}, {Inventory: []models.InstalledApp{have}},
			} {
				x.Name, x.Platform, x.Ownership = fmt.Sprint(kind, i), app.Platform, models.Corporate
				okay(t, second(f.AddDevice(ctx, x)))
			}
			if n, err := f.DevicesWith(ctx, app.ID); err != nil || n != 1 {
				t.Errorf("%s: %d devices, %v", kind, n, err)
			}
		}
	})
}
