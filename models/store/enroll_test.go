package store_test

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/store/storetest"
)

var facts = checkin.DeviceFacts{Name: "PHONE", Platform: models.Android, OSVersion: "15"}

func TestEnrollmentTokenIsUsedOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		token, _, err := f.AddEnrollmentToken(ctx, field.Form{"lifetime": {"1"}})
		if err != nil {
			t.Fatal(err)
		}
		var enrolled, refused atomic.Int64
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				_, err := f.EnrollDevice(t.Context(), checkin.Enroll{EnrollmentToken: token, Device: facts})
				switch {
				case err == nil:
					enrolled.Add(1)
				case models.KindOf(err) == models.KindForbidden:
					refused.Add(1)
				default:
					t.Error(err)
				}
			})
		}
		all.Wait()
		if enrolled.Load() != 1 || refused.Load() != 7 {
			t.Errorf("%d devices enrolled with one token, %d were refused", enrolled.Load(), refused.Load())
		}
	})
}

func TestUselessTokensEnrollNothing(t *testing.T) {
	f := storetest.New(t)
	ctx := storetest.System(t)
	revoked, row, err := f.AddEnrollmentToken(ctx, field.Form{"lifetime": {"24"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.RevokeEnrollmentToken(ctx, row.ID); err != nil {
		t.Fatal(err)
	}
	expired, _, err := f.AddEnrollmentToken(ctx, field.Form{"lifetime": {"1"}})
	if err != nil {
		t.Fatal(err)
	}
	f.Clock.Pass(time.Hour)
	for name, token := range map[string]string{"revoked": revoked, "expired": expired, "unknown": "guess"} {
		if _, err := f.EnrollDevice(t.Context(), checkin.Enroll{EnrollmentToken: token, Device: facts}); models.KindOf(err) != models.KindForbidden {
			t.Errorf("with a token that is %s: %v", name, err)
		}
	}
}

func TestDeviceThatLeavesIsForgotten(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		app := d.webApp("intranet")
		d.assign(app, toAllUsers(models.Required))
		order := d.pc.ask().Orders[0]
		d.must(f.Leave(t.Context(), d.pc.token))
		d.expectCounts(app, "left", models.Counts{})
		now, err := f.Device(d.ctx, d.pc.id)
		d.must(err)
		if now.Enrolled || now.TokenHash != "" {
			t.Error("the row still says that it is enrolled")
		}
		refusals := map[string]error{"leave again": f.Leave(t.Context(), d.pc.token)}
		_, refusals["check in"] = f.CheckIn(t.Context(), d.pc.token, checkin.CheckIn{InventoryHash: checkin.InventoryHash(nil)})
		_, refusals["report"] = f.Report(t.Context(), d.pc.token, checkin.Report{Results: []checkin.OrderResult{{OrderID: order.OrderID, Outcome: checkin.Failed}}})
		_, refusals["download"] = f.Content(t.Context(), d.pc.token, models.NewID())
		_, refusals["check in without a token"] = f.CheckIn(t.Context(), "", checkin.CheckIn{InventoryHash: checkin.InventoryHash(nil)})
		for what, err := range refusals {
			if models.KindOf(err) != models.KindUnauthenticated {
				t.Errorf("%s: %v", what, err)
			}
		}
	})
}

func TestRetiredDeviceIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		app := d.webApp("intranet")
		d.assign(app, toAllUsers(models.Required))
		d.pc.ask()
		d.must(f.RetireDevice(d.ctx, d.pc.id))
		if _, err := f.CheckIn(t.Context(), d.pc.token, checkin.CheckIn{InventoryHash: checkin.InventoryHash(nil)}); models.KindOf(err) != models.KindUnauthenticated {
			t.Errorf("a retired device checks in: %v", err)
		}
		d.expectCounts(app, "retired", models.Counts{})
	})
}

