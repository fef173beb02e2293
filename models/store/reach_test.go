package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// recountsReach recounts every device's reach when a test ends.
func recountsReach(t *testing.T, f storetest.Fixture) {
	t.Cleanup(func() {
		ctx := models.WithActor(context.Background(), models.Actor{System: true})
		if wrong, err := f.WrongReach(ctx); err == nil && len(wrong) > 0 { // a test may have closed the store
			t.Errorf("in the end the reach of %d devices is wrong", len(wrong))
		}
	})
}

// replica opens a second store on the same data.
func replica(t *testing.T, f storetest.Fixture) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), f.Options)
	must(t, err)
	t.Cleanup(func() { s.Close() })
	return s
}

// Whatever is changed about people, devices and groups, every device's row has the groups that contain it or its user, and only
// devices where these or the user changed are planned anew.
func TestReachIsWhatARecountComesTo(t *testing.T) {
	few(t, 15)
	rapid.Check(t, func(r *rapid.T) { newCrowd(t, storetest.New(t), r).live(30) })
}

func TestReachIsWhatARecountComesToOnPostgres(t *testing.T) {
	few(t, 3)
	rapid.Check(t, func(r *rapid.T) { newCrowd(t, storetest.NewPostgres(t), r).live(30) })
}

// crowd is people, devices and groups that are changed at random.
type crowd struct {
	*site
	draw    *rapid.T
	users   []models.ID
	email   map[models.ID]string
	devices []models.ID
	groups  []models.Group
	made    int
}

func newCrowd(t *testing.T, f storetest.Fixture, draw *rapid.T) *crowd {
	c := &crowd{site: newSite(t, f), draw: draw, email: map[models.ID]string{}}
	c.email[c.user.ID] = c.user.Email
	c.users, c.devices = append(c.users, c.user.ID), append(c.devices, c.pc.id)
	for range 3 {
		c.addUser()
		c.addGroup()
		c.addDevice()
	}
	return c
}

func (c *crowd) live(changes int) {
	c.t.Helper()
	change := map[string]func(){
		"add user": c.addUser, "delete user": c.deleteUser, "add device": c.addDevice, "enroll": c.enrollDevice, "edit device": c.editDevice,
		"delete device": c.deleteDevice, "add group": c.addGroup, "delete group": c.deleteGroup, "add members": c.addMembers, "add more members": c.addMembers,
		"remove member": c.removeMember, "nest": c.nest, "nest more": c.nest, "unnest": c.unnest, "retire": c.retire,
	}
	var names []string
	for name := range change {
		names = append(names, name)
	}
	slices.Sort(names)
	for range changes {
		name := rapid.SampledFrom(names).Draw(c.draw, "change")
		c.must(c.PlanAll(c.ctx))
		before, err := c.Plans(c.ctx)
		c.must(err)
		change[name]()
		wrong, err := c.WrongReach(c.ctx)
		c.must(err)
		if len(wrong) > 0 {
			c.t.Fatalf("%s: the reach of %d devices is wrong", name, len(wrong))
		}
		after, err := c.Plans(c.ctx)
		c.must(err)
		for id, now := range after {
			was, known := before[id]
			if same := known && was.User == now.User && was.Reach == now.Reach; same != now.Planned && name != "retire" && name != "add device" {
				c.t.Fatalf("%s: a device with the same groups and user (%t) is planned anew: %t", name, same, !now.Planned)
			}
		}
	}
}

// fine lets a change be refused: what it is about may be gone, or a group would contain itself.
func (c *crowd) fine(err error) {
	c.t.Helper()
	switch models.KindOf(err) {
	case models.KindNotFound, models.KindInvalid, models.KindConflict:
	default:
		c.must(err)
	}
}

func (c *crowd) name(kind string) string {
	c.made++
	return fmt.Sprint(kind, " ", c.made)
}

func pick[T any](c *crowd, from []T) T { return rapid.SampledFrom(from).Draw(c.draw, "which") }

func (c *crowd) addUser() {
	name := c.name("user")
	u, err := c.AddUser(c.ctx, field.Form{"name": {name}, "email": {fmt.Sprintf("u%d@example.com", c.made)}, "role": {string(models.PortalUser)}})
	c.must(err)
	c.users, c.email[u.ID] = append(c.users, u.ID), u.Email
}

func (c *crowd) deleteUser() { c.fine(c.DeleteUser(c.ctx, pick(c, c.users))) }

// owner is a user who is there, or nobody.
func (c *crowd) owner() models.ID {
	id := pick(c, append([]models.ID{""}, c.users...))
	if _, err := c.User(c.ctx, id); err != nil {
		return ""
	}
	return id
}

func (c *crowd) addDevice() {
	d, err := c.AddDevice(c.ctx, models.Device{Name: c.name("device"), Platform: models.Windows, Ownership: models.Corporate, PrimaryUserID: c.owner()})
	c.must(err)
	c.devices = append(c.devices, d.ID)
}

