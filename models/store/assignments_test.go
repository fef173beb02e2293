package store_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store/storetest"
)

// depot is a small organization for tests of assignments: two people in nested groups, each with an enrolled device, and one
// app.
type depot struct {
	storetest.Fixture
	ctx                      context.Context
	app                      models.App
	sales, salesNL, scanners models.Group // salesNL is in sales; scanners are devices
	anna, bram               models.User  // anna is in salesNL
	annas, brams             models.Device
}

func newDepot(t *testing.T, f storetest.Fixture, appType string) *depot {
	t.Helper()
	d := &depot{Fixture: f, ctx: storetest.System(t)}
	recountsReach(t, f)
	d.app = models.App{ID: models.NewID(), Name: "Depot Scan", Type: appType, Platform: models.AllPlatforms,
		Values: map[string]string{"appUrl": "https://scan.example.com/"}}
	must(t, f.InsertApps(d.ctx, d.app))
	d.sales, d.salesNL = d.group(t, "Sales", models.UserGroup), d.group(t, "Sales NL", models.UserGroup)
	d.scanners = d.group(t, "Scanners", models.DeviceGroup)
	must(t, f.AddSubgroup(d.ctx, d.sales.ID, d.salesNL.ID))
	d.anna, d.annas = d.person(t, "Anna")
	d.bram, d.brams = d.person(t, "Bram")
	must(t, f.AddMember(d.ctx, d.salesNL.ID, d.anna.ID))
	return d
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (d *depot) group(t *testing.T, name string, kind models.GroupKind) models.Group {
	t.Helper()
	g, err := d.AddGroup(d.ctx, field.Form{"name": {name}, "kind": {string(kind)}})
	must(t, err)
	return g
}

func (d *depot) person(t *testing.T, name string) (models.User, models.Device) {
	t.Helper()
	u, err := d.AddUser(d.ctx, field.Form{"name": {name}, "email": {name + "@depot.example"}, "password": {"warehouse door 7"}, "role": {string(models.PortalUser)}})
	must(t, err)
	return u, d.device(t, name+"'s phone", u.ID, true)
}

func (d *depot) device(t *testing.T, name string, user models.ID, enrolled bool) models.Device {
	t.Helper()
	x, err := d.AddDevice(d.ctx, models.Device{Name: name, Platform: models.Android, OSVersion: "14", Ownership: models.Corporate,
		PrimaryUserID: user, Enrolled: enrolled})
	must(t, err)
	return x
}

// assign gives the app exactly these assignments.
func (d *depot) assign(t *testing.T, set ...models.DraftAssignment) {
	t.Helper()
	a, err := d.App(d.ctx, d.app.ID)
	must(t, err)
	must(t, d.AssignApp(d.ctx, d.app.ID, a.Version, set))
}

// as is a context in which a person acts.
func (d *depot) as(u models.User) context.Context {
	return models.WithActor(d.ctx, models.Actor{UserID: u.ID, Name: u.Name, Role: u.Role})
}

func in(intent models.Intent, g models.Group) models.DraftAssignment {
	return models.DraftAssignment{Intent: intent, Mode: models.Include, Target: models.TargetGroup, GroupID: g.ID}
}

func out(intent models.Intent, g models.Group) models.DraftAssignment {
	return models.DraftAssignment{Intent: intent, Mode: models.Exclude, Target: models.TargetGroup, GroupID: g.ID}
}

func all(intent models.Intent, target models.TargetKind) models.DraftAssignment {
	return models.DraftAssignment{Intent: intent, Mode: models.Include, Target: target}
}

// assignmentLines lists an app's assignments as "required include Sales 1": intent, mode, target, members.
func (d *depot) assignmentLines(t *testing.T) []string {
	t.Helper()
	lines, err := d.Assignments(d.ctx, d.app.ID)
	must(t, err)
	var list []string
	for _, l := range lines {
		list = append(list, models.T("%s %s %s %s", l.Intent, l.Mode, l.GroupName+string(l.Target), l.Members).String())
	}
	return list
}

func TestAssigningReplacesTheSetAndKeepsWhatStays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "webApp")
		d.assign(t, in(models.Required, d.sales), out(models.Required, d.scanners), all(models.Available, models.TargetAllUsers))
		want := []string{"required include Salesgroup 1", "required exclude Scannersgroup 0", "available include allUsers 2"}
		if diff := cmp.Diff(want, d.assignmentLines(t)); diff != "" {
			t.Errorf("assigned (-want +got):\n%s", diff)
		}
		before, err := d.Assignments(d.ctx, d.app.ID)
		must(t, err)
		d.assign(t, in(models.Required, d.sales), in(models.Uninstall, d.scanners))
		want = []string{"required include Salesgroup 1", "uninstall include Scannersgroup 0"}
		if diff := cmp.Diff(want, d.assignmentLines(t)); diff != "" {
			t.Errorf("assigned again (-want +got):\n%s", diff)
		}
		after, err := d.Assignments(d.ctx, d.app.ID)
		must(t, err)
		if before[0].ID != after[0].ID {
			t.Error("an assignment that stayed was made anew")
		}
	})
}

