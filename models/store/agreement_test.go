package store_test

import (
	"context"
	"flag"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"appdepot/models"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
	"appdepot/models/targeting"
)

// Check-in, device page, lists of an app, Company Portal, Why and the preview of a change say the same about who gets what, and it
// is what the assignments say.
func TestEverybodyGivesTheSameAnswer(t *testing.T) {
	few(t, 25)
	rapid.Check(t, func(r *rapid.T) { newTenant(t, storetest.New(t), r).agree() })
}

func TestEverybodyGivesTheSameAnswerOnPostgres(t *testing.T) {
	few(t, 5)
	rapid.Check(t, func(r *rapid.T) { newTenant(t, storetest.NewPostgres(t), r).agree() })
}

// few makes a property be tried n times, where each costs a database.
func few(t *testing.T, n int) {
	checks := flag.Lookup("rapid.checks")
	usual := checks.Value.String()
	if err := checks.Value.Set(strconv.Itoa(n)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { checks.Value.Set(usual) })
}

// outcome is what there is to know about an app and a device.
type outcome struct {
	why     store.Why
	managed *store.ManagedApp // nil when the device has no state of the app
	portal  *store.PortalApp  // nil when the Company Portal does not list it
}

func (n *tenant) agree() {
	n.t.Helper()
	n.request()
	for _, d := range n.devices {
		if a := n.agents[d.ID]; a != nil {
			first := a.ask()
			if n.chance(50, "obeys") {
				a.obey(first)
				a.ask()
			}
		}
	}
	for _, app := range n.apps {
		answers := map[models.ID]outcome{}
		for _, d := range n.devices {
			answers[d.ID] = n.answer(app, d)
			n.checkDecision(app, d, answers[d.ID])
			n.checkPlan(app, d, answers[d.ID])
			n.checkPortal(app, d, answers[d.ID])
		}
		n.checkLists(app, answers)
		n.checkPreview(app, answers)
	}
}

// request asks for an app in the Company Portal, where that is possible.
func (n *tenant) request() {
	for _, d := range n.devices {
		if d.PrimaryUserID == "" || !d.Enrolled || !n.chance(50, "requests") {
			continue
		}
		app := rapid.SampledFrom(n.apps).Draw(n.draw, "requested")
		err := n.RequestInstall(n.as(d.PrimaryUserID), app.ID, d.ID)
		if kind := models.KindOf(err); err != nil && kind != models.KindConflict && kind != models.KindNotFound {
			n.t.Fatal(err)
		}
	}
}

func (n *tenant) answer(app models.App, d models.Device) (a outcome) {
	n.t.Helper()
	var err error
	a.why, err = n.Why(n.ctx, app.ID, d.ID)
	n.must(err)
	managed, err := n.ManagedApps(n.ctx, d.ID)
	n.must(err)
	if i := slices.IndexFunc(managed, func(m store.ManagedApp) bool { return m.AppID == app.ID }); i >= 0 {
		a.managed = &managed[i]
	}
	if d.PrimaryUserID == "" {
		return a
	}
	listed, err := n.MyApps(n.as(d.PrimaryUserID), d.ID, store.PortalQuery{})
	n.must(err)
	if i := slices.IndexFunc(listed, func(p store.PortalApp) bool { return p.ID == app.ID }); i >= 0 {
		a.portal = &listed[i]
	}
	return a
}

// subject is a device and its user, or one of them, with the groups that they were put into.
func (n *tenant) subject(device, user models.ID, enrolled bool) targeting.Subject {
	s := targeting.Subject{DeviceID: device, UserID: user, Enrolled: enrolled, Groups: targeting.Groups{}}
	for _, g := range n.groups {
		s.Groups[g.ID] = device != "" && n.has(g.ID, device) || user != "" && n.has(g.ID, user)
	}
	return s
}

// decide weighs the assignments that an app was given.
func (n *tenant) decide(app models.App, s targeting.Subject) targeting.Decision {
	var list []models.Assignment
	for _, x := range n.sets[app.ID] {
		list = append(list, models.Assignment{Intent: x.Intent, Mode: x.Mode, Target: x.Target, GroupID: x.GroupID})
		if i := slices.IndexFunc(n.groups, func(g models.Group) bool { return g.ID == x.GroupID }); i >= 0 {
			list[len(list)-1].GroupKind, list[len(list)-1].GroupName = n.groups[i].Kind, n.groups[i].Name
		}
	}
	return targeting.Decide(list, s, n.scope, targeting.Rule{AlsoAvailable: app.Type == "iosStoreApp"})
}

