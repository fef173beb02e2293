package store_test

import (
	"strings"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

func TestPeopleAddDevicesForThemselvesAlone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, me := f.As(t, models.PortalUser), f.Person(t, models.PortalUser)
		phone := models.Device{Name: "My phone", Platform: models.Android, Ownership: models.Personal, PrimaryUserID: me.ID}
		d, err := f.AddDevice(ctx, phone)
		okay(t, err)
		if d.Enrolled || d.EnrolledAt != nil {
			t.Error("the device counts as enrolled")
		}
		phone.PrimaryUserID = person(t, f, "Ann").ID
		if _, err := f.AddDevice(ctx, phone); models.KindOf(err) != models.KindForbidden {
			t.Errorf("for somebody else: %v", err)
		}
		mine, err := f.MyDevices(ctx)
		if err != nil || len(mine) != 1 || mine[0].ID != d.ID {
			t.Errorf("my devices: %+v, %v", mine, err)
		}
		if _, err := f.Devices(ctx, store.DeviceQuery{}); models.KindOf(err) != models.KindForbidden {
			t.Errorf("all devices: %v", err)
		}
	})
}

func TestRetiredDevicesAreNotEnrolled(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := f.As(t, models.HelpDeskOperator)
		d := device(t, f, "SCAN-1", "")
		okay(t, f.RetireDevice(ctx, d.ID))
		d, err := f.Device(ctx, d.ID)
		okay(t, err)
		if d.Enrolled || d.EnrolledAt != nil || d.TokenHash != "" {
			t.Errorf("%+v", d)
		}
		if err := f.RetireDevice(ctx, d.ID); models.KindOf(err) != models.KindConflict {
			t.Errorf("retired twice: %v", err)
		}
		okay(t, f.DeleteDevice(ctx, d.ID))
		if err := f.DeleteDevice(ctx, d.ID); models.KindOf(err) != models.KindNotFound {
			t.Errorf("deleted twice: %v", err)
		}
	})
}

func TestDevicesAreFoundSortedAndPaged(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		ann := person(t, f, "Ann de Boer")
		for _, name := range []string{"scan-3", "SCAN-1", "Laptop"} {
			f.Clock.Pass(time.Minute)
			device(t, f, name, "")
		}
		device(t, f, "Tablet", ann.ID)
		for sort, last := range map[string]string{"name": "Tablet", "user": "Tablet", "seen": "Tablet", "platform": "Tablet"} {
			var names []string
			for q := (store.DeviceQuery{Sort: models.Sort{By: sort}, Page: models.Page{Size: 1}}); ; {
				l, err := f.Devices(ctx, q)
				okay(t, err)
				names = append(names, l.Items[0].Name)
				if q.Page.After = l.Next; l.Next == "" {
					break
				}
			}
			if len(names) != 4 || names[3] != last {
				t.Errorf("by %s: %v", sort, names)
			}
		}
		for search, n := range map[string]int{"SCAN": 2, "boer": 1, "%": 0} {
			if l, err := f.Devices(ctx, store.DeviceQuery{Search: search}); err != nil || len(l.Items) != n {
				t.Errorf("%q found %d, %v", search, len(l.Items), err)
			}
		}
	})
}

func TestEnrollmentTokensAreShownOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, ann := f.As(t, models.HelpDeskOperator), person(t, f, "Ann")
		token, e, err := f.AddEnrollmentToken(ctx, field.Form{"note": {"Scanner 12"}, "user": {ann.Email}, "lifetime": {"1"}})
		okay(t, err)
		if len(token) < 40 || e.Hash == token {
			t.Errorf("the token %q, stored as %q", token, e.Hash)
		}
		l, err := f.EnrollmentTokens(ctx, store.TokenQuery{Search: "scanner ann", States: []models.TokenState{models.TokenOpen}})
		if err != nil || len(l.Items) != 1 || l.Items[0].UserName != "Ann" || l.Items[0].State(f.Clock.Now()) != models.TokenOpen {
			t.Fatalf("%+v, %v", l.Items, err)
		}
		if state := l.Items[0].State(f.Clock.Now().Add(time.Hour)); state != models.TokenExpired {
			t.Errorf("after an hour it is %s", state)
		}
		okay(t, f.RevokeEnrollmentToken(ctx, e.ID))
		for state, want := range map[models.TokenState]int{models.TokenOpen: 0, models.TokenUsed: 0, models.TokenExpired: 0, models.TokenRevoked: 1} {
			if n, err := f.CountEnrollmentTokens(ctx, store.TokenQuery{States: []models.TokenState{state}}); err != nil || n.Count != want {
				t.Errorf("%d tokens are %s, want %d, %v", n.Count, state, want, err)
			}
		}
		if err := f.RevokeEnrollmentToken(ctx, e.ID); models.KindOf(err) != models.KindConflict {
			t.Errorf("revoked twice: %v", err)
		}
		for _, hours := range []string{"0", "721", "x"} {
			if _, _, err := f.AddEnrollmentToken(ctx, field.Form{"lifetime": {hours}}); models.KindOf(err) != models.KindInvalid {
				t.Errorf("a token for %s hours: %v", hours, err)
			}
		}
		if _, _, err := f.AddEnrollmentToken(f.As(t, models.PortalUser), field.Form{"user": {ann.Email}, "lifetime": {"1"}}); models.KindOf(err) != models.KindForbidden {
			t.Errorf("a token for somebody else: %v", err)
		}
	})
}

func TestTheLogIsFilteredAndPaged(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := f.As(t, models.Administrator)
		start := f.Clock.Now()
		for _, name := range []string{"A", "B", "C"} {
			f.Clock.Pass(time.Hour)
			g, err := f.AddGroup(ctx, field.Form{"name": {name}, "kind": {string(models.UserGroup)}})
			okay(t, err)
			okay(t, f.DeleteGroup(ctx, g.ID))
		}
		q := store.EventQuery{Kinds: []string{"group"}, Page: models.Page{Size: 4}}
		l, err := f.Events(ctx, q)
		if err != nil || len(l.Items) != 4 || l.Items[0].Action != "group.delete" || l.Items[0].ObjectName != "C" || l.Next == "" {
			t.Fatalf("%+v, %v", l, err)
		}
		for name, q := range map[string]store.EventQuery{
			"one name":     {Search: "b", Kinds: []string{"group"}},
			"one hour":     {From: start.Add(2 * time.Hour), To: start.Add(3 * time.Hour)},
			"one activity": {Actions: []string{"group.create"}, To: start.Add(150 * time.Minute)},
		} {
			if l, err := f.Events(ctx, q); err != nil || len(l.Items) != 2 {
				t.Errorf("%s: %d lines, %v", name, len(l.Items), err)
			}
		}
		if _, err := f.Events(f.As(t, models.ApplicationManager), q); models.KindOf(err) != models.KindForbidden {
			t.Errorf("an Application Manager reads the log: %v", err)
		}
	})
}

func TestDeviceKeepsTheNameItEnrolledWith(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		token, _, err := f.AddEnrollmentToken(ctx, field.Form{})
		okay(t, err)
		name := strings.Repeat("n", checkin.MaxName)
		e, err := f.EnrollDevice(t.Context(), checkin.Enroll{EnrollmentToken: token, Device: checkin.DeviceFacts{Name: name, Platform: models.IOS, OSVersion: "18"}})
		okay(t, err)
		d, err := f.Device(ctx, e.DeviceID)
		okay(t, err)
		okay(t, f.EditDevice(ctx, d.ID, d.Version, field.Form{"name": {d.Name}, "ownership": {string(models.Personal)}}))
	})
}
