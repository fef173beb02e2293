package people_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/people"
	"appdepot/models/store/storetest"
)

// wantKind fails unless an error is of that kind.
func wantKind(t *testing.T, what string, err error, kind models.Kind) {
	t.Helper()
	if err == nil || models.KindOf(err) != kind {
		t.Errorf("%s: %v", what, err)
	}
}

func TestGuessingOneAccountIsSlowedDown(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		u := f.Person(t, models.PortalUser)
		try := func(password string) error {
			_, err := f.SignIn(t.Context(), u.Email, password, people.Visitor{Address: "192.0.2.8"})
			return err
		}
		for range 9 {
			if err := try("wrong"); models.KindOf(err) != models.KindInvalid {
				t.Fatal(err)
			}
		}
		okay(t, try(storetest.Password)) // forgives
		for range 10 {
			if err := try("wrong"); models.KindOf(err) != models.KindInvalid {
				t.Fatal(err)
			}
			f.Clock.Pass(time.Minute)
		}
		if err := try(storetest.Password); models.KindOf(err) != models.KindTooMany || !strings.Contains(err.Error(), "in 5 min") {
			t.Errorf("the 11th try: %v", err)
		}
		f.Clock.Pass(5 * time.Minute)
		okay(t, try(storetest.Password))
	})
}

func TestGuessingFromOneAddressIsSlowedDown(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		u := f.Person(t, models.PortalUser)
		try := func(email, address string) error {
			_, err := f.SignIn(t.Context(), email, "wrong", people.Visitor{Address: address})
			return err
		}
		for i := range 30 {
			address := []string{"2001:db8::1", "2001:db8::2", "2001:db8:0:0:ffff::3"}[i%3] // one network
			if err := try(string(models.NewID())+"@example.com", address); models.KindOf(err) != models.KindInvalid {
				t.Fatal(err)
			}
		}
		if err := try(u.Email, "2001:db8::4"); models.KindOf(err) != models.KindTooMany {
			t.Errorf("the 31st try from one network: %v", err)
		}
		if err := try(u.Email, "2001:db8:1::4"); models.KindOf(err) != models.KindInvalid {
			t.Errorf("another network: %v", err)
		}
	})
}

func TestGuessesAtTheSameTimeAreCounted(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		u := f.Person(t, models.PortalUser)
		var checked atomic.Int32
		var all sync.WaitGroup
		for range 25 {
			all.Go(func() {
				if _, err := f.SignIn(t.Context(), u.Email, "wrong", people.Visitor{Address: "192.0.2.9"}); models.KindOf(err) == models.KindInvalid {
					checked.Add(1)
				}
			})
		}
		all.Wait()
		if n := checked.Load(); n != 10 {
			t.Errorf("%d guesses were checked, 10 may be", n)
		}
	})
}

func TestRightPasswordsBehindOneAddressAllGetIn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		var emails []string
		for i := range 40 {
			u, err := f.AddUser(storetest.System(t), field.Form{"name": {fmt.Sprint("Person ", i)}, "email": {fmt.Sprintf("p%d@appdepot.example", i)},
				"role": {string(models.PortalUser)}, "password": {storetest.Password}})
			okay(t, err)
			emails = append(emails, u.Email)
		}
		var all sync.WaitGroup
		for _, email := range emails {
			all.Go(func() {
				if _, err := f.SignIn(t.Context(), email, storetest.Password, people.Visitor{Address: "192.0.2.40"}); err != nil {
					t.Errorf("%s: %v", email, err)
				}
			})
		}
		all.Wait()
	})
}

// guesses are wrong tries for each purpose, as those who guess would make them.
func guesses(t *testing.T, f storetest.Fixture, u models.User) map[models.Purpose]func(context.Context) error {
	session := signIn(t, f, u.Role)
	return map[models.Purpose]func(context.Context) error{
		models.SigningIn: func(ctx context.Context) error {
			_, err := f.SignIn(ctx, u.Email, "wrong", people.Visitor{Address: models.ActorOf(ctx).Address})
			return err
		},
		models.Confirming: func(ctx context.Context) error {
			return f.ChangePassword(models.WithActor(ctx, u.Actor(models.ActorOf(ctx).Address)), session, field.Form{"current": {"wrong"}, "password": {"quite another password"}})
		},
		models.SettingUp: func(ctx context.Context) error {
			return f.SetUp(ctx, field.Form{"code": {"wrong"}, "organization": {"O"}, "name": {"N"}, "email": {"n@example.com"}, "password": {"four words in a row"}})
		},
		models.Enrolling: func(ctx context.Context) error {
			_, err := f.EnrollDevice(ctx, checkin.Enroll{EnrollmentToken: "wrong", Device: checkin.DeviceFacts{Name: "PC", Platform: models.Windows, OSVersion: "10.0.26100", Architecture: models.X64}})
			return err
		},
		models.DeviceCheckingIn: f.UnknownDevice,
	}
}