func (c *crowd) enrollDevice() {
	token, _, err := c.AddEnrollmentToken(c.ctx, field.Form{"user": {c.email[c.owner()]}, "lifetime": {"1"}})
	c.must(err)
	e, err := c.EnrollDevice(c.t.Context(), checkin.Enroll{EnrollmentToken: token, Device: checkin.DeviceFacts{Name: c.name("pc"), Platform: models.Windows, OSVersion: "10.0"}})
	c.must(err)
	c.devices = append(c.devices, e.DeviceID)
}

func (c *crowd) editDevice() {
	d, err := c.Device(c.ctx, pick(c, c.devices))
	if err != nil {
		return
	}
	c.must(c.EditDevice(c.ctx, d.ID, d.Version, field.Form{"name": {d.Name}, "ownership": {string(d.Ownership)}, "user": {c.email[c.owner()]}}))
}

func (c *crowd) deleteDevice() { c.fine(c.DeleteDevice(c.ctx, pick(c, c.devices))) }
func (c *crowd) retire()       { c.fine(c.RetireDevice(c.ctx, pick(c, c.devices))) }

func (c *crowd) addGroup() {
	g, err := c.AddGroup(c.ctx, field.Form{"name": {c.name("group")}, "kind": {string(pick(c, []models.GroupKind{models.UserGroup, models.DeviceGroup}))}})
	c.must(err)
	c.groups = append(c.groups, g)
}

func (c *crowd) deleteGroup() {
	if len(c.groups) > 4 {
		c.fine(c.DeleteGroup(c.ctx, pick(c, c.groups).ID))
	}
}

func (c *crowd) members(g models.Group) []models.ID {
	if g.Kind == models.DeviceGroup {
		return c.devices
	}
	return c.users
}

func (c *crowd) addMembers() {
	g := pick(c, c.groups)
	c.fine(c.AddMember(c.ctx, g.ID, pick(c, c.members(g)), pick(c, c.members(g))))
}

func (c *crowd) removeMember() {
	g := pick(c, c.groups)
	c.fine(c.RemoveMember(c.ctx, g.ID, pick(c, c.members(g))))
}

func (c *crowd) nest() { c.fine(c.AddSubgroup(c.ctx, pick(c, c.groups).ID, pick(c, c.groups).ID)) }
func (c *crowd) unnest() {
	c.fine(c.RemoveSubgroup(c.ctx, pick(c, c.groups).ID, pick(c, c.groups).ID))
}

func TestReachOfEarlierVersionsIsFoundOutAtTheStart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		staff := d.group("Staff", models.UserGroup)
		d.must(f.AddSubgroup(d.ctx, staff, d.group("Sales", models.UserGroup, d.user.ID)))
		app := d.webApp("intranet")
		d.assign(app, to(models.Required, staff))
		d.must(f.ForgetReach(d.ctx))
		d.pc.asked("enrolled by a server of an earlier version", "install intranet")
		other := d.enroll("LAPTOP-2")
		d.must(f.ForgetReach(d.ctx))
		s := replica(t, f)
		if wrong, err := s.WrongReach(d.ctx); err != nil || len(wrong) > 0 {
			t.Errorf("after the start the reach of %d devices is not known: %v", len(wrong), err)
		}
		other.asked("after the start", "install intranet")
	})
}

// However many members a group gets, or has when it is nested, their devices are found and written by few statements.
func TestManyMembersTakeFewStatements(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		var users []models.User
		var devices []models.Device
		var ids []models.ID
		for i := range 1200 {
			u := models.User{ID: models.NewID(), Name: fmt.Sprint("User ", i), NameKey: fmt.Sprint("user ", i), Email: fmt.Sprint(i), EmailKey: fmt.Sprint(i), Role: models.PortalUser, Version: 1}
			users, ids = append(users, u), append(ids, u.ID)
			devices = append(devices, models.Device{ID: models.NewID(), Name: u.Name, Platform: models.Windows, Ownership: models.Corporate,
				PrimaryUserID: u.ID, Inventory: []models.InstalledApp{}, Version: 1})
		}
		for at := 0; at < len(users); at += 400 {
			some, theirs := users[at:at+400], devices[at:at+400]
			d.must(f.InsertRows(d.ctx, &some))
			d.must(f.InsertRows(d.ctx, &theirs))
		}
		group, above := d.group("Synchronized", models.UserGroup), d.group("Everybody", models.UserGroup)
		queries := f.CountQueries()
		for some := range slices.Chunk(ids, 400) {
			d.must(f.AddMember(d.ctx, group, some...))
		}
		if n := queries.Load(); n > 3*12 {
			t.Errorf("1,200 members in three steps take %d statements", n)
		}
		before := queries.Load()
		d.must(f.AddSubgroup(d.ctx, above, group))
		if n := queries.Load() - before; n > 25 {
			t.Errorf("nesting a group of 1,200 takes %d statements", n)
		}
		if wrong, err := f.WrongReach(d.ctx); err != nil || len(wrong) > 0 {
			t.Errorf("the reach of %d devices is wrong: %v", len(wrong), err)
		}
	})
}