// A device that calls itself what nobody sees, or what reads the other way round, is shown as it would be typed.
func TestDevicesNamesAreSeen(t *testing.T) {
	f := storetest.New(t)
	ctx := storetest.System(t)
	enroll := func(name string) (checkin.Enrolled, error) {
		token, _, err := f.AddEnrollmentToken(ctx, field.Form{"lifetime": {"1"}})
		if err != nil {
			t.Fatal(err)
		}
		m := facts
		m.Name = name
		return f.EnrollDevice(t.Context(), checkin.Enroll{EnrollmentToken: token, Device: m})
	}
	if _, err := enroll("\u200b\u3164"); models.KindOf(err) != models.KindInvalid {
		t.Errorf("a name that nobody sees: %v", err)
	}
	d, err := enroll("LAP\u202eTOP\u200b-1")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", "PHO\u200bNE", "\u2060"} {
		if _, err := f.CheckIn(t.Context(), d.DeviceToken, checkin.CheckIn{Name: name, InventoryHash: checkin.InventoryHash(nil)}); err != nil {
			t.Fatal(err)
		}
		want := map[string]string{"": "LAPTOP-1"}[name]
		if want == "" {
			want = "PHONE"
		}
		if got, err := f.Device(ctx, d.DeviceID); err != nil || got.Name != want {
			t.Errorf("after %+q the device is %+q, %v", name, got.Name, err)
		}
	}
	u, err := f.StartUpload(ctx, models.NewUpload{Name: "in\u200bvoice\u202ecod.msi", Size: 10, Limit: testLimit})
	if err != nil || u.Name != "invoicecod.msi" {
		t.Errorf("a file is called %+q, %v", u.Name, err)
	}
}

func TestAPersonHasFewTokensThatAreNotUsed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		email := field.Form{"user": {f.Person(t, models.PortalUser).Email}, "lifetime": {"1"}}
		add := func(role models.Role) error {
			_, _, err := f.AddEnrollmentToken(f.As(t, role), email)
			return err
		}
		for range 10 {
			if err := add(models.PortalUser); err != nil {
				t.Fatal(err)
			}
		}
		if err := add(models.PortalUser); models.KindOf(err) != models.KindConflict || !strings.Contains(err.Error(), "10 enrollment tokens") {
			t.Errorf("one more: %v", err)
		}
		if err := add(models.Administrator); err != nil {
			t.Errorf("an Administrator's for the same person: %v", err)
		}
		f.Clock.Pass(time.Hour)
		if err := add(models.PortalUser); err != nil {
			t.Errorf("after the others expired: %v", err)
		}
	})
}

// Whose a device is says whoever made its token, and not the device.
func TestOwnershipComesFromTheToken(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		user := f.Person(t, models.PortalUser)
		for _, c := range []struct {
			by             models.Role
			answer, claims models.Ownership
			want           models.Ownership
		}{
			{models.Administrator, "", models.Personal, models.Corporate},
			{models.HelpDeskOperator, models.Corporate, models.Personal, models.Corporate},
			{models.Administrator, models.Personal, models.Corporate, models.Personal},
			{models.PortalUser, models.Corporate, models.Corporate, models.Personal},
			{models.PortalUser, "", "", models.Personal},
		} {
			form := field.Form{"user": {user.Email}, "lifetime": {"1"}}
			form.Set("ownership", string(c.answer))
			token, row, err := f.AddEnrollmentToken(f.As(t, c.by), form)
			if err != nil {
				t.Fatal(err)
			}
			m := facts
			m.Ownership = c.claims
			e, err := f.EnrollDevice(t.Context(), checkin.Enroll{EnrollmentToken: token, Device: m})
			if err != nil {
				t.Fatal(err)
			}
			if d, err := f.Device(storetest.System(t), e.DeviceID); err != nil || d.Ownership != c.want || row.Ownership != c.want {
				t.Errorf("a %s answers %q, the device says %q: the token is %s and the device %s, %v", c.by, c.answer, c.claims, row.Ownership, d.Ownership, err)
			}
		}
	})
}