func TestEachPurposeHasACounterOfItsOwn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		u := f.Person(t, models.PortalUser)
		ctx := models.WithActor(t.Context(), models.Actor{Address: "192.0.2.50"})
		all := guesses(t, f, u)
		for purpose, guess := range all {
			n := 0
			for ; n <= 30; n++ {
				if err := guess(ctx); models.KindOf(err) == models.KindTooMany && err != nil {
					break
				}
			}
			want := 30
			if purpose == models.SigningIn || purpose == models.Confirming {
				want = 10
			}
			if n != want {
				t.Errorf("%s: %d guesses were checked, %d may be", purpose, n, want)
			}
		}
	})
}

// However many guesses at tokens and codes came from an address, whoever has a right one gets in: others are behind the same address.
func TestRightTokensBehindAnAddressThatGuessesGetIn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		u := f.Person(t, models.PortalUser)
		ctx := models.WithActor(t.Context(), models.Actor{Address: "192.0.2.51"})
		all := guesses(t, f, u)
		for _, purpose := range []models.Purpose{models.Enrolling, models.DeviceCheckingIn} {
			for range 40 {
				_ = all[purpose](ctx)
			}
			wantKind(t, string(purpose), all[purpose](ctx), models.KindTooMany)
		}
		for range 3 {
			token, _, err := f.AddEnrollmentToken(storetest.System(t), field.Form{"lifetime": {"1"}})
			okay(t, err)
			e, err := f.EnrollDevice(ctx, checkin.Enroll{EnrollmentToken: token, Device: checkin.DeviceFacts{Name: "PC", Platform: models.Windows, OSVersion: "10.0.26100"}})
			okay(t, err)
			_, err = f.CheckIn(ctx, e.DeviceToken, checkin.CheckIn{InventoryHash: checkin.InventoryHash(nil)})
			okay(t, err)
		}
		f.Clock.Pass(15 * time.Minute)
		wantKind(t, "a wrong token a while later", all[models.Enrolling](ctx), models.KindForbidden)
	})
}

// Whoever has no account writes nothing by guessing, from however many addresses.
func TestGuessesAtTokensWriteNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		all := guesses(t, f, f.Person(t, models.PortalUser))
		for i := range 50 {
			ctx := models.WithActor(t.Context(), models.Actor{Address: fmt.Sprintf("2001:db8:%x::1", i)})
			wantKind(t, "a token", all[models.Enrolling](ctx), models.KindForbidden)
			wantKind(t, "a code", all[models.SettingUp](ctx), models.KindInvalid)
			okay(t, all[models.DeviceCheckingIn](ctx))
		}
		if n := f.Rows(t, "attempts"); n != 0 {
			t.Errorf("%d rows were written", n)
		}
	})
}

func TestABrowserThatSignedInBeforePassesTheLock(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		u := f.Person(t, models.PortalUser)
		home := people.Visitor{Address: "192.0.2.60"}
		in, err := f.SignIn(t.Context(), u.Email, storetest.Password, home)
		okay(t, err)
		lock := func(from people.Visitor) (err error) {
			for range 11 {
				_, err = f.SignIn(t.Context(), u.Email, "wrong", from)
			}
			return err
		}
		wantKind(t, "the account", lock(people.Visitor{Address: "192.0.2.61"}), models.KindTooMany)
		_, err = f.SignIn(t.Context(), u.Email, storetest.Password, home)
		wantKind(t, "a browser that is not known", err, models.KindTooMany)
		home.Known = in.Known
		if in, err = f.SignIn(t.Context(), u.Email, storetest.Password, home); err != nil {
			t.Fatalf("the known browser: %v", err)
		}
		_, err = f.SignIn(t.Context(), u.Email, storetest.Password, home)
		wantKind(t, "the secret it had before", err, models.KindTooMany)
		home.Known = in.Known
		other := f.Person(t, models.HelpDeskOperator)
		if _, err = f.SignIn(t.Context(), other.Email, "wrong", home); models.KindOf(err) != models.KindInvalid {
			t.Errorf("somebody else in that browser: %v", err)
		}
		wantKind(t, "guesses in the known browser", lock(home), models.KindTooMany)
	})
}

