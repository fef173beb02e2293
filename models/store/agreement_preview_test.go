package store_test

import (
	"cmp"
	"slices"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"appdepot/models"
	"appdepot/models/store"
	"appdepot/models/store/people"
	"appdepot/models/targeting"
)

// ignoreRow leaves out what an assignment has only once it is a row.
var ignoreRow = cmpopts.IgnoreFields(models.Assignment{}, "ID", "Object", "Settings", "CreatedAt")

// checkPreview compares what the preview of the assignments there are says with Why, device by device, and with what people without
// a device were given.
func (n *tenant) checkPreview(app models.App, answers map[models.ID]outcome) {
	n.t.Helper()
	var want store.Impact
	offered := map[models.ID]bool{}
	for _, a := range answers {
		verdict := func(v targeting.Verdict) bool {
			return slices.ContainsFunc(a.why.Decision.Weighed, func(w targeting.Weighed) bool { return w.Verdict == v })
		}
		there := a.managed != nil && (a.managed.State == models.StateInstalled || a.managed.State == models.StatePendingUninstall)
		switch {
		case a.why.Intent == "" && verdict(targeting.LeftOut):
			want.Excluded++
		case a.why.Intent == "" && verdict(targeting.NotEnrolled):
			want.NotEnrolled++
		case a.why.Intent != "" && !a.why.Unfit.Empty():
			want.Unfit++
			continue
		case a.why.Intent == models.Required:
			want.WillInstall++
			if there {
				want.AlreadyThere++
			}
		case a.why.Intent == models.Uninstall && there:
			want.WillUninstall++
		case a.why.Intent == models.Uninstall:
			want.NotThere++
		}
		if a.why.Decision.Offered() && a.why.User.ID != "" {
			offered[a.why.User.ID] = true
		}
	}
	want.CanInstall = len(offered)
	for _, user := range n.withoutDevice() {
		if d := n.decide(app, n.subject("", user.ID, true)); d.Required || d.Offered() {
			want.NoDevice++
		}
	}
	want.Conflicts = n.conflicts(app, answers)
	full, err := n.App(n.ctx, app.ID)
	n.must(err)
	got, err := n.Impact(n.ctx, full, n.sets[app.ID])
	n.must(err)
	for i := range got.Conflicts {
		slices.Sort(got.Conflicts[i].Names)
	}
	if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(store.Conflict{}), ignoreRow); diff != "" {
		n.t.Errorf("%s (-why, device by device +preview):\n%s", app.Type, diff)
	}
}

// withoutDevice lists the people who have no device, whoever made them.
func (n *tenant) withoutDevice() []people.PersonLine {
	n.t.Helper()
	all, err := n.Users(n.ctx, people.UserQuery{})
	n.must(err)
	return slices.DeleteFunc(all.Items, func(u people.PersonLine) bool {
		return slices.ContainsFunc(n.devices, func(d models.Device) bool { return d.PrimaryUserID == u.ID })
	})
}

// conflicts are those of each device as Why decides it, and of each person without one; a person counts once.
func (n *tenant) conflicts(app models.App, answers map[models.ID]outcome) []store.Conflict {
	in := map[targeting.Conflict]map[models.ID]string{}
	add := func(d targeting.Decision, id models.ID, name string) {
		for _, c := range d.Conflicts(n.scope) {
			c.Winner, c.Loser = draftOf(c.Winner), draftOf(c.Loser)
			if in[c] == nil {
				in[c] = map[models.ID]string{}
			}
			in[c][id] = name
		}
	}
	for _, a := range answers {
		switch {
		case a.why.Intent != "" && !a.why.Unfit.Empty(): // counts as unfit and no more
		case a.why.User.ID != "":
			add(a.why.Decision, a.why.User.ID, a.why.User.Name)
		default:
			add(a.why.Decision, a.why.Device.ID, a.why.Device.Name)
		}
	}
	for _, u := range n.withoutDevice() {
		add(n.decide(app, n.subject("", u.ID, true)), u.ID, u.Name)
	}
	var list []store.Conflict
	for c, about := range in {
		x := store.Conflict{Conflict: c, Count: len(about)}
		for _, name := range about {
			x.Names = append(x.Names, name)
		}
		slices.Sort(x.Names)
		list = append(list, x)
	}
	slices.SortFunc(list, func(a, b store.Conflict) int {
		return cmp.Or(cmp.Compare(slices.Index(targeting.ConflictRules, a.Rule), slices.Index(targeting.ConflictRules, b.Rule)),
			targeting.PageOrder(a.Winner, b.Winner), targeting.PageOrder(a.Loser, b.Loser))
	})
	return list
}

// draftOf is an assignment without what it has only once it is a row.
func draftOf(a models.Assignment) models.Assignment {
	return models.Assignment{Intent: a.Intent, Mode: a.Mode, Target: a.Target, GroupID: a.GroupID, GroupKind: a.GroupKind, GroupName: a.GroupName}
}
