package store_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/store/storetest"
)

// tenant is a small organization made at random: people, devices with and without them, nested groups, apps of several types
// and one of a type that this Appdepot does not know.
type tenant struct {
	*site
	draw    *rapid.T
	users   []models.User
	groups  []models.Group
	members map[models.ID][]models.ID // direct ones, by group
	inside  map[models.ID][]models.ID // groups directly in a group
	devices []models.Device
	agents  map[models.ID]*agent // of enrolled devices
	apps    []models.App
	sets    map[models.ID][]models.DraftAssignment
	scope   models.ExclusionScope
}

func newTenant(t *testing.T, f storetest.Fixture, draw *rapid.T) *tenant {
	n := &tenant{site: newSite(t, f), draw: draw, members: map[models.ID][]models.ID{}, inside: map[models.ID][]models.ID{},
		agents: map[models.ID]*agent{}, sets: map[models.ID][]models.DraftAssignment{}}
	pc, err := f.Device(n.ctx, n.pc.id)
	n.must(err)
	n.users, n.devices, n.agents[pc.ID] = append(n.users, n.user), append(n.devices, pc), n.pc
	for i := range 3 {
		u, err := f.AddUser(n.ctx, field.Form{"name": {fmt.Sprint("User ", i)}, "email": {fmt.Sprintf("user-%d@example.com", i)}, "role": {string(models.PortalUser)}})
		n.must(err)
		n.users = append(n.users, u)
	}
	for i := range 4 {
		n.addDevice(fmt.Sprint("Device ", i))
	}
	n.addGroups()
	n.addApps()
	n.scope = rapid.SampledFrom([]models.ExclusionScope{models.AcrossKinds, models.SameKind}).Draw(draw, "scope")
	n.must(f.SetExclusionScope(n.ctx, n.scope))
	return n
}

func (n *tenant) chance(percent int, of string) bool {
	return rapid.IntRange(0, 99).Draw(n.draw, of) < percent
}

// addDevice adds a device of one of the users or of nobody, enrolled or not.
func (n *tenant) addDevice(name string) {
	n.t.Helper()
	var user models.User
	if n.chance(75, "has a user") {
		user = rapid.SampledFrom(n.users[:3]).Draw(n.draw, "user") // the last has no device
	}
	platform := rapid.SampledFrom([]models.Platform{models.Windows, models.Windows, models.IOS}).Draw(n.draw, "platform")
	if !n.chance(75, "enrolled") {
		d, err := n.AddDevice(n.ctx, models.Device{Name: name, Platform: platform, Ownership: models.Personal, PrimaryUserID: user.ID})
		n.must(err)
		n.devices = append(n.devices, d)
		return
	}
	token, _, err := n.AddEnrollmentToken(n.ctx, field.Form{"user": {user.Email}, "lifetime": {"1"}})
	n.must(err)
	e, err := n.EnrollDevice(n.t.Context(), checkin.Enroll{EnrollmentToken: token, Device: checkin.DeviceFacts{Name: name, Platform: platform, OSVersion: "18.0"}})
	n.must(err)
	d, err := n.Device(n.ctx, e.DeviceID)
	n.must(err)
	n.devices = append(n.devices, d)
	n.agents[d.ID] = &agent{site: n.site, id: d.ID, token: e.DeviceToken, inventory: []models.InstalledApp{}}
}

func (n *tenant) addGroups() {
	n.t.Helper()
	for i, kind := range []models.GroupKind{models.UserGroup, models.UserGroup, models.UserGroup, models.DeviceGroup, models.DeviceGroup} {
		g, err := n.AddGroup(n.ctx, field.Form{"name": {fmt.Sprint("Group ", i)}, "kind": {string(kind)}})
		n.must(err)
		var possible []models.ID
		for _, u := range n.users {
			possible = append(possible, u.ID)
		}
		if kind == models.DeviceGroup {
			possible = nil
			for _, d := range n.devices {
				possible = append(possible, d.ID)
			}
		}
		for _, id := range possible {
			if n.chance(35, "member") {
				n.members[g.ID] = append(n.members[g.ID], id)
			}
		}
		n.must(n.AddMember(n.ctx, g.ID, n.members[g.ID]...))
		for _, above := range n.groups {
			if above.Kind == kind && n.chance(40, "nested") {
				n.inside[above.ID] = append(n.inside[above.ID], g.ID)
				n.must(n.AddSubgroup(n.ctx, above.ID, g.ID))
			}
		}
		n.groups = append(n.groups, g)
	}
}

func (n *tenant) addApps() {
	n.t.Helper()
	for i, a := range []models.App{
		{Type: "webApp", Platform: models.AllPlatforms, Values: map[string]string{"appUrl": "https://web.example/"}},
		{Type: "iosStoreApp", Platform: models.IOS, Values: map[string]string{"bundleId": "com.example.ios"}},
		{Type: "windowsMobileMSI", Platform: models.Windows, Values: map[string]string{"productCode": "{1}", "productVersion": "1.0"}},
		{Type: "appOfTheFuture", Platform: models.Windows},
	} {
		a.ID, a.Name = models.NewID(), fmt.Sprint("App ", i)
		n.must(n.InsertApps(n.ctx, a))
		n.sets[a.ID] = n.drawSet()
		n.must(n.AssignAnyhow(n.ctx, a.ID, n.sets[a.ID]))
		n.apps = append(n.apps, a)
	}
}

// drawSet draws assignments with every intent, of which no two have the same target.
func (n *tenant) drawSet() []models.DraftAssignment {
	targets := []models.DraftAssignment{{Target: models.TargetAllUsers}, {Target: models.TargetAllDevices}}
	for _, g := range n.groups {
		targets = append(targets, models.DraftAssignment{Target: models.TargetGroup, GroupID: g.ID})
	}
	var set []models.DraftAssignment
	for _, a := range targets {
		if !n.chance(45, "assigned") {
			continue
		}
		a.Intent, a.Mode = rapid.SampledFrom(models.Intents).Draw(n.draw, "intent"), models.Include
		if a.Target == models.TargetGroup && n.chance(30, "excluded") {
			a.Mode = models.Exclude
		}
		set = append(set, a)
	}
	return set
}

// has reports whether a group has a member, also through nested groups: the long way round, from what was put in.
func (n *tenant) has(group, member models.ID) bool {
	return slices.Contains(n.members[group], member) ||
		slices.ContainsFunc(n.inside[group], func(g models.ID) bool { return n.has(g, member) })
}