func TestABrowserIsForgottenWithItsSessionAndItsPassword(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		admin := func() context.Context { return f.As(t, models.Administrator) }
		u := f.Person(t, models.PortalUser)
		password := storetest.Password
		for name, forget := range map[string]func(models.Session) error{
			"signed out by an Administrator": func(s models.Session) error { return f.RevokeSession(admin(), s.ID, nil) },
			"a new password": func(models.Session) error {
				password = "an administrator's choice"
				return f.SetPassword(admin(), u.ID, field.Form{"password": {password}})
			},
			"disabled": func(models.Session) error {
				okay(t, f.DisableUser(admin(), u.ID))
				return f.EnableUser(admin(), u.ID)
			},
		} {
			in, err := f.SignIn(t.Context(), u.Email, password, people.Visitor{Address: "192.0.2.62"})
			okay(t, err)
			_, session, err := f.SessionUser(t.Context(), in.Cookie)
			okay(t, err)
			okay(t, forget(session))
			for range 10 {
				_, err = f.SignIn(t.Context(), u.Email, "wrong", people.Visitor{Address: "192.0.2.63"})
				wantKind(t, name, err, models.KindInvalid)
			}
			_, err = f.SignIn(t.Context(), u.Email, password, people.Visitor{Address: "192.0.2.62", Known: in.Known})
			wantKind(t, name+": the browser that was known", err, models.KindTooMany)
			f.Clock.Pass(time.Hour)
		}
	})
}

func TestAResetOfThePasswordLiftsTheLock(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		u := f.Person(t, models.PortalUser)
		from := people.Visitor{Address: "192.0.2.70"}
		for range 10 {
			_, err := f.SignIn(t.Context(), u.Email, "wrong", from)
			wantKind(t, "a guess", err, models.KindInvalid)
		}
		okay(t, f.SetPassword(f.As(t, models.Administrator), u.ID, field.Form{"password": {"an administrator's choice"}}))
		_, err := f.SignIn(t.Context(), u.Email, "an administrator's choice", from)
		okay(t, err)
	})
}

func TestFailuresOfTheFutureAreIgnored(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		u := f.Person(t, models.PortalUser)
		f.Clock.Pass(24 * time.Hour) // a clock that is wrong for a while
		for range 10 {
			_, err := f.SignIn(t.Context(), u.Email, "wrong", people.Visitor{Address: "192.0.2.71"})
			wantKind(t, "a guess", err, models.KindInvalid)
		}
		f.Clock.Pass(-24 * time.Hour)
		_, err := f.SignIn(t.Context(), u.Email, storetest.Password, people.Visitor{Address: "192.0.2.71"})
		okay(t, err)
	})
}

func TestFailedSignInsAndLocksAreRecorded(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		u := f.Person(t, models.PortalUser)
		for range 12 {
			_, _ = f.SignIn(t.Context(), u.Email, "wrong", people.Visitor{Address: "192.0.2.80"})
			_, _ = f.SignIn(t.Context(), "my password typed here", "wrong", people.Visitor{Address: "192.0.2.81"})
		}
		f.Clock.Pass(time.Hour)
		cookie := signIn(t, f, u.Role)
		own := models.WithActor(t.Context(), u.Actor("192.0.2.82"))
		wantKind(t, "a wrong current password", f.ChangePassword(own, cookie, field.Form{"current": {"wrong"}, "password": {"quite another password"}}), models.KindInvalid)
		log, err := f.Events(storetest.System(t), store.EventQuery{Kinds: []string{"user"}})
		okay(t, err)
		count := map[string]int{}
		for _, e := range log.Items {
			count[e.Action]++
			if failed := e.Action == "user.failSignIn" || e.Action == "user.lockSignIn"; failed && (e.ObjectID != u.ID || e.Address != "192.0.2.80" || e.ActorID != "") {
				t.Errorf("recorded is %+v", e)
			}
			if strings.Contains(e.ObjectName, "typed here") {
				t.Error("what was typed instead of an address is in the log")
			}
		}
		if count["user.failSignIn"] != 10 || count["user.lockSignIn"] != 1 || count["user.failConfirm"] != 1 {
			t.Errorf("recorded are %v", count)
		}
	})
}
