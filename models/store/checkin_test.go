package store_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

func TestRequiredAppComesAndComesAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		app := d.businessApp("ledger")
		d.pc.asked("before anything is assigned")
		d.assign(app, toAllUsers(models.Required))
		answer := d.pc.asked("a required app that is missing", "install ledger")
		d.expectCounts(app, "ordered", models.Counts{Pending: 1})
		if again := d.pc.asked("before it is reported", "install ledger"); again.Orders[0].OrderID != answer.Orders[0].OrderID {
			t.Error("the order is repeated under another id")
		}
		d.pc.obey(answer)
		d.expectCounts(app, "reported", models.Counts{Installed: 1})
		d.pc.asked("installed")

		f.Clock.Pass(time.Hour)
		d.pc.remove(answer.Orders[0].Detection.ID)
		d.pc.asked("just removed by its person")
		d.expectCounts(app, "removed", models.Counts{NotInstalled: 1})
		f.Clock.Pass(24 * time.Hour)
		d.pc.obey(d.pc.asked("a day after it was installed", "install ledger"))
		d.expectCounts(app, "installed again", models.Counts{Installed: 1})
	})
}

// A required app that is not line-of-business is ordered at every check-in while it is missing and not pending: also just after it was
// removed, and after it failed.
func TestRequiredStoreAppIsOrderedAtEveryCheckIn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		app := d.webApp("intranet")
		d.assign(app, toAllUsers(models.Required))
		answer := d.pc.asked("at first", "install intranet")
		d.pc.obey(answer)
		d.pc.asked("installed")

		f.Clock.Pass(time.Minute)
		d.pc.remove(answer.Orders[0].Detection.ID)
		order := d.pc.asked("just removed by its person", "install intranet").Orders[0]
		if again := d.pc.asked("pending", "install intranet").Orders[0]; again.OrderID != order.OrderID {
			t.Error("what is pending is ordered again")
		}
		d.pc.report(checkin.OrderResult{OrderID: order.OrderID, Outcome: checkin.Failed, ErrorCode: 5})
		d.expectCounts(app, "failed", models.Counts{Failed: 1})
		f.Clock.Pass(time.Minute)
		d.pc.asked("at the next check-in after it failed", "install intranet")
	})
}

// An order says what the assignment behind it asks, also when it is repeated from its row.
func TestOrderCarriesTheSettingsOfItsAssignment(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		asked := models.NewSettings(map[string]string{"notifications": "none"})
		set := toAllUsers(models.Required)
		set.Settings = asked
		d.assign(d.webApp("intranet"), set)
		for _, when := range []string{"made", "repeated"} {
			if answer := d.pc.asked(when, "install intranet"); answer.Orders[0].AssignmentSettings != asked {
				t.Errorf("%s: %+v", when, answer.Orders[0])
			}
		}
	})
}

func TestRemovedRequiredAppIsOrderedAgainWithinADay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		d.assign(d.businessApp("ledger"), toAllUsers(models.Required))
		first := d.pc.asked("a required app that is missing", "install ledger")
		d.pc.obey(first)
		done := f.Clock.Now()
		d.pc.asked("installed")
		f.Clock.Pass(time.Hour)
		d.pc.remove(first.Orders[0].Detection.ID)
		answer := d.pc.ask()
		for len(answer.Orders) == 0 && f.Clock.Now().Sub(done) < 48*time.Hour {
			f.Clock.Pass(time.Duration(answer.NextCheckInSeconds) * time.Second)
			answer = d.pc.ask()
		}
		if missing := f.Clock.Now().Sub(done); missing > 24*time.Hour {
			t.Errorf("a device that checks in when it is told to gets the order again %s after the last one was done", missing)
		}
	})
}

func TestUninstallRemovesAndForgets(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		app := d.webApp("intranet")
		d.assign(app, toAllUsers(models.Required))
		d.pc.obey(d.pc.ask())
		d.assign(app, toAllUsers(models.Uninstall))
		d.pc.obey(d.pc.asked("what is present and should not be", "uninstall intranet"))
		if len(d.pc.inventory) != 0 {
			t.Errorf("left behind: %v", d.pc.inventory)
		}
		d.expectCounts(app, "removed", models.Counts{NotInstalled: 1})
		d.assign(app)
		d.pc.asked("assigned to nobody")
		d.expectCounts(app, "assigned to nobody", models.Counts{})
	})
}

func TestGroupsReachThroughNestingAndExclusions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		app := d.webApp("intranet")
		staff := d.group("Staff", models.UserGroup)
		sales := d.group("Sales", models.UserGroup, d.user.ID)
		lent := d.group("Lent computers", models.DeviceGroup)
		d.assign(app, to(models.Required, staff), not(models.Required, lent))
		d.pc.asked("outside the group")
		d.must(f.AddSubgroup(d.ctx, staff, sales))
		d.pc.asked("inside through a nested group", "install intranet")
		d.must(f.AddMember(d.ctx, lent, d.pc.id))
		d.pc.asked("the computer is left out")
		d.expectCounts(app, "left out", models.Counts{})
		d.must(f.SetExclusionScope(d.ctx, models.SameKind))
		d.pc.asked("within the same kind, groups of computers leave out no people", "install intranet")
	})
}

