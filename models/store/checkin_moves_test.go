package store_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// settled is a site whose device has its app and nothing to do: its next check-in is one query.
func settled(t *testing.T, f storetest.Fixture) (d *site, app models.App, mine, theirs models.ID) {
	d = newSite(t, f)
	app = example(t, f, "webApp")
	mine, theirs = d.group("Mine", models.UserGroup, d.user.ID), d.group("Theirs", models.UserGroup)
	d.assign(app, to(models.Required, mine))
	d.pc.obey(d.pc.ask())
	d.pc.asked("settled")
	return d, app, mine, theirs
}

func TestWhatDoesNotConcernADeviceLeavesItsCheckInIdle(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d, app, _, theirs := settled(t, f)
		queries := f.CountQueries()
		other := d.webApp("other")
		edit := func(key, value string) error {
			now, err := f.App(d.ctx, app.ID)
			d.must(err)
			return f.EditApp(d.ctx, app.ID, now.Version, store.AppEdit{Section: apptype.Information, Form: answers(t, now, key, value)})
		}
		for _, tt := range []struct {
			name   string
			change func() error
		}{
			{"a new user", func() error {
				return second(f.AddUser(d.ctx, field.Form{"name": {"New"}, "email": {"new@example.com"}, "role": {string(models.PortalUser)}}))
			}},
			{"an edited description", func() error { return edit("description", "Other words.") }},
			{"a note", func() error { return edit("notes", "Ask Finance.") }},
			{"an owner", func() error { return edit("owner", "Finance") }},
			{"another name", func() error { return edit("displayName", "Costs of journeys") }},
			{"a logo", func() error {
				image, err := f.AddImage(d.ctx, bytes.NewReader(picture(t, 8, 8, 3)))
				d.must(err)
				now, err := f.App(d.ctx, app.ID)
				d.must(err)
				return f.SetLogo(d.ctx, app.ID, now.Version, image.ID)
			}},
			{"a category", func() error { return second(f.AddCategory(d.ctx, field.Form{"name": {"Business"}})) }},
			{"a new group", func() error {
				return second(f.AddGroup(d.ctx, field.Form{"name": {"New"}, "kind": {string(models.DeviceGroup)}}))
			}},
			{"an assignment to a group it is not in", func() error { d.assign(other, to(models.Required, theirs)); return nil }},
			{"an exclusion of a group it is not in", func() error {
				d.assign(other, not(models.Required, theirs))
				return nil
			}},
			{"a member of a group it is not in", func() error {
				u, err := f.AddUser(d.ctx, field.Form{"name": {"Other"}, "email": {"other@example.com"}, "role": {string(models.PortalUser)}})
				d.must(err)
				return f.AddMember(d.ctx, theirs, u.ID)
			}},
			{"a nested group it is not in", func() error { return f.AddSubgroup(d.ctx, theirs, d.group("Nested", models.UserGroup)) }},
			{"another device", func() error { d.enroll("LAPTOP-2").ask(); return nil }},
		} {
			d.must(tt.change())
			before := queries.Load()
			d.pc.asked(tt.name)
			if n := queries.Load() - before; n != 1 {
				t.Errorf("after %s a check-in takes %d statements", tt.name, n)
			}
		}
	})
}

func TestAThousandNewUsersLeaveCheckInsIdle(t *testing.T) {
	f := storetest.New(t)
	d, _, _, _ := settled(t, f)
	for i := range 1000 {
		_, err := f.AddUser(d.ctx, field.Form{"name": {fmt.Sprint("User ", i)}, "email": {fmt.Sprintf("user-%d@example.com", i)}, "role": {string(models.PortalUser)}})
		d.must(err)
	}
	queries := f.CountQueries()
	d.pc.asked("after 1,000 new users")
	if n := queries.Load(); n != 1 {
		t.Errorf("after 1,000 new users a check-in takes %d statements", n)
	}
}