func TestAssigningIsAudited(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "webApp")
		d.assign(t, in(models.Required, d.sales))
		d.assign(t, in(models.Required, d.salesNL), out(models.Required, d.scanners))
		events, err := d.AppHistory(d.ctx, d.app.ID, models.Page{})
		must(t, err)
		want := []models.Change{{Field: "required.include", Old: "Sales", New: "Sales NL"}, {Field: "required.exclude", New: "Scanners"}}
		i := slices.IndexFunc(events.Items, func(e models.Event) bool { return e.Action == "app.assign" })
		if i < 0 {
			t.Fatalf("no line in %v", events.Items)
		}
		if diff := cmp.Diff(want, events.Items[i].Changes); diff != "" {
			t.Errorf("the newest line (-want +got):\n%s", diff)
		}
	})
}

func TestChangedSettingsAndFiltersAreAudited(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "webApp")
		d.assign(t, in(models.Required, d.sales))
		changed := in(models.Required, d.sales)
		changed.Settings = models.NewSettings(map[string]string{"restart": "no", "deadline": "5"})
		d.assign(t, changed)
		filtered := changed
		filtered.FilterID = models.NewID()
		d.assign(t, filtered)
		events, err := d.AppHistory(d.ctx, d.app.ID, models.Page{})
		must(t, err)
		var got [][]models.Change
		for _, e := range events.Items {
			if e.Action == "app.assign" {
				got = append(got, e.Changes)
			}
		}
		with := "Sales (deadline: 5, restart: no)"
		want := [][]models.Change{
			{{Field: "required.include", Old: with, New: "Sales (filter: " + string(filtered.FilterID) + ", deadline: 5, restart: no)"}},
			{{Field: "required.include", Old: "Sales", New: with}},
			{{Field: "required.include", New: "Sales"}},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the lines, the newest first (-want +got):\n%s", diff)
		}
	})
}

func TestTwoPeopleAssignOneApp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "webApp")
		a, err := d.App(d.ctx, d.app.ID)
		must(t, err)
		must(t, d.AssignApp(d.ctx, a.ID, a.Version, []models.DraftAssignment{in(models.Required, d.sales)}))
		err = d.AssignApp(d.ctx, a.ID, a.Version, []models.DraftAssignment{in(models.Required, d.scanners)})
		if models.KindOf(err) != models.KindConflict {
			t.Errorf("the second: %v", err)
		}
		if got := d.assignmentLines(t); len(got) != 1 || got[0] != "required include Salesgroup 1" {
			t.Errorf("the first was lost: %v", got)
		}
	})
}

func TestAssignmentsThatAreRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "windowsMobileMSI")
		sets := map[string][]models.DraftAssignment{
			"what the type does not allow": {all(models.AvailableWithoutEnrollment, models.TargetAllUsers)},
			"available to devices":         {in(models.Available, d.scanners)},
			"one group in two intents":     {in(models.Required, d.sales), in(models.Uninstall, d.sales)},
			"a group that does not exist":  {in(models.Required, models.Group{ID: models.NewID()})},
			"too many":                     make([]models.DraftAssignment, 201),
		}
		for name, set := range sets {
			err := d.AssignApp(d.ctx, d.app.ID, 1, set)
			if models.KindOf(err) != models.KindInvalid {
				t.Errorf("%s: %v", name, err)
			}
		}
		if got := d.assignmentLines(t); len(got) != 0 {
			t.Errorf("something was saved: %v", got)
		}
		err := d.AssignApp(d.as(d.anna), d.app.ID, 1, nil)
		if models.KindOf(err) != models.KindForbidden {
			t.Errorf("a person without a role: %v", err)
		}
	})
}

func TestAssignmentNeedsItsApp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		row := models.Assignment{ID: models.NewID(), Object: models.AppOf(models.NewID()), Intent: models.Required, Mode: models.Include,
			Target: models.TargetAllUsers}
		if err := f.InsertRows(ctx, &row); err == nil {
			t.Error("the database keeps an assignment of an app that is not there")
		}
	})
}