func TestFailureIsTriedAgainADayLater(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		app := d.businessApp("ledger")
		d.assign(app, toAllUsers(models.Required))
		order := d.pc.asked("at first", "install ledger").Orders[0]
		d.pc.report(checkin.OrderResult{OrderID: order.OrderID, Outcome: checkin.Failed, ErrorCode: 1603, Detail: "no room"})
		d.expectCounts(app, "failed", models.Counts{Failed: 1})
		f.Clock.Pass(24*time.Hour - time.Second)
		d.pc.asked("failed less than a day ago")
		f.Clock.Pass(time.Second)
		again := d.pc.asked("a day later", "install ledger").Orders[0]
		if again.Attempt != 2 || again.OrderID == order.OrderID {
			t.Errorf("attempt %d under the id %s", again.Attempt, again.OrderID)
		}
	})
}

// An installation that a person asks for again is started anew two hours after the device last got further with it.
func TestStuckInstallationIsStartedAnew(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		app := d.businessApp("ledger")
		d.assign(app, toAllUsers(models.Required))
		order := d.pc.asked("at first", "install ledger").Orders[0]
		f.Clock.Pass(time.Hour)
		d.pc.report(checkin.OrderResult{OrderID: order.OrderID, Outcome: checkin.Downloading})
		f.Clock.Pass(90 * time.Minute)
		d.pc.report(checkin.OrderResult{OrderID: order.OrderID, Outcome: checkin.Downloading, BytesReceived: 1 << 20})
		f.Clock.Pass(time.Hour)
		d.must(f.RequestInstall(models.WithActor(t.Context(), models.Actor{UserID: d.user.ID, Name: d.user.Name, Role: d.user.Role}), app.ID, d.pc.id))
		if now := d.pc.asked("it got further an hour ago", "install ledger").Orders[0]; now.OrderID != order.OrderID {
			t.Error("an installation that gets further is started anew")
		}
		f.Clock.Pass(time.Hour)
		if now := d.pc.asked("two hours without progress", "install ledger").Orders[0]; now.OrderID == order.OrderID || now.Attempt != 2 {
			t.Errorf("attempt %d of a stuck installation", now.Attempt)
		}
	})
}

func TestSuccessWithoutInventoryIsLookedAtNextTime(t *testing.T) {
	f := storetest.New(t)
	d := newSite(t, f)
	app := d.webApp("intranet")
	d.assign(app, toAllUsers(models.Required))
	order := d.pc.ask().Orders[0]
	success := checkin.OrderResult{OrderID: order.OrderID, Outcome: checkin.Succeeded}
	_, err := f.Report(t.Context(), d.pc.token, checkin.Report{Results: []checkin.OrderResult{success}})
	d.must(err)
	d.expectCounts(app, "said to be done", models.Counts{Pending: 1})
	d.pc.asked("done, but not to be found there")
	d.expectCounts(app, "not found there", models.Counts{Failed: 1})
}

func TestResultsAreTakenOnceAndOnlyForOwnOrders(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		d.assign(d.webApp("intranet"), toAllUsers(models.Required))
		other := d.enroll("LAPTOP-2")
		mine, theirs := d.pc.ask().Orders[0].OrderID, other.ask().Orders[0].OrderID
		results := []checkin.OrderResult{
			{OrderID: mine, Outcome: checkin.Downloading}, {OrderID: mine, Outcome: checkin.Succeeded, Detail: "o\x00k\x00", DetectedVersion: "1\x00"},
			{OrderID: mine, Outcome: checkin.Succeeded}, {OrderID: mine, Outcome: checkin.Failed},
			{OrderID: theirs, Outcome: checkin.Succeeded}, {OrderID: "no\x00order", Outcome: checkin.Failed},
		}
		for range 2 {
			r, err := f.Report(t.Context(), d.pc.token, checkin.Report{Results: results})
			d.must(err)
			want := []checkin.Ignored{{OrderID: mine, Reason: checkin.IgnoredFinished}, {OrderID: theirs, Reason: checkin.IgnoredUnknown},
				{OrderID: "no\x00order", Reason: checkin.IgnoredUnknown}}
			got := slices.DeleteFunc(r.Ignored, func(i checkin.Ignored) bool { return i.OrderID == mine && i != want[0] })
			if !slices.Contains(r.Accepted, mine) || !slices.Equal(slices.Compact(got), want) {
				t.Errorf("accepted %v, ignored %v", r.Accepted, r.Ignored)
			}
			results = results[1:]
		}
		other.asked("its order is still open", "install intranet")
	})
}