// What concerns a device is seen by its very next check-in, and through another server a second later.
func TestWhatConcernsADeviceIsSeenAtItsNextCheckIn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		other := replica(t, f)
		app, group, above := d.webApp("intranet"), d.group("People", models.UserGroup), d.group("Everybody here", models.UserGroup)
		devices := d.group("Computers", models.DeviceGroup)
		ada, err := f.Device(d.ctx, d.pc.id)
		d.must(err)
		ask := func() int {
			a, err := other.CheckIn(t.Context(), d.pc.token, checkin.CheckIn{InventoryHash: checkin.InventoryHash(nil), Inventory: []models.InstalledApp{}})
			d.must(err)
			return len(a.Orders)
		}
		for _, tt := range []struct {
			name   string
			change func()
			orders int
		}{
			{"an assignment to a group it is not in", func() { d.assign(app, to(models.Required, above), not(models.Required, devices)) }, 0},
			{"a nested group", func() { d.must(f.AddSubgroup(d.ctx, above, group)) }, 0},
			{"a membership of its user", func() { d.must(f.AddMember(d.ctx, group, d.user.ID)) }, 1},
			{"a nested group taken out", func() { d.must(f.RemoveSubgroup(d.ctx, above, group)) }, 0},
			{"the group nested again", func() { d.must(f.AddSubgroup(d.ctx, above, group)) }, 1},
			{"a membership of its own", func() { d.must(f.AddMember(d.ctx, devices, d.pc.id)) }, 0},
			{"the scope of exclusions", func() { d.must(f.SetExclusionScope(d.ctx, models.SameKind)) }, 1},
			{"no user", func() { d.setUser(&ada, "") }, 0},
			{"a user", func() { d.setUser(&ada, d.user.Email) }, 1},
			{"an exclusion more", func() { d.assign(app, to(models.Required, above), not(models.Required, group)) }, 0},
			{"an assignment to all devices", func() { d.assign(app, toAllDevices(models.Required)) }, 1},
			{"no assignment", func() { d.assign(app) }, 0},
			{"the user's group assigned", func() { d.assign(app, to(models.Required, group)) }, 1},
			{"the user deleted", func() { d.must(f.DeleteUser(d.ctx, d.user.ID)) }, 0},
		} {
			tt.change()
			f.Clock.Pass(time.Second)
			if n := ask(); n != tt.orders {
				t.Errorf("%s: through another server there are %d orders, want %d", tt.name, n, tt.orders)
			}
			if a := d.pc.ask(); len(a.Orders) != tt.orders {
				t.Errorf("%s: %d orders, want %d", tt.name, len(a.Orders), tt.orders)
			}
		}
	})
}

// setUser gives a device another primary user.
func (d *site) setUser(device *models.Device, email string) {
	d.t.Helper()
	d.must(d.EditDevice(d.ctx, device.ID, device.Version, field.Form{"name": {device.Name}, "ownership": {string(device.Ownership)}, "user": {email}}))
	device.Version++
}

func TestAnswersThatChangeWhatFitsAreSeen(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		app := example(t, f, "androidStoreApp")
		token, _, err := f.AddEnrollmentToken(d.ctx, field.Form{"lifetime": {"1"}})
		d.must(err)
		e, err := f.EnrollDevice(t.Context(), checkin.Enroll{EnrollmentToken: token, Device: checkin.DeviceFacts{Name: "PHONE", Platform: models.Android, OSVersion: "11"}})
		d.must(err)
		phone := &agent{site: d, id: e.DeviceID, token: e.DeviceToken, inventory: []models.InstalledApp{}}
		d.assign(app, toAllDevices(models.Required))
		if n := len(phone.ask().Orders); n != 1 {
			t.Fatalf("%d orders", n)
		}
		now, err := f.App(d.ctx, app.ID)
		d.must(err)
		d.must(f.EditApp(d.ctx, app.ID, now.Version, store.AppEdit{Section: apptype.Information, Form: answers(t, now, "minimumSupportedOperatingSystem", "13.0")}))
		if n := len(phone.ask().Orders); n != 0 {
			t.Errorf("%d orders for a device that is too old now", n)
		}
		d.expectCounts(app, "too old", models.Counts{NotApplicable: 1})
	})
}

// Assignments move while each check-in is at work; it is answered all the same, and the next one sees what moved.
func TestCheckInsThatAreOvertakenSucceed(t *testing.T) {
	f := storetest.NewPostgres(t)
	d := newSite(t, f)
	other := replica(t, f)
	app, next := d.webApp("intranet"), d.webApp("payslips")
	d.assign(app, toAllUsers(models.Required))
	overtaken := 0
	f.DuringExchanges(func() {
		overtaken++
		now, err := other.App(d.ctx, next.ID)
		d.must(err)
		intent := []models.Intent{models.Required, models.Available}[overtaken%2]
		d.must(other.AssignApp(d.ctx, next.ID, now.Version, []models.DraftAssignment{toAllUsers(intent)}))
	})
	d.pc.asked("overtaken", "install intranet")
	for range 5 {
		f.Clock.Pass(time.Second)
		d.pc.ask()
	}
	if overtaken < 6 {
		t.Errorf("only %d check-ins were overtaken", overtaken)
	}
	f.DuringExchanges(nil)
	f.Clock.Pass(time.Second)
	d.assign(next, toAllUsers(models.Required))
	d.pc.asked("the last word", "install intranet", "install payslips")
}

// A server that does not know yet that an app was deleted answers check-ins.
func TestADeletedAppFailsNoCheckIn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		app := d.webApp("intranet")
		d.assign(app, toAllUsers(models.Required))
		late := replica(t, f)
		ask := func() checkin.Answer {
			a, err := late.CheckIn(t.Context(), d.pc.token, checkin.CheckIn{InventoryHash: checkin.InventoryHash(nil), Inventory: []models.InstalledApp{}})
			d.must(err)
			return a
		}
		if a := ask(); len(a.Orders) != 1 {
			t.Fatalf("%d orders", len(a.Orders))
		}
		d.assign(app)
		now, err := f.App(d.ctx, app.ID)
		d.must(err)
		d.must(f.DeleteApp(d.ctx, now.ID))
		d.must(f.PlanNone(d.ctx))
		if a := ask(); len(a.Orders) != 0 {
			t.Errorf("%d orders of an app that is gone", len(a.Orders))
		}
	})
}
