package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/store/storetest"
)

// site is a store with one person and her computer, which speaks with the store as an agent does.
type site struct {
	storetest.Fixture
	t    *testing.T
	ctx  context.Context
	user models.User
	pc   *agent
}

func newSite(t *testing.T, f storetest.Fixture) *site {
	t.Helper()
	d := &site{Fixture: f, t: t, ctx: storetest.System(t)}
	recountsReach(t, f)
	user, err := f.AddUser(d.ctx, field.Form{"name": {"Ada"}, "email": {"ada@example.com"}, "role": {string(models.PortalUser)}})
	d.must(err)
	d.user = user
	d.pc = d.enroll("LAPTOP-1")
	return d
}

func (d *site) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// agent is a device with what is on it.
type agent struct {
	site      *site
	id        models.ID
	token     string
	inventory []models.InstalledApp
}

func (d *site) enroll(name string) *agent {
	d.t.Helper()
	token, _, err := d.AddEnrollmentToken(d.ctx, field.Form{"user": {d.user.Email}, "lifetime": {"1"}})
	d.must(err)
	e, err := d.EnrollDevice(d.t.Context(), checkin.Enroll{EnrollmentToken: token, Device: checkin.DeviceFacts{
		Name: name, Platform: models.Windows, OSVersion: "10.0.26100", Architecture: models.X64}})
	d.must(err)
	return &agent{site: d, id: e.DeviceID, token: e.DeviceToken, inventory: []models.InstalledApp{}}
}

// webApp is an app that devices recognize by an address.
func (d *site) webApp(name string) models.App {
	d.t.Helper()
	a := models.App{ID: models.NewID(), Type: "webApp", Platform: models.AllPlatforms, Name: name,
		Values: map[string]string{"appUrl": "https://" + name + ".example/"}}
	d.must(d.InsertApps(d.ctx, a))
	return a
}

// businessApp is a line-of-business app that devices recognize by its product code.
func (d *site) businessApp(name string) models.App {
	d.t.Helper()
	a := models.App{ID: models.NewID(), Type: "windowsMobileMSI", Platform: models.Windows, Name: name,
		Values: map[string]string{"productCode": "{" + name + "}", "productVersion": "1.0"}}
	d.must(d.InsertApps(d.ctx, a))
	return a
}

// group is a group of people or devices with these members.
func (d *site) group(name string, kind models.GroupKind, members ...models.ID) models.ID {
	d.t.Helper()
	g, err := d.AddGroup(d.ctx, field.Form{"name": {name}, "kind": {string(kind)}})
	d.must(err)
	if len(members) > 0 {
		d.must(d.AddMember(d.ctx, g.ID, members...))
	}
	return g.ID
}

// assign replaces the app's assignments.
func (d *site) assign(app models.App, set ...models.DraftAssignment) {
	d.t.Helper()
	now, err := d.App(d.ctx, app.ID)
	d.must(err)
	d.must(d.AssignApp(d.ctx, app.ID, now.Version, set))
}

func to(intent models.Intent, group models.ID) models.DraftAssignment {
	return models.DraftAssignment{Intent: intent, Mode: models.Include, Target: models.TargetGroup, GroupID: group}
}

func not(intent models.Intent, group models.ID) models.DraftAssignment {
	return models.DraftAssignment{Intent: intent, Mode: models.Exclude, Target: models.TargetGroup, GroupID: group}
}

func toAllDevices(intent models.Intent) models.DraftAssignment {
	return models.DraftAssignment{Intent: intent, Mode: models.Include, Target: models.TargetAllDevices}
}

func toAllUsers(intent models.Intent) models.DraftAssignment {
	return models.DraftAssignment{Intent: intent, Mode: models.Include, Target: models.TargetAllUsers}
}

// ask checks in as the description of the device API says: with the hash first.
func (a *agent) ask(results ...checkin.OrderResult) checkin.Answer {
	a.site.t.Helper()
	m := checkin.CheckIn{InventoryHash: checkin.InventoryHash(a.inventory), Results: results}
	answer, err := a.site.CheckIn(a.site.t.Context(), a.token, m)
	a.site.must(err)
	if answer.InventoryWanted {
		m.Inventory, m.Results = a.inventory, nil
		answer, err = a.site.CheckIn(a.site.t.Context(), a.token, m)
		a.site.must(err)
	}
	return answer
}

// asked checks in and wants to hear these orders, as "install name".
func (a *agent) asked(why string, want ...string) checkin.Answer {
	a.site.t.Helper()
	answer, got := a.ask(), []string{}
	for _, o := range answer.Orders {
		got = append(got, fmt.Sprintf("%s %s", o.Action, o.Name))
	}
	slices.Sort(got)
	if !slices.Equal(got, want) && len(got)+len(want) > 0 {
		a.site.t.Fatalf("%s: the orders are %q, want %q", why, got, want)
	}
	return answer
}

// obey carries out every order and reports it with the inventory.
func (a *agent) obey(answer checkin.Answer) {
	a.site.t.Helper()
	for _, o := range answer.Orders {
		a.remove(o.Detection.ID)
		if o.Action != models.UninstallAction {
			a.inventory = append(a.inventory, models.InstalledApp{Kind: o.Detection.Kind, ID: o.Detection.ID, Version: o.Detection.Version})
		}
		a.report(checkin.OrderResult{OrderID: o.OrderID, Outcome: checkin.Succeeded})
	}
}

// report tells results with the inventory and wants them to be taken.
func (a *agent) report(results ...checkin.OrderResult) {
	a.site.t.Helper()
	r, err := a.site.Report(a.site.t.Context(), a.token, checkin.Report{
		Results: results, Inventory: a.inventory, InventoryHash: checkin.InventoryHash(a.inventory)})
	a.site.must(err)
	if len(r.Ignored) > 0 {
		a.site.t.Fatalf("ignored: %+v", r.Ignored)
	}
}

func (a *agent) remove(id string) {
	a.inventory = slices.DeleteFunc(slices.Clone(a.inventory), func(l models.InstalledApp) bool { return l.ID == id })
}

// expectCounts wants the app to have this many devices in each state, in the counters and in the rows.
func (d *site) expectCounts(app models.App, why string, want models.Counts) {
	d.t.Helper()
	got, err := d.Counts(d.ctx, app.ID)
	d.must(err)
	recounted, err := d.Recount(d.ctx, app.ID)
	d.must(err)
	if got != want || recounted != want {
		d.t.Fatalf("%s: the counters say %+v, the rows %+v, want %+v", why, got, recounted, want)
	}
}