func TestTwoCheckInsAtOnceGetOneOrder(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		app := d.webApp("intranet")
		d.assign(app, toAllUsers(models.Required))
		m := checkin.CheckIn{InventoryHash: checkin.InventoryHash(nil), Inventory: []models.InstalledApp{}}
		var all sync.WaitGroup
		answers, errs := make([]checkin.Answer, 8), make([]error, 8)
		for i := range answers {
			all.Go(func() { answers[i], errs[i] = f.CheckIn(t.Context(), d.pc.token, m) })
		}
		all.Wait()
		for i, a := range answers {
			if errs[i] != nil || len(a.Orders) != 1 || a.Orders[0].OrderID != answers[0].Orders[0].OrderID {
				t.Fatalf("check-in %d gets %+v, %v", i, a.Orders, errs[i])
			}
		}
		d.expectCounts(app, "ordered once", models.Counts{Pending: 1})
	})
}

func TestCheckInKeepsWhatTheDeviceSaysAboutItself(t *testing.T) {
	f := storetest.New(t)
	d := newSite(t, f)
	d.pc.ask()
	_, err := f.CheckIn(t.Context(), d.pc.token, checkin.CheckIn{InventoryHash: checkin.InventoryHash(nil), Name: "ADA-PC", OSVersion: "10.0.26200"})
	d.must(err)
	now, err := f.Device(d.ctx, d.pc.id)
	d.must(err)
	if now.Name != "ADA-PC" || now.OSVersion != "10.0.26200" {
		t.Errorf("it is kept as %s with %s", now.Name, now.OSVersion)
	}
	log, err := f.Events(d.ctx, store.EventQuery{Actions: []string{"device.update"}})
	d.must(err)
	if len(log.Items) != 1 || log.Items[0].ObjectID != d.pc.id || log.Items[0].ActorName != "LAPTOP-1" || len(log.Items[0].Changes) != 1 ||
		log.Items[0].Changes[0] != (models.Change{Field: "name", Old: "LAPTOP-1", New: "ADA-PC"}) {
		t.Errorf("the audit log has %+v", log.Items)
	}
	inventory := []models.InstalledApp{{Kind: "msi", ID: "{1}", Version: "1.0\u202e1\u200b"}}
	_, err = f.CheckIn(t.Context(), d.pc.token, checkin.CheckIn{InventoryHash: checkin.InventoryHash(inventory), Inventory: inventory})
	d.must(err)
	if now, err = f.Device(d.ctx, d.pc.id); err != nil || len(now.Inventory) != 1 || now.Inventory[0].Version != "1.01" {
		t.Errorf("of what is installed is kept %+v, %v", now.Inventory, err)
	}
}

func TestIdleCheckInIsSeen(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		d.pc.ask()
		f.Clock.Pass(8 * time.Hour)
		d.pc.ask()
		d.must(f.FlushLastSeen(d.ctx))
		now, err := f.Device(d.ctx, d.pc.id)
		d.must(err)
		if now.LastSeenAt == nil || !now.LastSeenAt.Equal(f.Clock.Now()) {
			t.Errorf("last seen at %v, checked in at %s", now.LastSeenAt, f.Clock.Now())
		}
	})
}

func TestIdleCheckInIsSeenThoughTheServerStops(t *testing.T) {
	f := storetest.New(t)
	d := newSite(t, f)
	d.pc.ask()
	second, err := store.Open(t.Context(), f.Options)
	d.must(err)
	f.Clock.Pass(8 * time.Hour)
	_, err = second.CheckIn(t.Context(), d.pc.token, checkin.CheckIn{InventoryHash: checkin.InventoryHash(nil)})
	d.must(err)
	d.must(second.Close())
	now, err := f.Device(d.ctx, d.pc.id)
	d.must(err)
	if !now.LastSeenAt.Equal(f.Clock.Now()) {
		t.Errorf("last seen at %s, checked in at %s", now.LastSeenAt, f.Clock.Now())
	}
}

func TestReplicaSeesWhatMovedWithinASecond(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		app := d.webApp("intranet")
		d.pc.ask()
		replica, err := store.Open(t.Context(), f.Options)
		d.must(err)
		defer replica.Close()
		ask := func() checkin.Answer {
			a, err := replica.CheckIn(t.Context(), d.pc.token, checkin.CheckIn{InventoryHash: checkin.InventoryHash(nil)})
			d.must(err)
			return a
		}
		ask()
		d.assign(app, toAllUsers(models.Required))
		f.Clock.Pass(time.Second)
		if a := ask(); len(a.Orders) != 1 {
			t.Errorf("a second after the assignment the replica gives %v", a.Orders)
		}
		d.assign(app)
		f.Clock.Pass(time.Second)
		why, err := replica.Why(d.ctx, app.ID, d.pc.id) // no device asks in between
		d.must(err)
		if why.Decision.Required {
			t.Error("a second after the assignment was removed the replica's Why still has it")
		}
	})
}