// checkDecision compares Why with what was put in.
func (n *tenant) checkDecision(app models.App, d models.Device, a outcome) {
	n.t.Helper()
	subject := n.subject(d.ID, d.PrimaryUserID, d.Enrolled)
	want := n.decide(app, subject)
	if diff := cmp.Diff(want, a.why.Decision, ignoreRow, cmpopts.EquateEmpty()); diff != "" {
		n.t.Fatalf("%s on %s: why (-what was put in +why):\n%s", app.Type, d.Name, diff)
	}
	fits := app.Platform.Covers(d.Platform) && app.Type != "appOfTheFuture"
	if a.why.Unfit.Empty() != fits {
		n.t.Errorf("%s on %s: fits %t, but %q", app.Type, d.Name, fits, a.why.Unfit)
	}
	for _, w := range a.why.Decision.Weighed {
		if path := a.why.Paths[w.Assignment.GroupID]; w.Assignment.Target == models.TargetGroup && subject.Groups[w.Assignment.GroupID] != (path != nil) {
			n.t.Errorf("%s on %s: %s, and the way there is %v", app.Type, d.Name, w.Verdict, path)
		}
	}
}

// checkPlan compares the state that the check-in left, which the device page shows, with Why.
func (n *tenant) checkPlan(app models.App, d models.Device, a outcome) {
	n.t.Helper()
	possible, _ := a.why.Decision.Intent(true)
	if planned := d.Enrolled && possible != ""; planned != (a.managed != nil) {
		n.t.Fatalf("%s on %s: why says %q, and the device page has it: %t", app.Type, d.Name, possible, a.managed != nil)
	}
	if a.managed == nil {
		return
	}
	if a.managed.Wanted != a.why.Intent || (a.managed.State == models.StateNotApplicable) != !a.why.Unfit.Empty() {
		n.t.Errorf("%s on %s: why says %q, %q; the device page %q, %q", app.Type, d.Name, a.why.Intent, a.why.Unfit, a.managed.Wanted, a.managed.State)
	}
}

func (n *tenant) checkPortal(app models.App, d models.Device, a outcome) {
	n.t.Helper()
	if d.PrimaryUserID == "" {
		return
	}
	want := (a.why.Decision.Required || a.why.Decision.Offered()) && a.why.Unfit.Empty()
	if want != (a.portal != nil) {
		n.t.Fatalf("%s on %s: why says %+v, %q, and the Company Portal lists it: %t", app.Type, d.Name, a.why.Decision, a.why.Unfit, a.portal != nil)
	}
	if a.portal == nil {
		return
	}
	if diff := cmp.Diff(a.why.Decision, a.portal.Decision); diff != "" {
		n.t.Errorf("%s on %s (-why +Company Portal):\n%s", app.Type, d.Name, diff)
	}
}

// checkLists compares an app's device list, which the export reads, and its counters with the device pages.
func (n *tenant) checkLists(app models.App, answers map[models.ID]outcome) {
	n.t.Helper()
	installs, err := n.Installs(n.ctx, store.InstallQuery{AppID: app.ID})
	n.must(err)
	listed := map[models.ID]models.State{}
	for _, l := range installs.Items {
		listed[l.DeviceID] = l.State
	}
	states := map[models.ID]models.State{}
	for id, a := range answers {
		if a.managed != nil {
			states[id] = a.managed.State
		}
	}
	if diff := cmp.Diff(states, listed); diff != "" {
		n.t.Errorf("%s (-device pages +devices of the app):\n%s", app.Type, diff)
	}
	apps, err := n.Apps(n.ctx, store.AppQuery{Types: []string{app.Type}})
	n.must(err)
	targets := map[models.Intent]int{}
	for _, a := range n.sets[app.ID] {
		if a.Mode == models.Include {
			targets[a.Intent]++
		}
	}
	assigned := map[models.Intent]int{}
	for _, a := range apps.Items[0].Assigned {
		assigned[a.Intent] = a.Targets
	}
	if diff := cmp.Diff(targets, assigned); diff != "" || apps.Items[0].Total() != len(states) {
		n.t.Errorf("%s: All apps counts %d devices of %d; targets (-want +got):\n%s", app.Type, apps.Items[0].Total(), len(states), diff)
	}
}

// as is a person at work in the Company Portal.
func (n *tenant) as(user models.ID) context.Context {
	return models.WithActor(n.t.Context(), models.Actor{UserID: user, Role: models.PortalUser})
}
